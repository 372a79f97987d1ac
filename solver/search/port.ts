import type { Engine, EngineProgress } from '../engines/contract.js';
import type { Bound, StopReason } from '../outcome.js';
import type { SentSource } from './sent-source.js';

/**
 * Where searches may run beside the caller, as the host hands it in: threads of Node, Web Workers. The library starts
 * none by itself and knows no timer.
 */
export interface SearchPort {
  /** How many searches may run at once, 1 or more. */
  readonly threads: number;
  /** Starts a search elsewhere. */
  start(task: SearchTask, events: SearchEvents): RunningSearch;
  /** Runs something once after a delay; calling what it returns calls it off. */
  after(delayMs: number, run: () => void): () => void;
}

/**
 * What a search is for: `search` is what `solveProgram` does; `bound` and `plans` share that out between them, most of the
 * time going to one of the two; `tree` is the engine's own tree on the whole program.
 */
export type SearchRole = 'search' | 'bound' | 'plans' | 'tree';

/** A search as plain data. */
export interface SearchTask {
  readonly source: SentSource;
  readonly role: SearchRole;
  /** Which of several searches of one role this is, from 1: each looks elsewhere. */
  readonly seed: number;
  readonly engine: Engine['id'];
  readonly linearEngine: Engine['id'];
  readonly gapFraction: number;
  readonly timeLimitMs: number;
  readonly start: Float64Array | null;
  /** The start is the plan of a problem much like this one. */
  readonly isWarm: boolean;
  /** The best point of all searches, shared; null where threads share no memory. */
  readonly board: SharedArrayBuffer | null;
  /** The relaxation as the search for bounds has it, shared with those for plans; null where there are none. */
  readonly relaxation: SharedArrayBuffer | null;
}

/** What a search ends in, as plain data. Its points have been told on the way. */
export interface SearchEnd {
  readonly stop: StopReason;
  readonly engine: Engine['id'];
  readonly bound: Bound | null;
  readonly safeBound: number | null;
  readonly rounds: number;
  readonly detail: string;
}

export interface SearchEvents {
  /** Better points, as they are found, and bounds. */
  readonly progress: (progress: EngineProgress) => void;
  /** Called once, whatever happens to the thread: a crash is a stop of `memory` or `engine-failure`. */
  readonly end: (end: SearchEnd) => void;
}

export interface RunningSearch {
  /** Settles when the search has its task, or will never have it. Absent: it has it. */
  readonly sent?: Promise<void>;
  /** Ends it, whatever it does, and gives its memory back. `end` is not called any more. */
  stop(): Promise<void>;
}
