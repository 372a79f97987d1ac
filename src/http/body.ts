import type { IncomingMessage } from 'node:http';
import { findGrammarFault } from '../input/json.js';
import { HttpProblem } from './problem.js';

const tooLarge = (actual: string, limitBytes: number, value: number): HttpProblem =>
  new HttpProblem('body-too-large', `the body has ${actual} bytes; the limit is ${limitBytes} bytes`, {
    errors: [
      {
        code: 'body-too-large',
        pointer: '',
        value,
        unit: 'bytes',
        allowed: `at most ${limitBytes}`,
        fix: 'send a smaller problem, or ask the operator of this service for a higher limit',
        message: `the body has ${actual} bytes`,
      },
    ],
    headers: { Connection: 'close' },
  });

const contentError = (code: 'wrong-content-type' | 'wrong-content-encoding', got: string, wanted: string) =>
  new HttpProblem(code, `${got}; send ${wanted}`, {
    headers: {
      Connection: 'close',
      ...(code === 'wrong-content-type' ? { Accept: 'application/json' } : {}),
    },
  });

const JSON_TYPE = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

const checkHeaders = (request: IncomingMessage, limitBytes: number): void => {
  const type = request.headers['content-type'];
  if (type === undefined || !JSON_TYPE.test(type))
    throw contentError(
      'wrong-content-type',
      type === undefined ? 'the request has no Content-Type' : `the Content-Type is ${type.slice(0, 100)}`,
      'application/json in UTF-8',
    );
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    throw contentError('wrong-content-encoding', `the Content-Encoding is ${encoding.slice(0, 100)}`, 'none');
  const stated = request.headers['content-length'];
  if (stated !== undefined && Number(stated) > limitBytes) throw tooLarge(stated, limitBytes, Number(stated));
};

const readBytes = (request: IncomingMessage, limitBytes: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let lengthBytes = 0;
    const stop = (): void => {
      request.off('data', onData).off('end', onEnd).off('error', onCut).off('close', onCut);
    };
    const onData = (chunk: Buffer): void => {
      lengthBytes += chunk.length;
      if (lengthBytes > limitBytes) {
        stop();
        reject(tooLarge(`at least ${lengthBytes}`, limitBytes, lengthBytes));
      } else chunks.push(chunk);
    };
    const onEnd = (): void => {
      stop();
      resolve(Buffer.concat(chunks));
    };
    const onCut = (): void => {
      stop();
      reject(
        new HttpProblem('body-cut-short', `the connection ended after ${lengthBytes} bytes of the body`),
      );
    };
    request.on('data', onData).on('end', onEnd).on('error', onCut).on('close', onCut);
  });

const utf8 = new TextDecoder('utf-8', { fatal: true });

const decode = (bytes: Buffer): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new HttpProblem('not-utf-8', 'the body holds bytes that are not UTF-8');
  }
};

/**
 * The body of a request as text that is JSON, read no further than the limit.
 *
 * @throws HttpProblem for a wrong type or encoding, more bytes than the limit, a cut body, text that is no JSON
 */
export const readJsonBody = async (request: IncomingMessage, limitBytes: number): Promise<string> => {
  checkHeaders(request, limitBytes);
  const text = decode(await readBytes(request, limitBytes));
  if (text.trim() === '') throw new HttpProblem('empty-body', 'the body is empty; send a problem as JSON');
  const fault = findGrammarFault(text);
  if (fault === null) return text;
  const where = `line ${fault.line}, column ${fault.column}`;
  throw new HttpProblem('bad-json', `${where}: ${fault.message}`, {
    errors: [
      {
        code: fault.code,
        pointer: '',
        message: `${where}: ${fault.message}`,
        fix: `mend the text at ${where}`,
      },
    ],
  });
};

/** How long a client that was refused early may still send before its connection is ended. */
const DRAIN_MS = 2_000;

/** Lets a client that still sends read its refusal, then ends the connection. */
export const drain = (request: IncomingMessage): void => {
  if (request.complete || request.destroyed) return;
  request.on('error', () => {});
  request.resume();
  const timer = setTimeout(() => request.socket.destroy(), DRAIN_MS);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
};
