import { describe, expect, it } from 'vitest';
import type { Runner } from '../../../src/worker/host.js';
import { Pool } from '../../../src/worker/pool.js';
import type { JobEnd } from '../../../src/worker/protocol.js';
import { aJob } from '../support/jobs.js';

const limits = { deadlineMs: 10_000, memoryMiB: 64 };
const done: JobEnd = { kind: 'answered', outcome: 'solved', body: new Uint8Array() };

/** Jobs that end when the test says so. */
const heldRunner = () => {
  const started: string[] = [];
  const finish: (() => void)[] = [];
  const runner: Runner = {
    run: (job) => {
      started.push(('bundle' in job ? job.bundle : job.problem).text);
      return new Promise((resolve) => finish.push(() => resolve(done)));
    },
  };
  return { runner, started, finish };
};
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the queue', () => {
  it('runs so many at once, the rest in the order they came, and turns one more away', async () => {
    const { runner, started, finish } = heldRunner();
    const pool = new Pool(runner, { concurrency: 2, queueLimit: 2 });
    const ends = ['a', 'b', 'c', 'd'].map((name) => pool.run(aJob(name), limits));
    await settled();
    expect(started).toEqual(['a', 'b']);
    expect(pool.load).toEqual({ running: 2, waiting: 2 });
    expect(await pool.run(aJob('e'), limits)).toEqual({ kind: 'busy', retryAfterSeconds: 8 });
    for (let index = 0; index < 4; index += 1) {
      finish[index]?.();
      await settled();
    }
    expect(started).toEqual(['a', 'b', 'c', 'd']);
    expect(await Promise.all(ends)).toEqual([done, done, done, done]);
    expect(pool.load).toEqual({ running: 0, waiting: 0 });
  });

  it('never starts a job that was cancelled while it waited, and frees its place', async () => {
    const { runner, started, finish } = heldRunner();
    const pool = new Pool(runner, { concurrency: 1, queueLimit: 1 });
    const first = pool.run(aJob('a'), limits);
    const cancel = new AbortController();
    const second = pool.run(aJob('b'), limits, { signal: cancel.signal });
    await settled();
    cancel.abort();
    expect(await second).toMatchObject({ kind: 'stopped', reason: 'cancelled' });
    const third = pool.run(aJob('c'), limits);
    finish[0]?.();
    await first;
    await settled();
    finish[1]?.();
    expect(await third).toEqual(done);
    expect(started).toEqual(['a', 'c']);
  });

  it('gives the place back when a runner rejects', async () => {
    let calls = 0;
    const runner: Runner = {
      run: async () => {
        calls += 1;
        if (calls === 1) throw new Error('broken');
        return done;
      },
    };
    const pool = new Pool(runner, { concurrency: 1, queueLimit: 0 });
    await expect(pool.run(aJob(), limits)).rejects.toThrow('broken');
    expect(await pool.run(aJob(), limits)).toEqual(done);
  });

  it('turns away those who wait when it closes', async () => {
    const { runner, finish } = heldRunner();
    const pool = new Pool(runner, { concurrency: 1, queueLimit: 5 });
    const first = pool.run(aJob('a'), limits);
    const second = pool.run(aJob('b'), limits);
    await settled();
    pool.close();
    expect(await second).toMatchObject({ kind: 'stopped', reason: 'cancelled' });
    expect(await pool.run(aJob('c'), limits)).toMatchObject({ kind: 'stopped' });
    finish[0]?.();
    expect(await first).toEqual(done);
  });
});
