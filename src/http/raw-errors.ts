import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { Log } from './log.js';
import { HttpProblem, PROBLEMS, type ProblemCode, problemBody } from './problem.js';

const BY_CODE: Readonly<Record<string, { code: ProblemCode; detail: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'request-timeout', detail: 'send the whole request sooner' },
  HPE_HEADER_OVERFLOW: { code: 'headers-too-large', detail: 'send fewer or shorter header fields' },
};

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/** Answers what Node refuses before there is a request: broken HTTP, huge headers, a request that never ends. */
export const onClientError =
  (log: Log) =>
  (error: Error & { code?: string }, socket: Duplex): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const { code, detail } = BY_CODE[error.code ?? ''] ?? {
      code: 'bad-request' as const,
      detail: 'the request is not HTTP/1.1',
    };
    const requestId = randomUUID();
    const body = problemBody(new HttpProblem(code, detail), requestId);
    const { status } = PROBLEMS[code];
    log.info('refusal', { requestId, code, status });
    socket.end(
      `HTTP/1.1 ${status} ${REASONS[status] ?? ''}\r\nContent-Type: application/problem+json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nX-Request-Id: ${requestId}\r\n` +
        `X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n${body}`,
      () => socket.destroy(),
    );
  };
