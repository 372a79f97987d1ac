import { type RequestOptions, request } from 'node:http';
import { afterEach } from 'vitest';
import type { LogFields } from '../../../src/http/log.js';
import { type RunningService, startService } from '../../../src/http/server.js';
import { readSettings } from '../../../src/http/settings.js';
import type { Runner } from '../../../src/worker/host.js';
import { fakeLibrary, inlineRunner } from './fake-library.js';

export interface LogLine {
  readonly event: string;
  readonly fields: LogFields;
}

export interface TestService extends RunningService {
  readonly logged: readonly LogLine[];
}

const running: RunningService[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.stop()));
});

/** A service on a free port of this machine, stopped after the test. */
export const serve = async (
  environment: Readonly<Record<string, string>> = {},
  runner: Runner = inlineRunner(fakeLibrary()),
): Promise<TestService> => {
  const logged: LogLine[] = [];
  const add = (event: string, fields: LogFields = {}): void => {
    logged.push({ event, fields });
  };
  const settings = readSettings({ PORT: '0', PLACEWRIGHT_SHUTDOWN_GRACE_SECONDS: '1', ...environment });
  const service = await startService(settings, { runner, log: { info: add, warn: add, error: add } });
  running.push(service);
  return { ...service, logged };
};

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** One request as typed, with nothing a client library would add or refuse. */
export const send = (
  service: RunningService,
  options: RequestOptions,
  body: string | Buffer | readonly Buffer[] = '',
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: service.port, agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    sent.on('error', reject);
    if (Array.isArray(body)) for (const chunk of body) sent.write(chunk);
    sent.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : undefined);
  });

/** POSTs JSON. */
export const post = (
  service: RunningService,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> =>
  send(
    service,
    { method: 'POST', path, headers: { 'Content-Type': 'application/json', ...headers } },
    typeof body === 'string' ? body : JSON.stringify(body),
  );

export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string;
  readonly errors?: readonly Readonly<Record<string, unknown>>[];
  readonly errorCount?: number;
}

export const problemOf = (answer: Answer): ProblemBody => JSON.parse(answer.text);
