import { InputError, InternalError } from '../outcome.js';
import type { Problem } from '../problem/types.js';
import type { SolveResult } from '../result.js';
import { makeCanceller } from './cancel.js';
import { platform } from './platform.js';
import { type AnyWorker, openPort, type PortFailure, startNodeWorker } from './port.js';
import {
  type EngineId,
  isWorkerMessage,
  type KnownProgress,
  type SentError,
  type SentOptions,
} from './protocol.js';

/** The part of an AbortSignal that is used. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** How to solve in a worker. Limits left out do not exist. */
export interface SolveInWorkerOptions extends SentOptions {
  /** Ids of the engines to use. Absent: every engine the worker serves; under Node all that are installed. */
  readonly engines?: readonly EngineId[];
  /**
   * Makes the worker; its script calls `serveSolves`. Needed in browsers and in bundles, where only the bundler knows
   * which file it is. Under Node the package has a script of its own.
   */
  readonly worker?: () => AnyWorker;
  /**
   * Wall clock from the call, in ms, after which the thread is ended whatever it does. Absent: 5,000 ms after
   * `timeLimitMs`, or never. Without a `timeLimitMs` the search is asked to stop early enough to answer by itself.
   */
  readonly deadlineMs?: number;
  /** Cancels: the search is asked to stop and answers with the best plan it holds. */
  readonly signal?: CancelSignal;
  /** From a cancel to the end of the thread, in ms. Default 2,000. GLPK can only be ended. */
  readonly cancelGraceMs?: number;
  readonly onProgress?: (progress: KnownProgress) => void;
}

/** The thread was ended before it could answer; what it had told is all that is known. */
export interface WorkerEnded {
  readonly kind: 'ended';
  readonly stop: 'cancelled' | 'time-limit' | 'memory';
  /** Where the search was, the objective of its best plan and the bound; null where it had told nothing. */
  readonly known: KnownProgress | null;
}

export type WorkerSolveResult = SolveResult | WorkerEnded;

const DEFAULT_CANCEL_GRACE_MS = 2_000;
const READ_BACK_MS = 5_000;

/**
 * When a search should stop by itself under a deadline: early enough to read the plan back, check it and price it.
 *
 * @example
 * softTimeLimitMs(60_000); // 55_000
 * softTimeLimitMs(4_000); // 3_000
 */
export const softTimeLimitMs = (deadlineMs: number): number =>
  Math.round(deadlineMs - Math.min(READ_BACK_MS, deadlineMs / 4));

const checkOptions = ({ deadlineMs, cancelGraceMs }: SolveInWorkerOptions): void => {
  const issues: string[] = [];
  if (deadlineMs !== undefined && !(deadlineMs > 0))
    issues.push(`deadlineMs is ${deadlineMs} ms; allowed: above 0`);
  if (cancelGraceMs !== undefined && !(cancelGraceMs >= 0))
    issues.push(`cancelGraceMs is ${cancelGraceMs} ms; allowed: 0 or more`);
  if (issues.length > 0) throw new InputError(issues.join('; '), issues);
};

const sentOptions = (options: SolveInWorkerOptions): SentOptions => {
  const { engine, gapFraction, workLimitNodes, compareWithCloudOnly, deadlineMs } = options;
  const timeLimitMs =
    options.timeLimitMs ?? (deadlineMs === undefined ? undefined : softTimeLimitMs(deadlineMs));
  return {
    ...(engine === undefined ? {} : { engine }),
    ...(gapFraction === undefined ? {} : { gapFraction }),
    ...(timeLimitMs === undefined ? {} : { timeLimitMs }),
    ...(workLimitNodes === undefined ? {} : { workLimitNodes }),
    ...(compareWithCloudOnly === undefined ? {} : { compareWithCloudOnly }),
  };
};

const deadlineOf = ({ deadlineMs, timeLimitMs }: SolveInWorkerOptions): number | undefined =>
  deadlineMs ?? (timeLimitMs === undefined ? undefined : timeLimitMs + READ_BACK_MS);

