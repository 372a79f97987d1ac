/** What sets the plan apart from the cloud by the hour, each a filter over offers that is on or off. */
export const LEVERS = ['site', 'silicon', 'terms'] as const;
/**
 * - `site`: every site, against hyperscale regions alone.
 * - `silicon`: every family, against those of the cloud-only plan.
 * - `terms`: every term, against on-demand, spot and token alone.
 */
export type Lever = (typeof LEVERS)[number];

/** An amount of present-worth cash and the range it is proven to lie in. */
export interface BracketedAmount {
  /** Difference of the plans found. */
  readonly amount: number;
  /** By bound of the dearer side and cost of the cheaper one. */
  readonly atLeast: number;
  /** By cost of the dearer side and bound of the cheaper one. */
  readonly atMost: number;
}

/** The cheapest plan found with some levers on. */
export interface LeverCorner {
  /** In the order of LEVERS; empty: the cloud by the hour. */
  readonly on: readonly Lever[];
  /** Present-worth cash of the plan and the least any plan can have; null where there is no plan. */
  readonly cost: number | null;
  readonly bound: number | null;
  /** Why there is no plan. */
  readonly noPlan: string | null;
}

export interface LeverPart extends BracketedAmount {
  readonly lever: Lever;
  /** Share of the whole; 0 where nothing is saved. */
  readonly fractionOfWhole: number;
}

/** What of the site's part is the price of electricity: what it would be without, at the tariff named, is the rest. */
export type EnergyPart =
  | ({ readonly kind: 'measured'; readonly tariff: string; readonly from: string } & BracketedAmount)
  | { readonly kind: 'not-measured'; readonly why: string };

/** What a kind of requirement costs the plan: its cost less that of the plan without them. */
export type RequirementCost =
  | ({ readonly kind: 'measured'; readonly count: number } & BracketedAmount)
  | { readonly kind: 'not-measured'; readonly count: number; readonly why: string };

export interface HeldLever {
  readonly lever: Lever;
  /** The corner that has no plan without it, and why. */
  readonly because: string;
}

/** The saving taken apart by its levers. All amounts are present-worth cash in `currency`. */
export interface LeverReading {
  readonly kind: 'measured';
  readonly currency: string;
  readonly horizonYears: number;
  /** From the first corner to the plan; the parts sum to it. */
  readonly whole: BracketedAmount;
  /** Share of the first corner's cost; 0 where that is nothing. */
  readonly wholeFraction: number;
  /** Cost of the first corner: the levers that are held on, no other. */
  readonly fromCost: number;
  readonly planCost: number;
  readonly parts: readonly LeverPart[];
  /** On in every corner, since nothing can be compared without them. */
  readonly held: readonly HeldLever[];
  /** All eight. */
  readonly corners: readonly LeverCorner[];
  /** Families the silicon lever starts from, and where they were read. */
  readonly families: readonly string[];
  readonly familiesFrom: 'cloud-only plan' | 'offers at hyperscale regions';
  /** The cheapest cloud-only plan on any terms; null where there is none. */
  readonly cloudOnlyCost: number | null;
  /** What committing in the cloud alone would save of the whole: fromCost - cloudOnlyCost; null where one is missing. */
  readonly committingInCloud: number | null;
  /** Inside the part of `site`. */
  readonly energy: EnergyPart;
  /** Beside the parts, in no sum. */
  readonly rules: RequirementCost;
  readonly latency: RequirementCost;
  /** What the cloud side was allowed. */
  readonly allowances: readonly string[];
}

export type LeverResult =
  | LeverReading
  /** There is nothing to take apart; the corners say what was tried. */
  | {
      readonly kind: 'not-measured';
      readonly why: string;
      readonly corners: readonly LeverCorner[];
      /** What requirements cost the plan all the same; null where there is no plan, or no region to begin with. */
      readonly rules: RequirementCost | null;
      readonly latency: RequirementCost | null;
    };
