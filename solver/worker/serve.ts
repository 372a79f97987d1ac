import type { Engine, EngineProgress } from '../engines/contract.js';
import { solve } from '../optimize/solve.js';
import { InputError, InternalError } from '../outcome.js';
import type { SolveOptions, SolveProgress } from '../result.js';
import { runSearchTask } from '../search/run-task.js';
import { readCancel } from './cancel.js';
import { nodeThreads, platform } from './platform.js';
import {
  type EngineId,
  isRequest,
  isSearchRequest,
  type KnownProgress,
  type SearchRequest,
  type SentError,
  type SolveRequest,
  type WorkerMessage,
} from './protocol.js';

/** Engines by id, each loaded when it is first asked for. */
export type EngineLoaders = Readonly<Partial<Record<EngineId, () => Promise<Engine>>>>;

/** A moved bound alone is told at most this often; a new phase or a better plan always. */
const QUIET_MS = 100;

const reporter = (tell: (progress: KnownProgress) => void): ((progress: SolveProgress) => void) => {
  let last: KnownProgress | undefined;
  let toldAtMs = Number.NEGATIVE_INFINITY;
  return ({ phase, incumbent, bound, gapFraction }) => {
    const nowMs = platform.performance.now();
    const isNews = last === undefined || last.phase !== phase || last.incumbent !== incumbent;
    if (!isNews && nowMs - toldAtMs < QUIET_MS) return;
    last = {
      phase,
      ...(incumbent === undefined ? {} : { incumbent }),
      ...(bound === undefined ? {} : { bound }),
      ...(gapFraction === undefined ? {} : { gapFraction }),
    };
    toldAtMs = nowMs;
    tell(last);
  };
};

const asLoaders = (engines: readonly Engine[] | EngineLoaders): EngineLoaders =>
  Array.isArray(engines)
    ? Object.fromEntries(engines.map((engine: Engine) => [engine.id, async () => engine]))
    : (engines as EngineLoaders);

const loadEngines = async (loaders: EngineLoaders, wanted: readonly EngineId[] | null): Promise<Engine[]> => {
  const served = Object.keys(loaders) as EngineId[];
  const load = async (id: EngineId): Promise<Engine> => {
    const loader = loaders[id];
    if (loader) return loader();
    const message = `engine ${id} is not served by this worker (it serves: ${served.join(', ') || 'none'})`;
    throw new InputError(message, [message]);
  };
  return Promise.all((wanted ?? served).map(load));
};

const detailsOf = (error: unknown): readonly string[] => {
  if (error instanceof InputError) return error.issues.map(String);
  return error instanceof InternalError ? error.details : [];
};

const asData = (error: unknown): SentError => ({
  name: error instanceof Error ? error.name : 'Error',
  message: error instanceof Error ? error.message : String(error),
  stack: error instanceof Error ? (error.stack ?? '') : '',
  details: detailsOf(error),
});

const answer = async (
  { problem, options, engines, cancel }: SolveRequest,
  loaders: EngineLoaders,
  send: (message: WorkerMessage) => void,
): Promise<WorkerMessage> => {
  try {
    const solveOptions: SolveOptions = {
      ...options,
      engines: await loadEngines(loaders, engines),
      host: { nowMs: () => platform.performance.now() },
      isCancelled: readCancel(cancel),
      onProgress: reporter((progress) => send({ type: 'progress', progress })),
    };
    return { type: 'result', result: await solve(problem, solveOptions) };
  } catch (error) {
    return { type: 'failed', error: asData(error) };
  }
};

const search = async (
  { task }: SearchRequest,
  loaders: EngineLoaders,
  send: (message: WorkerMessage) => void,
): Promise<WorkerMessage> => {
  try {
    const engines = await loadEngines(loaders, [...new Set([task.engine, task.linearEngine])]);
    const tell = (found: EngineProgress): void => send({ type: 'found', found });
    return { type: 'ended', end: await runSearchTask(task, engines, () => platform.performance.now(), tell) };
  } catch (error) {
    return { type: 'failed', error: asData(error) };
  }
};

/**
 * Makes the script it is called in the worker of `solveInWorker`: a Web Worker, or a thread of Node. Call it once, at
 * the top of the script.
 *
 * @param engines - those the worker may use, or functions that load them
 * @throws TypeError where the script is not a worker's
 * @example
 * // solver-worker.ts, the whole file
 * serveSolves([highs]);
 */
export const serveSolves = (engines: readonly Engine[] | EngineLoaders): void => {
  const loaders = asLoaders(engines);
  const port = nodeThreads()?.parentPort;
  const send = (message: WorkerMessage): void =>
    port ? port.postMessage(message) : platform.postMessage?.(message);
  const receive = (message: unknown): void => {
    if (isRequest(message)) void answer(message, loaders, send).then(send);
    else if (isSearchRequest(message)) void search(message, loaders, send).then(send);
  };
  if (port) port.on('message', receive);
  else if (platform.addEventListener && platform.postMessage)
    platform.addEventListener('message', (event) => receive(event.data));
  else throw new TypeError('serveSolves is called at the top of the script of a worker, and this is none');
  send({ type: 'ready' });
};
