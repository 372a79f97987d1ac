/** A commitment to spend year by year; a shortfall is paid all the same. */
export interface PlanAgreement {
  readonly agreement: string;
  readonly years: readonly {
    readonly year: number;
    readonly committed: number;
    readonly spent: number;
    readonly shortfall: number;
  }[];
}

/** What of an offer's quantity lies in one of its volume tiers: further units, or the spend of a year at stated prices. */
export interface PlanTier {
  readonly offer: string;
  readonly of: 'units' | 'spendPerYear';
  readonly above: number;
  readonly discountFraction: number;
  readonly inTier: number;
}

/** A contract in force, or contracts of a stated term, over the horizon. */
export interface PlanContract {
  readonly offer: string;
  /** Existing and committed units. */
  readonly unitsHeld: number;
  /** Of those, the ones in use. */
  readonly unitsUsed: number;
  /** Committed units given up at the start. */
  readonly unitsGivenUp: number;
  /** Units in use beyond those held. */
  readonly unitsFurther: number;
  /** Years of the horizon the contract or the life of its units lasts. */
  readonly lastsYears: number;
  readonly atEnd: 'lasts' | 'renewed' | 'replaced' | 'not-renewed';
  /** Years at whose start contracts of the offer's term are signed again. */
  readonly signedAgainInYears: readonly number[];
  /** Of owned units in use and idle, where their book value is stated; 0 where it is not. */
  readonly bookValueUsed: number;
  readonly bookValueIdle: number;
}

/** People of a staff line at a site. */
export interface PlanStaff {
  readonly staff: string;
  readonly site: string;
  readonly persons: number;
}
