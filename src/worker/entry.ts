import { parentPort, workerData } from 'node:worker_threads';
import { searchHelpers } from '@placewright/solver/worker';
import { executeJob } from './execute.js';
import { engines, library } from './library.js';
import type { JobProgress, WorkerMessage, WorkerStart } from './protocol.js';

/** A moved bound alone is told at most this often; a new phase or a better plan always. */
const QUIET_MS = 100;

const isStart = (value: unknown): value is WorkerStart =>
  typeof value === 'object' && value !== null && 'job' in value && 'cancelFlag' in value;

/** Passes progress on, so that what was found is known outside even if this thread is ended. */
const reporter = (tell: (progress: JobProgress) => void): ((progress: JobProgress) => void) => {
  let known: JobProgress | null = null;
  let toldAtMs = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const isNews = known === null || known.phase !== progress.phase || known.incumbent !== progress.incumbent;
    const nowMs = performance.now();
    if (!isNews && nowMs - toldAtMs < QUIET_MS) return;
    known = progress;
    toldAtMs = nowMs;
    tell(progress);
  };
};

const main = async (): Promise<void> => {
  const start: unknown = workerData;
  if (parentPort === null || !isStart(start)) throw new Error('this file is the entry of a worker thread');
  const port = parentPort;
  const send = (message: WorkerMessage, transfer: ArrayBuffer[] = []): void =>
    port.postMessage(message, transfer);
  const flag = new Int32Array(start.cancelFlag);
  const answer = await executeJob(start.job, {
    library,
    engines,
    nowMs: () => performance.now(),
    softTimeLimitMs: start.softTimeLimitMs,
    spentMs: () => Date.now() - start.startedAtMs,
    ...(start.searchThreads > 0 ? { helpers: searchHelpers({ threads: start.searchThreads }) } : {}),
    isCancelled: () => Atomics.load(flag, 0) === 1,
    onProgress: reporter((progress) => send({ type: 'progress', progress })),
  });
  send({ type: 'end', answer });
};

await main();
