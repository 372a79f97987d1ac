import type { CostId, CostNature } from '../plan/types.js';
import type { StreamPart } from '../sizing/types.js';

/** A figure of plan A, the same of plan B, and b - a. A plan without the thing counts 0. */
export interface PairOfFigures {
  readonly a: number;
  readonly b: number;
  readonly difference: number;
}

/** A stream that the two plans place differently. */
export interface StreamDifference {
  readonly stream: string;
  readonly workload: string;
  readonly location: string;
  readonly part: StreamPart;
  /** Banks that carry it in either plan; shares and standby as fractions of the stream. */
  readonly banks: readonly {
    readonly bank: string;
    readonly site: string;
    readonly silicon: string | null;
    readonly shareFraction: PairOfFigures;
    readonly standbyFraction: PairOfFigures;
  }[];
  /** Present worth of what follows the stream itself: use, tokens, dynamic energy, traffic. */
  readonly directPresentWorth: PairOfFigures;
}

export type SiteState = 'closed' | 'open' | 'newly-opened';

/** A site at which the two plans differ. */
export interface SiteDifference {
  readonly site: string;
  readonly a: SiteState;
  readonly b: SiteState;
  readonly peakMeterKw: PairOfFigures;
  readonly energyKwhPerYear: PairOfFigures;
  /** Null where the site states no carbon intensity. */
  readonly carbonKgPerYear: PairOfFigures | null;
  readonly presentWorth: PairOfFigures;
}

/** The least headroom of a stream to one of its limits, in ms; null where a plan states none. */
export interface HeadroomDifference {
  readonly stream: string;
  readonly limit: string;
  readonly a: number | null;
  readonly b: number | null;
  readonly difference: number | null;
}

/** Two plans line by line. Lists hold what differs; the bill holds every line of either plan. */
export interface PlanDifference {
  /** Both name the same problem by its hash. */
  readonly sameProblem: boolean;
  readonly currency: string;
  readonly horizonYears: { readonly a: number; readonly b: number };
  readonly streams: readonly StreamDifference[];
  readonly streamCount: number;
  /** Units in use by offer and isolation group. */
  readonly units: readonly {
    readonly offer: string;
    readonly bank: string;
    readonly site: string;
    readonly silicon: string;
    readonly isolationGroup: string | null;
    readonly kept: PairOfFigures;
    readonly further: PairOfFigures;
  }[];
  /** Peak load of banks paid by use: units, or tokens/s on a token endpoint. */
  readonly byUse: readonly {
    readonly bank: string;
    readonly site: string;
    readonly silicon: string | null;
    readonly peakLoadUnits: PairOfFigures;
    readonly meanLoadUnits: PairOfFigures;
  }[];
  readonly purchases: readonly {
    readonly offer: string;
    readonly site: string;
    readonly silicon: string;
    readonly terms: string;
    readonly units: PairOfFigures;
    readonly upfrontCost: PairOfFigures;
  }[];
  readonly sites: readonly SiteDifference[];
  /** Present worth by component, in the order of COST_IDS, and the totals. */
  readonly bill: {
    readonly lines: readonly {
      readonly component: CostId;
      readonly nature: CostNature;
      readonly presentWorth: PairOfFigures;
    }[];
    readonly cashPresentWorth: PairOfFigures;
    readonly shadowPresentWorth: PairOfFigures;
    readonly presentWorth: PairOfFigures;
    readonly firstYearCash: PairOfFigures;
    readonly equivalentYearlyCash: PairOfFigures;
  };
  readonly headroom: readonly HeadroomDifference[];
  readonly energyKwhPerYear: PairOfFigures;
  /** Over the sites that state a carbon intensity. */
  readonly carbonKgPerYear: PairOfFigures;
  /** Sites in use in either plan that state none, so that the carbon figures leave them out. */
  readonly sitesWithoutCarbon: readonly string[];
  /** Data that crosses a border, by pair of jurisdictions. */
  readonly flows: readonly {
    readonly from: string;
    readonly to: string;
    readonly gbPerMonth: PairOfFigures;
  }[];
}
