import type { Issue } from '../problem/issue.js';
import type { InputRange } from '../problem/types.js';

/** A plan as it stands, priced with another input: shares stay, units, standby and openings follow at least cost. */
export interface FixedPrice {
  /** Present-worth cash. */
  readonly cost: number;
  /** Present worth of cash and shadow costs: what plans are chosen by. */
  readonly objective: number;
  /** Rules, service levels and limits it breaks with this input. */
  readonly broken: number;
}

/**
 * Whether where work runs should change.
 * - `keeps`: with this input, no plan is cheaper than the one held fixed, within the tolerance of proof.
 * - `changes`: a cheaper plan is known, or the fixed one breaks a requirement or cannot be had.
 * - `open`: no cheaper plan is known and none is ruled out.
 */
export type Decision = 'keeps' | 'changes' | 'open';

/** One end of a range. */
export type RangeEnd =
  | {
      readonly kind: 'moved';
      readonly end: 'low' | 'high';
      readonly value: number;
      /** The plan held fixed; null where it cannot be had. */
      readonly fixed: FixedPrice | null;
      /** The cheapest plan found with this input, and the least any can cost; null where there is none. */
      readonly resolved: { readonly cost: number; readonly objective: number; readonly bound: number } | null;
      /** The cloud-only plan held fixed; null where there is none. */
      readonly cloudOnlyFixed: FixedPrice | null;
      readonly decision: Decision;
      /** Why there is no plan, where there is none. */
      readonly noPlan: string | null;
    }
  /** The problem with this value is no valid problem. */
  | {
      readonly kind: 'invalid';
      readonly end: 'low' | 'high';
      readonly value: number;
      readonly issues: readonly Issue[];
    }
  /** The limits of the call were reached before. */
  | { readonly kind: 'not-reached'; readonly end: 'low' | 'high'; readonly value: number };

/** Where two plans cost the same. */
export interface BreakEven {
  /** `cloud-only`: the cloud-only plan. `low`, `high`: the cheapest plan at that end. Both as they stand. */
  readonly against: 'cloud-only' | 'low' | 'high';
  /**
   * - `found`: at `value` both cost the same.
   * - `jump`: between `below` and `above` the cheaper one changes at a step (whole units, a whole number).
   * - `none`: the same one is cheaper all through the range.
   * - `not-priced`: one of the two cannot be priced somewhere on the way.
   * - `not-reached`: the limits of the call were reached before.
   */
  readonly kind: 'found' | 'jump' | 'none' | 'not-priced' | 'not-reached';
  readonly value: number | null;
  /** The last value at which the plan is the cheaper one, and the nearest at which the other is. */
  readonly below: number | null;
  readonly above: number | null;
  /** Whether the other plan keeps every requirement there. */
  readonly isPermitted: boolean | null;
}

/** What one range does to the plan. */
export interface RangeEffect extends InputRange {
  readonly ends: readonly RangeEnd[];
  /** Dearest less cheapest plan over low, likely and high, each solved again; null where an end has none. */
  readonly spread: number | null;
  /** The same with the plan held fixed; null where it cannot be had at an end. */
  readonly fixedSpread: number | null;
  /** The stronger of the two ends: changes before open before keeps. */
  readonly decision: Decision;
  /** For the largest effects; empty for the others. */
  readonly breakEvens: readonly BreakEven[];
}

export interface SensitivityReading {
  readonly kind: 'measured';
  readonly currency: string;
  readonly horizonYears: number;
  /** With every range at its likely value. Present-worth cash. */
  readonly likelyCost: number;
  readonly likelyBound: number;
  readonly cloudOnlyCost: number | null;
  /** Largest effect first: ends without a plan, then by spread. */
  readonly effects: readonly RangeEffect[];
}

export type SensitivityResult =
  | SensitivityReading
  /** `no-ranges`: no number of the problem is a range. `no-plan`: there is none at the likely values. */
  | { readonly kind: 'no-ranges' | 'no-plan'; readonly why: string };
