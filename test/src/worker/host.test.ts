import { describe, expect, it } from 'vitest';
import type { LastKnown } from '../../../src/answer.js';
import { softTimeLimitMs, workerRunner } from '../../../src/worker/host.js';
import type { JobProgress } from '../../../src/worker/protocol.js';
import { minimalProblem } from '../../support/minimal-problem.js';
import { aJob, entry } from '../support/jobs.js';

const limits = { deadlineMs: 400, memoryMiB: 128 };

describe('a job in a worker thread', () => {
  it('is ended at its deadline whatever it does, and what it told is kept', async () => {
    const heard: LastKnown[] = [];
    const startedMs = performance.now();
    const end = await workerRunner({ entry: entry('spin') }).run(aJob(), limits, {
      onProgress: (progress) => heard.push(progress),
    });
    expect(end).toEqual({
      kind: 'stopped',
      reason: 'time-limit',
      lastKnown: { phase: 'search', bound: 90, incumbent: 100 },
    });
    expect(heard).toHaveLength(2);
    expect(performance.now() - startedMs).toBeLessThan(3_000);
  });

  it('keeps no bound of the cloud-only problem for the whole one, and the plan of the search through its checks', async () => {
    const cancel = new AbortController();
    const heard: JobProgress[] = [];
    const end = await workerRunner({ entry: entry('phases'), cancelGraceMs: 0 }).run(
      aJob(),
      { deadlineMs: null, memoryMiB: 128 },
      {
        signal: cancel.signal,
        onProgress: (progress) => {
          heard.push(progress);
          if (progress.phase === 'audit') cancel.abort();
        },
      },
    );
    expect(heard[0]).toEqual({ phase: 'cloud-only', incumbent: 120, bound: 119, gapFraction: 0.01 });
    expect(end).toMatchObject({ kind: 'stopped', lastKnown: { phase: 'audit', incumbent: 100 } });
    expect(heard.at(-1)).toEqual({ phase: 'audit', incumbent: 100 });
  });

  it('leaves the event loop free while it spins', async () => {
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 10);
    await workerRunner({ entry: entry('spin') }).run(aJob(), limits);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(10);
  });

  it('is stopped by its memory limit', async () => {
    const end = await workerRunner({ entry: entry('eat') }).run(aJob(), {
      deadlineMs: 30_000,
      memoryMiB: 64,
    });
    expect(end).toMatchObject({ kind: 'stopped', reason: 'memory' });
  });

  it('asks the search to stop when it is cancelled, and takes its answer', async () => {
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 100);
    const end = await workerRunner({ entry: entry('obey'), cancelGraceMs: 5_000 }).run(
      aJob(),
      { ...limits, deadlineMs: 8_000 },
      { signal: cancel.signal },
    );
    if (end.kind !== 'answered') throw new Error(`ended as ${end.kind}`);
    expect(JSON.parse(new TextDecoder().decode(end.body))).toEqual({
      outcome: 'obeyed',
      flag: 1,
      softTimeLimitMs: 6_000,
    });
  });

  it('is ended after the grace when it does not listen', async () => {
    const runner = workerRunner({ entry: entry('spin'), cancelGraceMs: 50 });
    const noClock = { deadlineMs: null, memoryMiB: 128 };
    const end = await runner.run(aJob(), noClock, { signal: AbortSignal.timeout(300) });
    expect(end).toMatchObject({ kind: 'stopped', reason: 'cancelled', lastKnown: { incumbent: 100 } });
  });

  it('ends as a failure when its worker throws or leaves without an answer', async () => {
    expect(await workerRunner({ entry: entry('throw') }).run(aJob(), limits)).toMatchObject({
      kind: 'failed',
      failure: 'internal',
      message: 'broken on purpose',
    });
    expect(await workerRunner({ entry: entry('leave') }).run(aJob(), limits)).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('code 7'),
    });
  });

  it('leaves time to read back, check and price before the deadline', () => {
    expect(softTimeLimitMs(60_000)).toBe(55_000);
    expect(softTimeLimitMs(4_000)).toBe(3_000);
  });

  it('solves with the real library', async () => {
    const runner = workerRunner({ entry: new URL('../../../dist/worker/entry.js', import.meta.url) });
    const job = aJob(JSON.stringify(minimalProblem()));
    const end = await runner.run(job, { deadlineMs: 30_000, memoryMiB: 1024 });
    if (end.kind !== 'answered') throw new Error(JSON.stringify(end));
    const answer = JSON.parse(new TextDecoder().decode(end.body));
    expect(answer).toMatchObject({ outcome: 'solved', audit: { ok: true } });
    expect(answer.plan.bound.value).toBeLessThanOrEqual(answer.plan.objective + 0.01);
  });
});
