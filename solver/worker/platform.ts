/**
 * The little of the platform that worker threads need, the same under Node and in browsers. The only file of the
 * library that touches any: everything else is handed its clock and its engines.
 */
export interface Platform {
  readonly performance: { now(): number };
  setTimeout(run: () => void, delayMs: number): unknown;
  clearTimeout(timer: unknown): void;
  /** Browsers: false where shared memory may not be posted. */
  readonly crossOriginIsolated?: boolean;
  readonly SharedArrayBuffer?: SharedArrayBufferConstructor;
  readonly URL: {
    new (url: string): object;
    createObjectURL(blob: object): string;
    revokeObjectURL(url: string): void;
  };
  readonly Blob?: new (parts: readonly string[]) => object;
  readonly XMLHttpRequest?: new () => SynchronousRequest;
  /** Browsers and worker scopes of theirs. */
  readonly Worker?: unknown;
  /** In a worker scope of a browser. */
  postMessage?(message: unknown): void;
  addEventListener?(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  /** Node, from 20.16. Asked for by this call and not imported, so that no bundler has to know it. */
  readonly process?: { getBuiltinModule?(id: 'node:worker_threads'): NodeThreads | undefined };
}

export interface SynchronousRequest {
  open(method: 'GET', url: string, isAsynchronous: false): void;
  send(): void;
}

/** The part of `node:worker_threads` that is used. */
export interface NodeThreads {
  readonly Worker: new (entry: object, options: { execArgv: string[] }) => NodeWorker;
  readonly parentPort: NodePort | null;
}

export interface NodePort {
  postMessage(message: unknown): void;
  on(type: 'message', listener: (message: unknown) => void): unknown;
}

export interface NodeWorker extends NodePort {
  terminate(): Promise<unknown>;
  on(type: 'message', listener: (message: unknown) => void): unknown;
  on(type: 'error' | 'messageerror', listener: (error: Error) => void): unknown;
  on(type: 'exit', listener: (code: number) => void): unknown;
}

export const platform = globalThis as unknown as Platform;

/** Node's threads, or undefined in a browser. */
export const nodeThreads = (): NodeThreads | undefined =>
  platform.process?.getBuiltinModule?.('node:worker_threads');
