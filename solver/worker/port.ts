import { type NodeWorker, nodeThreads, platform } from './platform.js';
import type { SearchRequest, SolveRequest } from './protocol.js';

/**
 * A worker as `new Worker(...)` makes it: a Web Worker, or a Worker of `node:worker_threads`. Its script calls
 * `serveSolves`.
 */
export interface AnyWorker {
  postMessage(message: unknown): void;
  terminate(): unknown;
}

interface WebWorker extends AnyWorker {
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void;
}

interface WorkerEvent {
  readonly data?: unknown;
  readonly message?: string;
  preventDefault?(): void;
}

/** What a worker tells its host. */
export interface PortEvents {
  readonly message: (message: unknown) => void;
  /** The thread broke or ended by itself. */
  readonly failure: (failure: PortFailure) => void;
}

export interface PortFailure {
  readonly message: string;
  readonly isMemory: boolean;
}

/** The same worker, whatever made it. */
export interface WorkerPort {
  send(request: SolveRequest | SearchRequest): void;
  /** Ends the thread, whatever it does, and waits until it is gone. */
  end(): Promise<void>;
}

const isNodeWorker = (worker: AnyWorker): worker is NodeWorker => 'on' in worker;
const isWebWorker = (worker: AnyWorker): worker is WebWorker => 'addEventListener' in worker;

const listen = (worker: AnyWorker, { message, failure }: PortEvents): void => {
  if (isNodeWorker(worker)) {
    worker.on('message', message);
    worker.on('messageerror', (error) => failure({ message: error.message, isMemory: false }));
    worker.on('error', (error) =>
      failure({
        message: error.message,
        isMemory: 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY',
      }),
    );
    worker.on('exit', (code) => failure({ message: `it ended with code ${code}`, isMemory: false }));
    return;
  }
  if (!isWebWorker(worker)) throw new TypeError('worker is neither a Web Worker nor a Worker of Node');
  worker.addEventListener('message', (event) => message(event.data));
  for (const type of ['error', 'messageerror']) {
    worker.addEventListener(type, (event) => {
      event.preventDefault?.();
      failure({ message: event.message || 'its script could not be loaded or run', isMemory: false });
    });
  }
};

export const openPort = (worker: AnyWorker, events: PortEvents): WorkerPort => {
  listen(worker, events);
  return {
    send: (request) => worker.postMessage(request),
    end: async () => {
      await worker.terminate();
    },
  };
};

/**
 * Written so that no bundler follows it: the entry names every engine, and a bundle has to hold only those it was
 * given.
 */
const entryUrl = (): string => (import.meta as unknown as { url: string }).url.replace(/[^/]*$/, 'entry.js');

/** A thread of Node that runs the package's own entry; undefined in a browser. */
export const startNodeWorker = (): AnyWorker | undefined => {
  const threads = nodeThreads();
  return threads && new threads.Worker(new platform.URL(entryUrl()), { execArgv: [] });
};
