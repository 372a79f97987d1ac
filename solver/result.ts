import type { AuditReport } from './audit/types.js';
import type { ExclusionCode } from './candidates/types.js';
import type { Engine, EngineProgress } from './engines/contract.js';
import type { Bound, StopReason } from './outcome.js';
import type { Bill, Finance, Investment, Plan, PlanFinance } from './plan/types.js';
import type { Assumption } from './problem/types.js';
import type { RuleId } from './rules/contract.js';
import type { SearchPort } from './search/port.js';
import type { PlanEconomics } from './tei/economics.js';

/** The clock of whoever embeds the library. Without one, a solve stops by work and never by time. */
export interface Host {
  nowMs(): number;
}

/** How to solve. Limits left out do not exist. */
export interface SolveOptions {
  /** Engines to use, as imported from `@placewright/solver/engines/...`. */
  readonly engines: readonly Engine[];
  /** auto: GLPK where it is adequate, HiGHS where it is not. */
  readonly engine?: 'auto' | Engine['id'];
  /**
   * Solves the parts that a large program is worked on by; the relaxation and the rest stay with `engine`. Absent:
   * `engine` does. The search then runs in the caller's thread, whatever `helpers` says.
   */
  readonly subEngine?: Engine['id'];
  /** Stop when the certified gap is at most this. Default 0: prove it. */
  readonly gapFraction?: number;
  /** Needs a host. */
  readonly timeLimitMs?: number;
  readonly workLimitNodes?: number;
  readonly host?: Host;
  readonly isCancelled?: () => boolean;
  readonly onProgress?: (progress: SolveProgress) => void;
  /**
   * A plan to start from, of this problem or of one that was changed since. It is checked against every row as any point
   * is and changes neither the bound nor what may be found; `run.warm` says what became of it.
   */
  readonly warm?: { readonly plan: Plan };
  /**
   * Where searches of large programs may run beside the caller, sharing what they find: a time limit then holds
   * whatever an engine does. `searchHelpers` of `@placewright/solver/worker` makes one. Used under a time limit and
   * with `engine: 'auto'` only; the plan is then not reproducible.
   */
  readonly helpers?: SearchPort;
  /** false: do not solve the cloud-only problem. Default true. */
  readonly compareWithCloudOnly?: boolean;
}

export interface SolveProgress extends EngineProgress {
  readonly phase:
    | 'sizing'
    | 'candidates'
    | 'compile'
    | 'bound'
    | 'search'
    | 'cloud-only'
    | 'baselines'
    | 'levers'
    | 'sensitivity'
    | 'audit'
    | 'explain'
    | 'report';
  /** Gap between incumbent and bound as a plan states it, where both are known. */
  readonly gapFraction?: number;
}

/**
 * What became of a plan that was handed in to start from. kept: it holds as it stands. mended: a part of it was placed
 * anew. unusable: nothing of it holds, and the solve began as without it.
 */
export type WarmUse = 'kept' | 'mended' | 'unusable';

/** Size of the program and where the time went. Never part of the plan. */
export interface RunFacts {
  readonly engine: string;
  readonly columns: number;
  readonly integerColumns: number;
  readonly rows: number;
  readonly candidatePairs: number;
  readonly excludedPairs: number;
  /** Rounds of lazily added hour rows. */
  readonly rounds: number;
  /** What became of the plan the solve was started from; absent without one. */
  readonly warm?: WarmUse;
  /** Milliseconds by phase; present only with a host. */
  readonly phaseMs: Readonly<Record<string, number>>;
}

/** Pairs ruled out, by cause, most frequent first. */
export interface ExclusionCount {
  readonly code: ExclusionCode;
  readonly rule?: string;
  readonly pairs: number;
}

/** A saving in money and as a share of the matching cloud-only figure. */
export interface Saving {
  readonly money: number;
  readonly fraction: number;
}

/** An input taken from the named planning defaults, and the money it bears on. */
export interface AssumedInput extends Assumption {
  /** Present worth of the bill entries the input enters, signs taken off. */
  readonly touchedPresentWorth: number;
}

/** A baseline the planner named, priced beside the plan. */
export interface NamedBaseline {
  readonly id: string;
  readonly kind: 'priced' | 'not-priced';
  readonly cashPresentWorth?: number;
  /** Where it was optimised: how far from the least it can be. */
  readonly gapFraction?: number;
  /** Baseline cost - plan cost. */
  readonly saves?: Saving;
  /** The plan taken in place of the baseline. */
  readonly investment?: Investment;
  readonly broken: readonly BrokenRequirement[];
  readonly violations: PriceResult['violations'];
  /** Why it could not be priced. */
  readonly problems: readonly string[];
}

/** One thing a relaxed cloud-only plan breaks. */
export interface BrokenRequirement {
  readonly workload: string;
  readonly location: string;
  /** `rule <id>`, `networkRttMs`, `firstTokenMs`, ... */
  readonly requirement: string;
  readonly site: string;
  readonly actual: string;
  readonly limit: string;
  readonly shareFraction: number;
}

