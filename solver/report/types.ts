/** What a report states of a plan beyond the plan itself: facts for those who buy, operate, and answer for it. */

/** One member of an attribute a rule reads, and where it can be checked. */
export interface EvidenceFact {
  /** The member as the rule reads it: `DE`, `SecNumCloud/3.2`. */
  readonly text: string;
  /** Where it can be seen, as the problem states it: a certificate, the entry's source. Null: nothing is stated. */
  readonly evidence: string | null;
  /** Date the entry is of; null where none is stated. */
  readonly asOf: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  /** It ends before the last day of the horizon. */
  readonly endsInsideHorizon: boolean;
}

/** One rule that speaks of a workload, and how a site where it runs answers it. */
export interface EvidenceRow {
  readonly workload: string;
  readonly rule: string;
  /** Preset the rule was made from, with its version; null: the planner's own. */
  readonly preset: string | null;
  readonly isHard: boolean;
  readonly site: string;
  readonly operator: string;
  /** Attribute read, and what is asked of it. */
  readonly attribute: string;
  readonly asked: string;
  readonly facts: readonly EvidenceFact[];
  readonly isMet: boolean;
}

/** Units to buy or to rent, for whoever orders them. */
export interface OrderLine {
  readonly site: string;
  /** Year of the horizon they are needed in, rounded up as the cash by year is; 0 is the start. */
  readonly year: number;
  readonly neededOn: string;
  /** neededOn less the lead time; null where the offer states none. */
  readonly orderBy: string | null;
  readonly offer: string;
  readonly silicon: string;
  readonly terms: string;
  /** committed: paid for whatever the plan uses. */
  readonly kind: 'purchase' | 'committed' | 'replacement' | 'rent' | 'renewal';
  readonly units: number;
  /** Whole packs, as the offer sells them. */
  readonly packs: number;
  readonly unitsPerPack: number;
  /** IT kW at full load. */
  readonly itKw: number;
  /** Capital spent in that year, undiscounted; 0 for rent without an upfront part. */
  readonly upfrontCost: number;
}

/** What a plan binds itself to pay an operator. */
export interface OperatorSpend {
  readonly operator: string;
  /** First-year rent that is paid used or not: leases, reservations. */
  readonly committedPerYear: number;
  /** First-year rent by use: on-demand, spot, tokens. */
  readonly byUsePerYear: number;
  readonly committedPresentWorth: number;
  readonly byUsePresentWorth: number;
}

/** How much hangs on one operator, or on all operators of one parent's jurisdiction. */
export interface Dependence {
  readonly kind: 'operator' | 'parent-jurisdiction';
  readonly subject: string;
  readonly operators: readonly string[];
  readonly sites: readonly string[];
  readonly cashPresentWorth: number;
  readonly cashFraction: number;
  /** Units in use: held ones, and by-use ones at their peak. */
  readonly units: number;
  readonly unitsFraction: number;
  /** Workloads marked critical with a share there. */
  readonly criticalWorkloads: readonly string[];
  /** Workloads that run nowhere else. */
  readonly onlyHere: readonly string[];
}

/**
 * How much more the best plan costs with nothing placed at some operators than the best plan with them. Both are known within
 * their gaps, so the figure is a range.
 */
export interface PlanWithout {
  readonly of: Dependence['kind'];
  readonly subject: string;
  readonly kind: 'found' | 'none-permitted' | 'not-found';
  /** Bound of the plan without less the cost of the plan; never below 0. Absent where no bound is known. */
  readonly addsAtLeast?: number;
  /** Cost of the plan without less the bound of the plan. Absent unless found. */
  readonly addsAtMost?: number;
}

/** A mean day at a site's meter, by local hour. */
export interface SiteHours {
  readonly site: string;
  readonly meanMeterKw: readonly number[];
  /** money/kWh; null where the site states no tariff. */
  readonly meanPricePerKwh: readonly number[] | null;
}

export interface MapSite {
  readonly site: string;
  readonly latDeg: number;
  readonly lonDeg: number;
  readonly isOpen: boolean;
  readonly presentWorth: number;
}
export interface MapPlace {
  readonly location: string;
  readonly latDeg: number;
  readonly lonDeg: number;
}
export interface MapFlow {
  readonly location: string;
  readonly site: string;
  readonly streams: number;
}

/** Everything a report draws from a plan and its problem alone. */
export interface PlanFacts {
  readonly evidence: readonly EvidenceRow[];
  readonly orders: readonly OrderLine[];
  readonly spend: readonly OperatorSpend[];
  readonly dependence: readonly Dependence[];
  readonly hours: readonly SiteHours[];
  readonly map: {
    readonly sites: readonly MapSite[];
    readonly places: readonly MapPlace[];
    readonly flows: readonly MapFlow[];
    /** Sites and locations in use that state no position. */
    readonly unplaced: readonly string[];
  };
}

/** The facts, and the best plans without each operator, which take solves of their own. */
export interface Report extends PlanFacts {
  /** Gap the solves behind `without` were stopped at. */
  readonly withoutGapFraction: number;
  readonly without: readonly PlanWithout[];
}