const asError = ({ name, message, stack, details }: SentError): Error => {
  const error =
    name === 'InputError'
      ? new InputError(message, details)
      : name === 'InternalError'
        ? new InternalError(message, details)
        : new Error(message);
  error.stack = stack;
  return error;
};

const startWorker = ({ worker }: SolveInWorkerOptions): AnyWorker => {
  const started = worker ? worker() : startNodeWorker();
  if (started) return started;
  const message =
    'a browser needs the option worker: () => new Worker(...), whose script calls serveSolves from @placewright/solver/worker/serve';
  throw new InputError(message, [message]);
};

const notStarted = ({ message }: PortFailure): Error => {
  const said = `the worker did not start (${message}); hand in the option worker, whose script calls serveSolves from @placewright/solver/worker/serve`;
  return new InputError(said, [said]);
};

/**
 * `solve` in a worker: a thread of Node or a Web Worker, one for each call, which is gone when the promise settles. The
 * calling thread stays free, and a deadline or a cancel holds whatever the engine does.
 *
 * @param problem - from parseProblem
 * @throws InputError where the options make no sense or the worker cannot be started; InternalError where a check of
 *   the result failed or the thread broke. Everything else resolves.
 * @example
 * const result = await solveInWorker(problem, { engines: ['highs'], deadlineMs: 60_000, signal: abort.signal });
 * if (result.kind === 'solved') console.log(result.plan.objective);
 */
export const solveInWorker = async (
  problem: Problem,
  options: SolveInWorkerOptions = {},
): Promise<WorkerSolveResult> => {
  checkOptions(options);
  const { signal, onProgress } = options;
  if (signal?.aborted === true) return { kind: 'ended', stop: 'cancelled', known: null };
  const worker = startWorker(options);
  const canceller = makeCanceller();
  return new Promise((resolve, reject) => {
    let known: KnownProgress | null = null;
    let isReady = false;
    let isOver = false;
    const timers: unknown[] = [];

    // The core is free only when the thread is gone, so the answer waits for that.
    const finish = (settle: () => void): void => {
      if (isOver) return;
      isOver = true;
      for (const timer of timers) platform.clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      canceller.release();
      port.end().then(settle, settle);
    };
    const stop = (reason: WorkerEnded['stop']): void =>
      finish(() => resolve({ kind: 'ended', stop: reason, known }));
    const cancel = (): void => {
      canceller.cancel();
      const graceMs = options.cancelGraceMs ?? DEFAULT_CANCEL_GRACE_MS;
      timers.push(platform.setTimeout(() => stop('cancelled'), graceMs));
    };
    const fail = (failure: PortFailure): void => {
      if (failure.isMemory) stop('memory');
      else if (!isReady) finish(() => reject(notStarted(failure)));
      else finish(() => reject(new InternalError(`the worker broke: ${failure.message}`)));
    };
    const begin = (): void => {
      isReady = true;
      port.send({
        type: 'solve',
        problem,
        options: sentOptions(options),
        engines: options.engines ?? null,
        cancel: canceller.token,
      });
    };
    const tell = (progress: KnownProgress): void => {
      known = { ...known, ...progress };
      onProgress?.(known);
    };
    const receive = (message: unknown): void => {
      if (isOver || !isWorkerMessage(message)) return;
      if (message.type === 'ready') begin();
      else if (message.type === 'progress') tell(message.progress);
      else if (message.type === 'result') finish(() => resolve(message.result));
      else if (message.type === 'failed') {
        const { error } = message;
        finish(() => reject(asError(error)));
      }
    };
    const port = openPort(worker, { message: receive, failure: fail });
    const deadlineMs = deadlineOf(options);
    if (deadlineMs !== undefined) timers.push(platform.setTimeout(() => stop('time-limit'), deadlineMs));
    signal?.addEventListener('abort', cancel);
  });
};
