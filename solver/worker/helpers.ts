import { InputError } from '../outcome.js';
import type { RunningSearch, SearchEnd, SearchEvents, SearchPort, SearchTask } from '../search/port.js';
import { platform } from './platform.js';
import { type AnyWorker, openPort, startNodeWorker } from './port.js';
import { isWorkerMessage } from './protocol.js';

/** Where helpers come from and how many there may be. */
export interface SearchHelperOptions {
  /** Searches at once, 1 or more: as many as there are cores to spare. */
  readonly threads: number;
  /** Makes the worker; its script calls `serveSolves`. Needed in browsers and bundles; Node has a script of its own. */
  readonly worker?: () => AnyWorker;
}

const broke = (task: SearchTask, stop: SearchEnd['stop'], detail: string): SearchEnd => ({
  stop,
  engine: task.engine,
  bound: null,
  safeBound: null,
  rounds: 0,
  detail,
});

const startSearch = (worker: AnyWorker, task: SearchTask, events: SearchEvents): RunningSearch => {
  let isOver = false;
  let settle = (): void => {};
  const sent = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const end = (how: SearchEnd): void => {
    if (isOver) return;
    isOver = true;
    settle();
    events.end(how);
    void port.end();
  };
  const port = openPort(worker, {
    message: (message) => {
      if (isOver || !isWorkerMessage(message)) return;
      if (message.type === 'ready') {
        port.send({ type: 'search', task });
        settle();
      } else if (message.type === 'found') events.progress(message.found);
      else if (message.type === 'ended') end(message.end);
      else if (message.type === 'failed') end(broke(task, 'engine-failure', message.error.message));
    },
    failure: ({ message, isMemory }) => end(broke(task, isMemory ? 'memory' : 'engine-failure', message)),
  });
  return {
    sent,
    stop: async () => {
      isOver = true;
      settle();
      await port.end();
    },
  };
};

/**
 * Threads for the option `helpers` of `solve`: each runs one search of a large program and is ended with it. A thread that
 * breaks or runs out of memory ends alone, and what it had found stays.
 *
 * @throws InputError where `threads` is not a whole number above 0, or a browser is given no `worker`
 * @example
 * const result = await solve(problem, {
 *   engines: [highs], timeLimitMs: 60_000, host: { nowMs: () => performance.now() }, helpers: searchHelpers({ threads: 2 }),
 * });
 */
export const searchHelpers = ({ threads, worker }: SearchHelperOptions): SearchPort => {
  if (!(Number.isInteger(threads) && threads > 0)) {
    const issue = `threads is ${threads}; allowed: a whole number above 0`;
    throw new InputError(issue, [issue]);
  }
  return {
    threads,
    start: (task, events) => {
      const started = worker ? worker() : startNodeWorker();
      if (started) return startSearch(started, task, events);
      const issue =
        'a browser needs the option worker: () => new Worker(...), whose script calls serveSolves from @placewright/solver/worker/serve';
      throw new InputError(issue, [issue]);
    },
    after: (delayMs, run) => {
      const timer = platform.setTimeout(run, delayMs);
      return () => platform.clearTimeout(timer);
    },
  };
};
