import { Worker } from 'node:worker_threads';
import type { LastKnown } from '../answer.js';
import type { Job, JobEnd, JobProgress, WorkerMessage, WorkerStart } from './protocol.js';

/** What a job may take. */
export interface JobLimits {
  /** The worker is ended at this; null: never. */
  readonly deadlineMs: number | null;
  /** JavaScript heap of the worker. WebAssembly memory of an engine is outside it and ends at 2 GB by itself. */
  readonly memoryMiB: number;
}

export interface JobHooks {
  readonly onProgress?: (progress: JobProgress) => void;
  /** Asks the search to stop; after the grace the worker is ended. */
  readonly signal?: AbortSignal;
}

/** Runs jobs. The HTTP layer and the commands know only this. */
export interface Runner {
  run(job: Job, limits: JobLimits, hooks?: JobHooks): Promise<JobEnd>;
}

export interface WorkerRunnerOptions {
  /** File the thread runs; tests hand in their own. */
  readonly entry?: URL;
  /** From a cancel to the end of the worker. */
  readonly cancelGraceMs?: number;
  /**
   * Threads a job may start for searches of large programs, so that the deadline holds whatever an engine does and
   * nothing found is lost. Default 1; 0: the search runs in the job's own thread.
   */
  readonly searchThreads?: number;
}

const DEFAULT_ENTRY = new URL('./entry.js', import.meta.url);
const DEFAULT_CANCEL_GRACE_MS = 500;
const YOUNG_MIB = 8;

/**
 * When the search should stop by itself: early enough to read the plan back, check it and price it
 * before the worker is ended.
 *
 * @example
 * softTimeLimitMs(60_000); // 55_000
 * softTimeLimitMs(4_000); // 3_000
 */
export const softTimeLimitMs = (deadlineMs: number): number =>
  Math.round(deadlineMs - Math.min(5_000, deadlineMs / 4));

const memoryCodes = new Set(['ERR_WORKER_OUT_OF_MEMORY']);

const codeOf = (error: Error): string | undefined =>
  'code' in error && typeof error.code === 'string' ? error.code : undefined;

const failureOf = (error: Error): JobEnd => ({
  kind: 'failed',
  failure: 'internal',
  message: error.message,
  details: [],
  frames: (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)),
});

/**
 * Runs each job in a worker thread of its own, which shares nothing with this one but the flag that asks it
 * to stop. At the deadline the thread is ended, whatever it does; what it had reported by then comes back.
 */
export const workerRunner = (options: WorkerRunnerOptions = {}): Runner => ({
  run: (job, limits, hooks = {}) =>
    new Promise<JobEnd>((resolve) => {
      const cancelFlag = new SharedArrayBuffer(4);
      const start: WorkerStart = {
        job,
        softTimeLimitMs: limits.deadlineMs === null ? null : softTimeLimitMs(limits.deadlineMs),
        searchThreads: options.searchThreads ?? 1,
        startedAtMs: Date.now(),
        cancelFlag,
      };
      const worker = new Worker(options.entry ?? DEFAULT_ENTRY, {
        workerData: start,
        // Node lets a worker 16 MiB over its limit while it ends it. A young generation that could be promoted at once
        // beyond that aborts the whole process instead (seen on Node 24).
        resourceLimits: { maxOldGenerationSizeMb: limits.memoryMiB, maxYoungGenerationSizeMb: YOUNG_MIB },
        env: {},
        execArgv: [],
      });
      let lastKnown: LastKnown | null = null;
      let ended = false;
      const timers: NodeJS.Timeout[] = [];

      const end = (answer: JobEnd): void => {
        if (ended) return;
        ended = true;
        for (const timer of timers) clearTimeout(timer);
        hooks.signal?.removeEventListener('abort', cancel);
        // The core is free only when the thread is gone, so the answer waits for that.
        worker.terminate().then(
          () => resolve(answer),
          () => resolve(answer),
        );
      };
      const cancel = (): void => {
        Atomics.store(new Int32Array(cancelFlag), 0, 1);
        const graceMs = options.cancelGraceMs ?? DEFAULT_CANCEL_GRACE_MS;
        timers.push(setTimeout(() => end({ kind: 'stopped', reason: 'cancelled', lastKnown }), graceMs));
      };

      worker.on('message', (message: WorkerMessage) => {
        if (ended) return;
        if (message.type === 'end') return end(message.answer);
        const { gapFraction, ...progress } = message.progress;
        // A bound of the cloud-only problem is none of the whole one.
        const before = lastKnown?.phase === 'cloud-only' ? null : lastKnown;
        lastKnown = { ...before, ...progress };
        hooks.onProgress?.({ ...lastKnown, ...(gapFraction === undefined ? {} : { gapFraction }) });
      });
      worker.on('error', (error: Error) =>
        end(
          memoryCodes.has(codeOf(error) ?? '')
            ? { kind: 'stopped', reason: 'memory', lastKnown }
            : failureOf(error),
        ),
      );
      worker.on('exit', (code) =>
        end(failureOf(new Error(`the worker ended with code ${code} before it answered`))),
      );
      if (limits.deadlineMs !== null)
        timers.push(
          setTimeout(() => end({ kind: 'stopped', reason: 'time-limit', lastKnown }), limits.deadlineMs),
        );
      if (hooks.signal?.aborted === true) cancel();
      else hooks.signal?.addEventListener('abort', cancel, { once: true });
    }),
});
