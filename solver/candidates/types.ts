import type { HeldOffer, Quote, Silicon, Site, TokenOffer, UnitUseOffer } from '../problem/types.js';
import type { Demand, Path, Service, Stream } from '../sizing/types.js';

export type { Path, Service } from '../sizing/types.js';

/** Held units of one silicon at one site with one isolation group and one answer to "is energy included". */
export interface HeldBank {
  readonly kind: 'held';
  readonly index: number;
  /** site/silicon/metered or site/silicon/energy-included, then /group where the group is named. */
  readonly id: string;
  readonly site: Site;
  readonly silicon: Silicon;
  readonly isolationGroup: string | null;
  readonly energyIncluded: boolean;
  readonly offers: readonly HeldOffer[];
}

/** An on-demand or spot offer. */
export interface UnitUseBank {
  readonly kind: 'unit-use';
  readonly index: number;
  /** The offer's id. */
  readonly id: string;
  readonly site: Site;
  readonly silicon: Silicon;
  readonly offer: UnitUseOffer;
}

/** A token endpoint; its capacity is in tokens a second. */
export interface TokenBank {
  readonly kind: 'token';
  readonly index: number;
  readonly id: string;
  readonly site: Site;
  readonly offer: TokenOffer;
}

export type Bank = HeldBank | UnitUseBank | TokenBank;

/** Why a figure of a pair is an estimate. */
export type EstimateMark =
  | 'distance-estimate'
  | 'roofline'
  | 'percentile-gap'
  | 'compute-ratio'
  | 'fluid-replicas';

/** A pair that may exist in the program. */
export interface Candidate {
  readonly index: number;
  readonly stream: Stream;
  readonly bank: Bank;
  /** Units at full load of the whole stream; tokens a second on a token bank. */
  readonly needUnits: number;
  /** Host memory at full load; held banks only. */
  readonly hostMemoryGiB: number;
  /** Share of (max - idle) watts drawn at full load. */
  readonly busyFraction: number;
  /** meanShare[h] = meanScale x series.share[h]. */
  readonly meanScale: number;
  readonly path: Path;
  /** Serving of inference on silicon; null for runtime, training, token endpoints and quotes. */
  readonly service: Service | null;
  /** Whole request at the SLO's percentile, where times are known. */
  readonly endToEndMs: number | null;
  /** GB a year for the whole stream (one copy of it, for copies), and the prices they are billed at. */
  readonly trafficUpGBPerYear: number;
  readonly trafficDownGBPerYear: number;
  readonly priceUpPerGB: number;
  readonly priceDownPerGB: number;
  /** Training: hours a run's data takes to arrive and hours it computes. */
  readonly transferHours: number;
  readonly runHours: number;
  readonly quote: Quote | null;
  readonly estimates: readonly EstimateMark[];
  /** Ids of soft rules the pair breaks. */
  readonly brokenSoftRules: readonly string[];
  /** Refusals that were waived to admit the pair; empty unless `makeCandidates` was given an `admit`. */
  readonly waived: readonly Exclusion[];
}

/**
 * Waives a refusal: the pair is made all the same, sized as if the limit were not there, with the refusal in
 * `waived` (every one of them, not only the first). Only rules, pins, bans and service levels can be waived
 * (`rule`, `pin`, `ban`, `network-rtt`, `network-jitter`, `first-token`, `per-output-token`, `end-to-end`,
 * `time-not-stated`): what does not fit does not fit. A point that meets the limits is preferred; where none does,
 * the one with most tokens a second per unit is taken. Used for the least-relaxed cloud-only plan, to
 * price a planner's own plan, and to explain an infeasible problem.
 * Fourth argument of `makeCandidates(demand, forbids, softBreaks, admit?)`.
 */
export type Admit = (exclusion: Exclusion) => boolean;

/** Why a pair may not exist, in a code; the numbers are rendered on demand. */
export const EXCLUSION_CODES = [
  'not-available', // offer starts after the horizon's start or ends inside it
  'no-path',
  'network-rtt',
  'network-jitter',
  'first-token',
  'per-output-token',
  'end-to-end',
  'time-not-stated', // an SLO limits a time that the point or endpoint does not state
  'no-performance', // neither a point nor an estimate
  'memory',
  'silicon-site-kind',
  'silicon-workload-kind',
  'silicon-model',
  'silicon-family',
  'isolation',
  'model-not-served',
  'part-not-served', // runtime on an endpoint or on silicon without host memory, training on an endpoint
  'not-interruptible',
  'no-throughput',
  'transfer-exceeds-deadline',
  'work-exceeds-window', // deferred work, at the most units it may have, takes more than its allowed hours
  'too-large', // an indivisible stream needs more than the bank's most units
  'no-quote',
  'quote-forbids',
  'rule', // a hard rule; `rule` names it
  'pin',
  'ban',
] as const;
export type ExclusionCode = (typeof EXCLUSION_CODES)[number];

/** A refused pair: the measured figure against its limit, where there is one. */
export interface Exclusion {
  readonly stream: Stream;
  readonly bank: Bank;
  readonly code: ExclusionCode;
  readonly rule?: string;
  readonly actual?: number | string;
  readonly limit?: number | string;
  readonly unit?: string;
}

/** Every pair that may exist, and every one that may not. */
export interface Candidates {
  readonly demand: Demand;
  readonly banks: readonly Bank[];
  readonly candidates: readonly Candidate[];
  /** Candidate indices of each stream and of each bank, ascending. */
  readonly byStream: readonly (readonly number[])[];
  readonly byBank: readonly (readonly number[])[];
  readonly exclusions: readonly Exclusion[];
}
