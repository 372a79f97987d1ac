import type { ExportFormat } from '@placewright/solver/export';
import type { LastKnown } from '../answer.js';
import type { Refusal } from '../input/issue.js';

/** A text handed to a worker unread: parsing a large one must not hold up the event loop. */
export interface Document {
  /** As the caller knows it: a file name, `request body`. */
  readonly name: string;
  readonly text: string;
}

export const ENGINE_CHOICES = ['auto', 'glpk', 'highs', 'jslp'] as const;
export type EngineChoice = (typeof ENGINE_CHOICES)[number];

export interface SolveChoices {
  readonly engine: EngineChoice;
  /** Solves the parts of a large program. Absent: the engine does. */
  readonly subEngine?: Exclude<EngineChoice, 'auto'>;
  readonly gapFraction: number;
  readonly compareWithCloudOnly: boolean;
}

/** Sizes beyond which a problem is refused; null: no limit. */
export interface SizeLimits {
  /** Streams x offers, the most pairs the problem could have. */
  readonly pairs: number | null;
}

/** A plan to compare: a plan or a whole result as JSON, or a planner's rows as JSON or CSV. */
export interface ComparedDocument {
  readonly document: Document;
  readonly format: 'json' | 'csv';
}

/** One piece of work for a worker thread. */
export type Job =
  | { readonly kind: 'validate'; readonly problem: Document; readonly limits: SizeLimits }
  | {
      readonly kind: 'solve';
      readonly problem: Document;
      /** A plan to start from. */
      readonly from?: Document;
      readonly limits: SizeLimits;
      readonly choices: SolveChoices;
    }
  | {
      /** A solve, and what a report of its plan takes. Half of the time is for each. */
      readonly kind: 'report';
      readonly problem: Document;
      /** A plan to start from. */
      readonly from?: Document;
      readonly limits: SizeLimits;
      readonly choices: SolveChoices;
    }
  | {
      readonly kind: 'price';
      /** Holds {problem, rows} where `rows` is null. */
      readonly problem: Document;
      readonly rows: Document | null;
      readonly rowsFormat: 'json' | 'csv';
      readonly limits: SizeLimits;
      readonly choices: SolveChoices;
    }
  | {
      readonly kind: 'why';
      readonly problem: Document;
      /** Null: solve first. */
      readonly plan: Document | null;
      readonly question: { readonly workload: string; readonly site?: string };
      readonly limits: SizeLimits;
      readonly choices: SolveChoices;
    }
  | {
      readonly kind: 'levers';
      readonly problem: Document;
      /** Tariff that stands for electricity at the cloud; null: that of a region. */
      readonly cloudTariff: string | null;
      readonly limits: SizeLimits;
      readonly choices: SolveChoices;
    }
  | {
      readonly kind: 'sensitivity';
      readonly problem: Document;
      readonly limits: SizeLimits;
      readonly choices: SolveChoices;
    }
  | {
      readonly kind: 'compare';
      /** Holds {problem, a, b} where `plans` is null. */
      readonly problem: Document;
      readonly plans: { readonly a: ComparedDocument; readonly b: ComparedDocument } | null;
      readonly limits: SizeLimits;
      readonly choices: SolveChoices;
    }
  | {
      readonly kind: 'export';
      readonly problem: Document;
      readonly format: ExportFormat;
      readonly limits: SizeLimits;
    }
  | {
      readonly kind: 'audit';
      readonly problem: Document;
      readonly plan: Document;
      readonly limits: SizeLimits;
    }
  | { readonly kind: 'audit-bundle'; readonly bundle: Document; readonly limits: SizeLimits };

/** What the job itself ends in. */
export type JobAnswer =
  | { readonly kind: 'answered'; readonly outcome: string; readonly body: Uint8Array }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | {
      readonly kind: 'failed';
      readonly failure: 'engine' | 'internal';
      readonly message: string;
      readonly details: readonly string[];
      /** Frames alone; the message may hold figures of the problem, so logs take these. */
      readonly frames: readonly string[];
    };

/** What whoever asked for the job hears: its answer, or how it was ended from outside. */
export type JobEnd =
  | JobAnswer
  | {
      readonly kind: 'stopped';
      readonly reason: 'time-limit' | 'memory' | 'cancelled';
      readonly lastKnown: LastKnown | null;
    };

/** What a search reaches on the way, with its gap as a plan states it. */
export interface JobProgress extends LastKnown {
  readonly gapFraction?: number;
}

/** Worker to host. */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly progress: JobProgress }
  | { readonly type: 'end'; readonly answer: JobAnswer };

/** Host to worker, once, at its start. */
export interface WorkerStart {
  readonly job: Job;
  /** After this the search should stop by itself; null: no clock. */
  readonly softTimeLimitMs: number | null;
  /** Threads of their own for searches of large programs; 0: searches run in this thread. */
  readonly searchThreads: number;
  /** When the host started the worker, ms since 1970: starting it and reading the problem count against the limit. */
  readonly startedAtMs: number;
  /** One Int32; 1 asks the search to stop. The only memory shared between host and worker. */
  readonly cancelFlag: SharedArrayBuffer;
}
