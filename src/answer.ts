import type {
  AuditReport,
  LeverResult,
  PlanCheck,
  PlanDifference,
  PriceResult,
  Problem,
  Report,
  SensitivityResult,
  SolveResult,
  WhyAnswer,
} from '@placewright/solver';
import type { ExportedProgram } from '@placewright/solver/export';
import type { InputIssue } from './input/issue.js';

/** A result of the library with its `kind` called `outcome`, as it is answered and printed. */
type WithOutcome<Result> = Result extends { readonly kind: infer Kind }
  ? { readonly outcome: Kind } & Omit<Result, 'kind'>
  : never;

/** What was known when a worker was ended from outside. */
export interface LastKnown {
  readonly phase: string;
  /** Objective of the best plan the search held; the plan itself ended with the worker. */
  readonly incumbent?: number;
  readonly bound?: number;
}

/** A solve that was ended from outside before it could answer by itself. */
export interface StoppedAnswer {
  readonly outcome: 'stopped';
  readonly stop: 'time-limit' | 'memory' | 'cancelled';
  readonly lastKnown: LastKnown | null;
  readonly message: string;
}

export type SolvedAnswer = Extract<WithOutcome<SolveResult>, { outcome: 'solved' }>;
export type InfeasibleAnswer = Extract<WithOutcome<SolveResult>, { outcome: 'infeasible' }>;
export type NoPlanAnswer = Extract<WithOutcome<SolveResult>, { outcome: 'noPlanFound' }>;
/** Answer of `solve` and POST /v1/plans. */
export type SolveAnswer = SolvedAnswer | InfeasibleAnswer | NoPlanAnswer | StoppedAnswer;

/** Answer of `validate` and POST /v1/validate. */
export type ValidateAnswer =
  | {
      readonly outcome: 'valid';
      readonly name: string | null;
      readonly counts: Readonly<Record<string, number>>;
      readonly assumptions: Problem['assumptions'];
      readonly warnings: Problem['warnings'];
    }
  | { readonly outcome: 'invalid'; readonly issues: readonly InputIssue[]; readonly issueCount: number };

/** Answer of `price` and POST /v1/price. */
export type PriceAnswer = WithOutcome<PriceResult> & {
  /** What was read in another way than it is written. */
  readonly notes: readonly string[];
};

/** One of two compared plans: what it is, and what it breaks of the problem. */
export interface ComparedPlan {
  /** File name, or `a` and `b`. */
  readonly name: string;
  /** `rows` were priced first; a `plan` is taken as it stands. */
  readonly source: 'plan' | 'rows';
  /** Null where the rows cannot be priced. */
  readonly check: PlanCheck | null;
  /** Rows that make no sense of the problem. */
  readonly problems: readonly string[];
  readonly notes: readonly string[];
}

/** Answer of `compare` and POST /v1/compare. */
export type CompareAnswer =
  | {
      readonly outcome: 'compared';
      readonly a: ComparedPlan;
      readonly b: ComparedPlan;
      readonly difference: PlanDifference;
    }
  | { readonly outcome: 'cannot-be-priced'; readonly a: ComparedPlan; readonly b: ComparedPlan };

/** Answer of `levers` and POST /v1/levers. */
export type LeversAnswer = WithOutcome<LeverResult>;

/** Answer of `sensitivity` and POST /v1/sensitivity. */
export type SensitivityAnswer = WithOutcome<SensitivityResult>;

/** Answer of `export`. */
export type ExportAnswer = { readonly outcome: 'exported' } & ExportedProgram;

/** Answer of `solve --report`: the solved answer with what its report is written from, or what the solve ended in. */
export type ReportAnswer =
  | {
      readonly outcome: 'reported';
      readonly answer: SolvedAnswer;
      readonly report: Report;
      readonly levers: LeverResult | null;
      /** As it was resolved. */
      readonly problem: Problem;
    }
  | Exclude<SolveAnswer, SolvedAnswer>;

/** Answer of `audit` of a bundle: of its plan, and of its cloud-only plan where it holds one. */
export type BundleAuditAnswer = AuditAnswer & { readonly cloudOnly: AuditReport | null };

/** Answer of `audit`. */
export type AuditAnswer = { readonly outcome: 'agrees' | 'differs' } & AuditReport;

/** Answer of `why`: what the library explains, or the outcome of the solve that had to come first. */
export type WhyReply = { readonly outcome: 'explained' } & WhyAnswer;
