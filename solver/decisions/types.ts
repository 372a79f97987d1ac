import type { Candidates, HeldBank } from '../candidates/types.js';
import type {
  CommittedSpend,
  HeldOffer,
  LeaseOffer,
  Offer,
  ReservedOffer,
  Site,
  StaffLine,
} from '../problem/types.js';
import type { LinearTerm } from '../program/program.js';
import type { DemandWindow } from '../sizing/types.js';
import type { HourFronts } from './hour-family.js';

/** Units of one held offer for one isolation group. A column of -1 does not exist and stands for 0. */
export interface UnitsDecision {
  readonly bank: HeldBank;
  readonly offer: HeldOffer;
  /** Existing and committed units in use; integer column. */
  readonly keptColumn: number;
  readonly keptMaxUnits: number;
  /** Further packs; integer column; each is `unitsPerPack` units. */
  readonly packsColumn: number;
  readonly packsMax: number;
  readonly unitsPerPack: number;
}

/** Whole replicas of one model and point in a bank. */
export interface ReplicasDecision {
  readonly bank: HeldBank;
  readonly model: string;
  readonly point: string;
  readonly unitsPerReplica: number;
  readonly column: number;
  /** Candidates served by this pool. */
  readonly candidates: readonly number[];
}

/** The highest metered kW of a demand window at a site. Windows whose peaks are always equal share a column. */
export interface PeakDecision {
  readonly site: Site;
  readonly window: DemandWindow;
  readonly column: number;
  /** Hour classes in which the peak can fall. */
  readonly classes: readonly number[];
  /** False for windows that share the column of an earlier one. */
  readonly ownsColumn: boolean;
}

/** What a demand window is billed for: its peak, or part of an earlier one where that is more. */
export interface BilledDecision {
  readonly peak: PeakDecision;
  /** The peak's own column where no ratchet can bind. */
  readonly column: number;
  readonly fraction: number;
  /** Peak columns of the windows looked back on, the window's own left out. */
  readonly sources: readonly number[];
  readonly ownsColumn: boolean;
}

/** What is used above a threshold of a tariff, paid at the change of price there: max(0, terms - above). */
export interface StepDecision {
  readonly site: Site;
  /** Energy is in MWh, demand in kW. */
  readonly kind: 'energy' | 'demand';
  /** For example 2026-01. */
  readonly month: string;
  readonly window: string;
  /** The threshold as stated. */
  readonly from: number;
  /** The threshold that load already there leaves. */
  readonly above: number;
  /** Money for each unit above it; below zero where the price falls. */
  readonly change: number;
  readonly terms: readonly LinearTerm[];
  /** Most the terms can come to. */
  readonly most: number;
  readonly column: number;
  /** 1 where the threshold is reached; -1 where the price rises or the threshold is always reached. */
  readonly binaryColumn: number;
  /** False for windows that share the columns of an earlier one. */
  readonly ownsColumn: boolean;
  /** Binaries that are 1 wherever this one is: of the tier before, of a longer month. */
  readonly implied: readonly number[];
}

/** What is added to a month's bill to reach the least one. */
export interface LeastBillDecision {
  readonly site: Site;
  readonly month: string;
  readonly column: number;
  /** 1 where there is a meter to pay for. */
  readonly meterColumn: number;
  readonly minimum: number;
  readonly fixed: number;
  /** Money for the energy of load already there: it counts towards the least bill. */
  readonly otherAmount: number;
  /** Money of the month that follows the decisions: energy, tiers, demand. */
  readonly terms: readonly LinearTerm[];
}

/** Decisions of tariffs that bill by the month; empty without one. */
export interface Metering {
  readonly billed: readonly BilledDecision[];
  readonly steps: readonly StepDecision[];
  readonly leastBills: readonly LeastBillDecision[];
}

/** A volume tier of an offer that its quantity can reach: further units, or what is spent in a year at stated prices. */
export interface TierDecision {
  readonly offer: Offer;
  readonly of: 'units' | 'spendPerYear';
  /** The tier begins above this quantity. */
  readonly above: number;
  readonly width: number;
  readonly discountFraction: number;
  /** The whole quantity of the offer, in tiers and below them. */
  readonly quantity: readonly LinearTerm[];
  /** 1 where the tier below is full. */
  readonly reachedColumn: number;
  /** What of the quantity lies in the tier. */
  readonly inTierColumn: number;
}

/** A commitment to spend, and what is missing to it. */
export interface AgreementDecision {
  readonly agreement: CommittedSpend;
  /** Ids of the offers that count and last the whole horizon. */
  readonly offers: ReadonlySet<string>;
  /** `year` null: all years are alike, and one column speaks of each of them. */
  readonly shortfalls: readonly {
    readonly year: number | null;
    readonly committed: number;
    readonly column: number;
  }[];
}

/** Committed units that may be given up at the start. */
export interface EndingDecision {
  readonly offer: LeaseOffer | ReservedOffer;
  readonly terminationCostPerUnit: number;
  readonly noticeMonths: number;
  /** Units given up; integer column, at most the committed ones. */
  readonly column: number;
}

/** People of a staff line at a site; `load` is in persons. */
export interface StaffDecision {
  readonly line: StaffLine;
  readonly site: Site;
  readonly column: number;
  readonly load: readonly LinearTerm[];
}

/** Which column of the program stands for which decision. Column indices; -1 where a decision does not exist. */
export interface Decisions {
  readonly candidates: Candidates;
  /** Column fixed at 1; every constant cost is on it. */
  readonly oneColumn: number;
  /** By candidate index. */
  readonly placeColumn: Int32Array;
  readonly standbyColumn: Int32Array;
  /** Whether deferred work computes in its block at the bank; -1 elsewhere. */
  readonly runsColumn: Int32Array;
  readonly units: readonly UnitsDecision[];
  /** Units decisions of a bank, by bank index; empty for by-use banks. */
  readonly unitsOfBank: readonly (readonly UnitsDecision[])[];
  readonly replicas: readonly ReplicasDecision[];
  /** By site, in the problem's order. */
  readonly openColumn: Int32Array;
  /** By offer id, for offers that need to know whether they are used. */
  readonly useColumn: ReadonlyMap<string, number>;
  readonly tiers: readonly TierDecision[];
  readonly agreements: readonly AgreementDecision[];
  readonly endings: readonly EndingDecision[];
  readonly staff: readonly StaffDecision[];
  readonly peaks: readonly PeakDecision[];
  readonly metering: Metering;
  readonly fronts: HourFronts;
}
