import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { RunningService } from '../../../src/http/server.js';
import { type Runner, workerRunner } from '../../../src/worker/host.js';
import type { JobEnd } from '../../../src/worker/protocol.js';
import { minimalProblem } from '../../support/minimal-problem.js';
import { entry } from '../support/jobs.js';
import { post, problemOf, send, serve } from '../support/service.js';

const spinning = (): Runner => workerRunner({ entry: entry('spin'), cancelGraceMs: 50 });

/** Everything a raw connection is told until it ends. */
const rawTalk = (service: RunningService, start: (socket: Socket) => void): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(service.port, '127.0.0.1', () => start(socket));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
  });

describe('deadlines', () => {
  it('ends a worker that never ends, and answers others meanwhile', async () => {
    const service = await serve({}, spinning());
    const startedMs = performance.now();
    const plan = post(service, '/v1/plans', minimalProblem(), { Prefer: 'wait=1' });
    const waits: number[] = [];
    while (performance.now() - startedMs < 800) {
      const askedMs = performance.now();
      expect((await send(service, { path: '/healthz' })).status).toBe(200);
      waits.push(performance.now() - askedMs);
    }
    expect(waits.length).toBeGreaterThan(5);
    const answer = await plan;
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({
      outcome: 'stopped',
      stop: 'time-limit',
      lastKnown: { phase: 'search', incumbent: 100, bound: 90 },
      message: expect.stringContaining('Prefer: wait'),
    });
  });

  it('does not let a check have an outcome it has not', async () => {
    const service = await serve({}, spinning());
    const answer = await post(service, '/v1/validate', minimalProblem(), { Prefer: 'wait=1' });
    expect(problemOf(answer)).toMatchObject({ status: 503, code: 'time-limit' });
  });

  it('answers a request that never ends with 408', async () => {
    const service = await serve({ PLACEWRIGHT_REQUEST_TIMEOUT_SECONDS: '1' });
    const told = await rawTalk(service, (socket) =>
      socket.write(
        'POST /v1/plans HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
      ),
    );
    expect(told).toMatch(/^HTTP\/1\.1 408 /);
    expect(told).toContain('"code":"request-timeout"');
  }, 10_000);

  it('answers what is not HTTP with 400, and headers without end with 431', async () => {
    const service = await serve();
    const garbage = await rawTalk(service, (socket) => socket.write('HELLO\r\n\r\n'));
    expect(garbage).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*"code":"bad-request"/);
    const long = await rawTalk(service, (socket) =>
      socket.write(`GET /healthz HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`),
    );
    expect(long).toMatch(/^HTTP\/1\.1 431 [\s\S]*"code":"headers-too-large"/);
  });
});

describe('the queue', () => {
  it('answers 503 with Retry-After when it is full', async () => {
    const service = await serve({ PLACEWRIGHT_CONCURRENCY: '1', PLACEWRIGHT_QUEUE_LIMIT: '1' }, spinning());
    const wait = { Prefer: 'wait=1' };
    const early = [1, 2].map(() => post(service, '/v1/plans', minimalProblem(), wait));
    await expect.poll(async () => (await send(service, { path: '/healthz' })).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const late = await post(service, '/v1/plans', minimalProblem(), wait);
    expect(problemOf(late)).toMatchObject({ status: 503, code: 'queue-full' });
    expect(Number(late.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    for (const answer of await Promise.all(early)) expect(JSON.parse(answer.text).outcome).toBe('stopped');
  });

  it('lets a check pass a long solve', async () => {
    const calls: string[] = [];
    const runner: Runner = {
      run: (job) => {
        calls.push(job.kind);
        const end: JobEnd = { kind: 'answered', outcome: 'valid', body: new TextEncoder().encode('{}') };
        return job.kind === 'solve'
          ? spinning().run(job, { deadlineMs: 1_000, memoryMiB: 64 })
          : Promise.resolve(end);
      },
    };
    const service = await serve({}, runner);
    const plan = post(service, '/v1/plans', minimalProblem());
    await expect.poll(() => calls).toEqual(['solve']);
    expect((await post(service, '/v1/validate', minimalProblem())).status).toBe(200);
    expect(calls).toEqual(['solve', 'validate']);
    await plan;
  });

  it('cancels the job of a client that leaves, so that the core is free', async () => {
    const reasons: string[] = [];
    const runner: Runner = {
      run: async (job, limits, hooks) => {
        const end = await spinning().run(job, limits, hooks);
        reasons.push(end.kind === 'stopped' ? end.reason : end.kind);
        return end;
      },
    };
    const service = await serve({ PLACEWRIGHT_DEADLINE_SECONDS: '30' }, runner);
    const body = JSON.stringify(minimalProblem());
    await rawTalk(service, (socket) => {
      socket.write(
        `POST /v1/plans HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
      setTimeout(() => socket.destroy(), 200);
    });
    await expect.poll(() => reasons, { timeout: 5_000 }).toEqual(['cancelled']);
  });
});

describe('shutdown', () => {
  it('lets a running job end, takes no more, and ends', async () => {
    const service = await serve({ PLACEWRIGHT_SHUTDOWN_GRACE_SECONDS: '10' }, spinning());
    const plan = post(service, '/v1/plans', minimalProblem(), { Prefer: 'wait=1' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const stopped = service.stop();
    await expect(send(service, { path: '/healthz' })).rejects.toThrow(/ECONNREFUSED/);
    expect(JSON.parse((await plan).text).outcome).toBe('stopped');
    await stopped;
  });

  it('ends a job that outlasts the grace, and says why', async () => {
    const service = await serve({ PLACEWRIGHT_SHUTDOWN_GRACE_SECONDS: '0' }, spinning());
    const plan = post(service, '/v1/plans', minimalProblem());
    await new Promise((resolve) => setTimeout(resolve, 200));
    const stopped = service.stop();
    expect(problemOf(await plan)).toMatchObject({ status: 503, code: 'shutting-down' });
    await stopped;
  });
});
