import type { Bound, StopReason } from '../outcome.js';
import type { Assumption } from '../problem/types.js';
import type { StreamPart } from '../sizing/types.js';
import type { BillYear } from './types/finance.js';

export type * from './types/finance.js';

import type { PlanSite } from './types/site.js';

export type * from './types/site.js';

import type { PlanAgreement, PlanContract, PlanStaff, PlanTier } from './types/procurement.js';

export type { PlanAgreement, PlanContract, PlanStaff, PlanTier } from './types/procurement.js';

/** Cost components in the order they stand on a bill. */
export const COST_IDS = [
  'siliconUpfront',
  'siliconReplacement',
  'siliconResidual',
  'rentHeld',
  'rentByUse',
  'tokens',
  'spendShortfall',
  'contractEnding',
  'operations',
  'staff',
  'irrecoverableTax',
  'energy',
  'energyTiers',
  'demandCharge',
  'meterCharge',
  'carbon',
  'siteOpening',
  'siteRunning',
  'traffic',
  'orchestration',
  'trainingWork',
  'agentTools',
  'quoted',
  'otherCosts',
  'rulePenalty',
  'latency',
] as const;
export type CostId = (typeof COST_IDS)[number];
export type CostNature = 'cash' | 'shadow';

/** When an amount is paid. */
export type Timing =
  | { readonly kind: 'upfront' }
  | { readonly kind: 'yearly'; readonly escalationFraction: number }
  /** `factor` multiplies the amount in that year (a changed price, a residual share); may be negative. */
  | {
      readonly kind: 'dated';
      readonly payments: readonly { readonly year: number; readonly factor: number }[];
    };

/** What a bill entry is for; absent where it is for the whole plan. */
export interface BillSubject {
  readonly site?: string;
  readonly offer?: string;
  readonly workload?: string;
  readonly location?: string;
  readonly part?: StreamPart;
  /** Bank of a placement's cost. */
  readonly bank?: string;
  /** Dispatch block of a placement's cost. */
  readonly block?: string;
  /** Name of an otherCosts line, rule, tariff window. */
  readonly item?: string;
}

/** One priced amount. */
export interface BillEntry extends BillSubject {
  readonly component: CostId;
  readonly nature: CostNature;
  /** Undiscounted, each time it is paid. */
  readonly amount: number;
  readonly timing: Timing;
  readonly presentWorth: number;
  /** Original currency of the price, where it was converted. */
  readonly convertedFrom?: string;
}

/** Sum of a component's entries. */
export interface BillLine {
  readonly component: CostId;
  readonly nature: CostNature;
  readonly presentWorth: number;
  /** Undiscounted: what is paid at the start and in the first year. */
  readonly firstYear: number;
  /** Part of presentWorth that was converted from another currency. */
  readonly convertedPresentWorth: number;
}

export interface Bill {
  readonly currency: string;
  readonly entries: readonly BillEntry[];
  /** One for each component that has entries, in the order of COST_IDS. */
  readonly lines: readonly BillLine[];
  /** Cash by year, from 0 to the last. */
  readonly years: readonly BillYear[];
  /** Present-worth total cost of ownership: cash alone. */
  readonly cashPresentWorth: number;
  readonly shadowPresentWorth: number;
  /** cash + shadow; equals the objective. */
  readonly presentWorth: number;
  readonly firstYearCash: number;
  /** The equal yearly payment of the same worth as cashPresentWorth. */
  readonly equivalentYearlyCash: number;
}

/** A bank as the plan names it. */
export interface PlanBank {
  readonly id: string;
  readonly kind: 'held' | 'unit-use' | 'token';
  readonly site: string;
  readonly silicon: string | null;
  readonly isolationGroup: string | null;
  readonly energyIncluded: boolean;
  readonly offers: readonly string[];
}

/** Where a stream, or a share of it, runs. */
export interface Placement {
  readonly stream: string;
  readonly workload: string;
  readonly location: string;
  readonly part: StreamPart;
  /** Dispatch block it speaks of; absent: the whole year. */
  readonly block?: string;
  readonly bank: string;
  readonly site: string;
  readonly silicon: string | null;
  /** 0 to 1; each copy counts 1. */
  readonly shareFraction: number;
  readonly standbyFraction: number;
  /** Units at full load of the share (tokens/s on a token endpoint), standby not included. */
  readonly units: number;
  readonly hostMemoryGiB: number;
  readonly network: { readonly rttMs: number; readonly jitterMs: number; readonly source: string };
  readonly service: {
    readonly point: string;
    readonly unitsPerReplica: number;
    readonly firstTokenMs: number | null;
    readonly perOutputTokenMs: number | null;
    readonly endToEndMs: number | null;
  } | null;
  /** What is left to each stated limit, in ms; negative never occurs in a valid plan. */
  readonly headroom: readonly {
    readonly limit: string;
    readonly limitMs: number;
    readonly actualMs: number;
    readonly headroomMs: number;
  }[];
  readonly estimates: readonly string[];
  readonly quoted: boolean;
  /** Present worth of the entries that name this stream and site (use, tokens, dynamic energy, traffic). */
  readonly directPresentWorth: number;
}