/** The plan against running the same workloads in hyperscale regions only. */
export interface Comparison {
  readonly kind: 'permitted' | 'not-permitted' | 'not-found' | 'not-asked';
  /** What was kept, dropped and lifted to make the restricted problem. */
  readonly allowances: readonly string[];
  /** Why the baseline may be weak. */
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  /** kind permitted: the cloud-only plan and the three readings. */
  readonly cloudOnly?: Plan;
  /** baseline bound - plan cost; negative reads "not established". */
  readonly savesAtLeast?: Saving;
  /** baseline cost - plan cost. */
  readonly savesAtMost?: Saving;
  /** baseline cost - plan bound. */
  readonly potential?: Saving;
  /** kind not-permitted: requirements that no hyperscale region meets, per stream. */
  readonly forbiddenBy?: readonly { readonly stream: string; readonly causes: readonly string[] }[];
  /** kind not-permitted although every stream has a region: the limits that are short there. */
  readonly shortages?: readonly Finding[];
  /** kind not-permitted: the cheapest cloud-only plan with the least relaxation. No percentage is stated against it. */
  readonly relaxed?: {
    readonly bill: Bill;
    readonly bound: Bound;
    readonly broken: readonly BrokenRequirement[];
    /** A real cloud-only price cannot be had: memory, silicon or model do not fit these streams anywhere. */
    readonly unplaceable: readonly string[];
  };
}

/** Why a problem has no plan, and what would change it. */
export interface Finding {
  readonly code:
    | 'no-candidate'
    | 'common-cause'
    | 'short-units'
    | 'short-power'
    | 'limit'
    | 'least-relaxation';
  readonly subjects: readonly string[];
  /** In a planner's words: what is short, by how much, when. */
  readonly message: string;
  readonly shortBy?: number;
  readonly unit?: string;
  /** First hour of the reference year at which it is short, ISO 8601 UTC. */
  readonly whenUtc?: string;
  /** The one change that would do: for example raising a limit to a figure. */
  readonly remedy?: string;
}

/**
 * What a solve ends in. `solve` rejects only for bugs: options that make no sense (InputError), or a result that fails
 * its own checks (InternalError).
 */
export type SolveResult =
  | (PlanEconomics & {
      readonly kind: 'solved';
      readonly plan: Plan;
      readonly audit: AuditReport;
      readonly comparison: Comparison;
      /** The baselines the problem names, in its order. */
      readonly baselines: readonly NamedBaseline[];
      /** Cost over the horizon and the plan as an investment, before tax and after it. */
      readonly finance: Finance;
      /** Inputs nobody gave, those that touch most money first. */
      readonly assumed: readonly AssumedInput[];
      readonly exclusions: readonly ExclusionCount[];
      readonly run: RunFacts;
    })
  | {
      readonly kind: 'infeasible';
      readonly findings: readonly Finding[];
      readonly exclusions: readonly ExclusionCount[];
      readonly run: RunFacts;
    }
  | {
      readonly kind: 'noPlanFound';
      readonly stop: StopReason;
      readonly bound: Bound | null;
      readonly exclusions: readonly ExclusionCount[];
      readonly run: RunFacts;
    }
  | EngineUnavailable;

/** The package behind an engine is not installed or does not load: nothing was solved. */
export interface EngineUnavailable {
  readonly kind: 'engineUnavailable';
  /** Its id, or `auto` where none of those handed in loads. */
  readonly engine: string;
  /** What to install or hand in. */
  readonly message: string;
}

/** A row of a planner's own plan. */
export interface PlacementRow {
  readonly workload: string;
  /** Absent: every location of the workload. */
  readonly location?: string | undefined;
  /** Absent: every part of an agent workload that the offer can serve. */
  readonly part?: 'inference' | 'runtime' | 'training' | undefined;
  /** Dispatch block, as plans name them (b1 is the busiest); absent: every block, and what is not dispatched. */
  readonly block?: string | undefined;
  readonly offer: string;
  readonly shareFraction: number;
}

/** A planner's own plan, priced: broken rules and SLOs stand beside the price. */
export interface PriceResult {
  readonly kind: 'priced' | 'cannot-be-priced';
  readonly plan?: Plan;
  /** With a plan. */
  readonly finance?: PlanFinance;
  /** Unit costs, returns and products of the plan; plays have no value, for nothing is compared. */
  readonly economics?: PlanEconomics;
  readonly broken: readonly BrokenRequirement[];
  /** Limits of capacity, power and policy the plan goes beyond. */
  readonly violations: readonly {
    readonly rule: RuleId;
    readonly subject: string;
    readonly actual: number;
    readonly limit: number;
    readonly unit: string;
  }[];
  /** Rows that make no sense of the problem: shares that do not add up, pairs that cannot be sized. */
  readonly problems: readonly string[];
}
