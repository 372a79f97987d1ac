import type { Engine, EngineProgress } from '../engines/contract.js';
import type { Problem } from '../problem/types.js';
import type { SolveOptions, SolveProgress, SolveResult } from '../result.js';
import type { SearchEnd, SearchTask } from '../search/port.js';
import type { CancelToken } from './cancel.js';

export type EngineId = Engine['id'];

/** The options of a solve that are plain data, and so can be sent. */
export type SentOptions = Pick<
  SolveOptions,
  'engine' | 'gapFraction' | 'timeLimitMs' | 'workLimitNodes' | 'compareWithCloudOnly'
>;

/** What a search had reached; the plan itself is not in it. */
export type KnownProgress = Pick<SolveProgress, 'phase' | 'incumbent' | 'bound' | 'gapFraction'>;

/** Host to worker, once, when the worker has said that it is ready. */
export interface SolveRequest {
  readonly type: 'solve';
  readonly problem: Problem;
  readonly options: SentOptions;
  /** Null: every engine the worker serves. */
  readonly engines: readonly EngineId[] | null;
  readonly cancel: CancelToken | null;
}

/** Host to worker: one search of a race, in place of a solve. */
export interface SearchRequest {
  readonly type: 'search';
  readonly task: SearchTask;
}

/** An error as data: its class does not survive the way between threads. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** Issues of an InputError, details of an InternalError. */
  readonly details: readonly string[];
}

/** Worker to host. */
export type WorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly progress: KnownProgress }
  | { readonly type: 'result'; readonly result: SolveResult }
  /** Of a search: a point or a bound, and what it ended in. */
  | { readonly type: 'found'; readonly found: EngineProgress }
  | { readonly type: 'ended'; readonly end: SearchEnd }
  | { readonly type: 'failed'; readonly error: SentError };

const WORKER_TYPES: readonly unknown[] = ['ready', 'progress', 'result', 'found', 'ended', 'failed'];

const typeOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;

/** Bundlers' development servers talk to workers too; what is not ours is left alone. */
export const isWorkerMessage = (value: unknown): value is WorkerMessage =>
  WORKER_TYPES.includes(typeOf(value));

export const isSearchRequest = (value: unknown): value is SearchRequest => typeOf(value) === 'search';

export const isRequest = (value: unknown): value is SolveRequest => typeOf(value) === 'solve';