/** Units of a held offer in use by one isolation group. */
export interface PlanUnits {
  readonly offer: string;
  readonly bank: string;
  readonly site: string;
  readonly silicon: string;
  readonly isolationGroup: string | null;
  /** Existing and committed units in use. */
  readonly unitsKept: number;
  /** Bought or rented on top. */
  readonly unitsFurther: number;
}

/** Whole replicas of a pool, for workloads that ask for them. */
export interface PlanReplicas {
  readonly bank: string;
  readonly model: string;
  readonly point: string;
  readonly unitsPerReplica: number;
  readonly replicas: number;
}

/** Load of a bank over the hours. */
export interface PlanBankUse {
  readonly bank: string;
  /** Units in use (held), quota or null where there is no limit (by use). */
  readonly capacityUnits: number | null;
  readonly peakLoadUnits: number;
  readonly meanLoadUnits: number;
}

export interface Purchase {
  readonly offer: string;
  readonly site: string;
  readonly silicon: string;
  readonly terms: string;
  readonly units: number;
  readonly upfrontCost: number;
}

/** Data that crosses a border. */
export interface JurisdictionFlow {
  readonly stream: string;
  readonly dataClasses: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly gbPerMonth: number;
  /** Hard rules that speak of this stream and permit the site; empty: no rule speaks of it. */
  readonly permittedBy: readonly string[];
}

/** The dispatch blocks of a plan; the placements say which shares each one has. */
export interface PlanDispatch {
  /** Blocks it takes for no load, energy price or demand window to differ inside one. */
  readonly exactBlocks: number;
  /** Unlike hours were not merged: no other shares within a block cost less. */
  readonly isExact: boolean;
  readonly blocks: readonly PlanBlock[];
  /** Kinds of windows of each deferred workload; its placements are in blocks of such a kind, as in b2.w1. */
  readonly deferred: readonly PlanDeferred[];
}

export interface PlanDeferred {
  readonly workload: string;
  readonly windows: readonly {
    readonly id: string;
    /** Days or weeks of the year. */
    readonly count: number;
    /** First hour in which it may compute, counted in UTC from 1 January 00:00. */
    readonly firstHour: number;
  }[];
}

export interface PlanBlock {
  readonly id: string;
  readonly hours: number;
  /** First hour of each group of hours in which nothing differs, counted in UTC from 1 January 00:00. */
  readonly alikeFirstHours: readonly number[];
  /** Mean over peak of the dispatched loads in the block, the least of them; below 1, unlike loads were merged. */
  readonly leastMeanToPeakFraction: number;
  /** Part of the year's demand of the dispatched workloads, each counted 1. */
  readonly demandFraction: number;
  /** Part of the block's demand that is served by use (on-demand, spot, token). */
  readonly byUseFraction: number;
}

/** The placement of a problem. Nothing in it depends on the clock or the machine. */
export interface Plan {
  readonly schemaVersion: '1.0';
  readonly problemHash: string;
  readonly problemName: string | null;
  readonly currency: string;
  readonly horizonYears: number;
  readonly banks: readonly PlanBank[];
  readonly placements: readonly Placement[];
  readonly units: readonly PlanUnits[];
  readonly replicas: readonly PlanReplicas[];
  readonly bankUse: readonly PlanBankUse[];
  readonly sites: readonly PlanSite[];
  readonly purchases: readonly Purchase[];
  /** Absent where the problem states no such agreement. */
  readonly committedSpend?: readonly PlanAgreement[];
  /** Tiers that are reached; absent where no offer has any. */
  readonly volumeTiers?: readonly PlanTier[];
  /** Absent where no offer states a term, what follows its end, a termination cost or a book value. */
  readonly contracts?: readonly PlanContract[];
  /** Absent where the problem states no staff. */
  readonly staff?: readonly PlanStaff[];
  readonly flows: readonly JurisdictionFlow[];
  /** Absent where the problem asks for no dispatch blocks. */
  readonly dispatch?: PlanDispatch;
  readonly bill: Bill;
  readonly objective: number;
  readonly constantObjective: number;
  readonly bound: Bound;
  readonly gapFraction: number;
  readonly gapMoney: number;
  readonly isProven: boolean;
  /** False where a clock decided when to stop. */
  readonly reproducible: boolean;
  readonly stop: StopReason;
  readonly engine: { readonly id: string; readonly version: string };
  readonly solverVersion: string;
  /** The snapshot rows of the problem were taken from; absent where every entry was written in full. */
  readonly catalogue?: { readonly id: string; readonly hash: string };
  readonly assumptions: readonly Assumption[];
  /** Estimates the plan rests on, counted. */
  readonly estimates: readonly { readonly mark: string; readonly placements: number }[];
  readonly warnings: readonly { readonly code: string; readonly pointer: string; readonly message: string }[];
  readonly notModelled: readonly string[];
  readonly annotations: Readonly<Record<string, unknown>>;
}
