import type { Problem, Workload } from '../problem/types.js';

/** Local clock of every hour of the reference year in one zone. */
export interface LocalClock {
  /** 0 is January. */
  readonly month: Uint8Array;
  /** 0 is Monday 00:00. */
  readonly hourOfWeek: Uint8Array;
}

/** The hours of the reference year. */
export interface Calendar {
  readonly referenceYear: number;
  /** 8,760 or 8,784. */
  readonly hourCount: number;
  /** Clock of a zone; the same object every time it is asked. */
  local(zone: string): LocalClock;
}

/** Shares of a peak over the hours of the year; streams with the same profile and zone have the same one. */
export interface Series {
  readonly index: number;
  /** 0 to 1, one for each hour; the largest is 1. */
  readonly share: Float64Array;
  /** Sum of share over the year: hours at full load. */
  readonly sumShareHours: number;
}

/** Hours of the year that are dispatched alike: shares are chosen once for each block. */
export interface DispatchBlock {
  /** b1, b2 ...; b1 has the highest load. */
  readonly id: string;
  /** Hours of the year, ascending. */
  readonly hours: Int32Array;
  /** First hour of each group of hours in which nothing differs; more than one where unlike hours were merged. */
  readonly alikeFirstHours: readonly number[];
}

/** The blocks of a problem that asks for them; a partition of the year. */
export interface Dispatch {
  readonly blocks: readonly DispatchBlock[];
  /** Blocks it takes for no load, energy price or demand window to differ inside one. */
  readonly exactBlocks: number;
}

/** The part of its year that a stream stands for. */
export interface StreamBlock {
  readonly id: string;
  readonly hourCount: number;
  /** Highest load of the block over the highest of the year. */
  readonly peakFraction: number;
  /** Demand of the block over that of the year; the parts of a year add up to 1. Deferred: hours over allowed hours. */
  readonly yearFraction: number;
  /** Work that may be moved inside its window; null: demand that is served when it arises. */
  readonly deferred: DeferredBlock | null;
}

/** A cell of deferred work: the hours of a block in one kind of window. */
export interface DeferredBlock {
  /** Kind of window: windows with the same hours in each block; how many there are, and the first allowed hour of the first. */
  readonly window: string;
  readonly windows: number;
  readonly firstHour: number;
  /** Allowed hours of its windows over those of the year: the part of the year's work that is due in them. */
  readonly windowFraction: number;
  readonly allowedHours: number;
  /** Gang over most units: a run that computes has at least this share. */
  readonly leastFraction: number;
}

export type StreamPart = 'inference' | 'runtime' | 'training';

/** A workload's demand from one location. */
export interface Stream {
  readonly index: number;
  /** workload@location, with #runtime for agents' runtime, and /block for one dispatch block of it. */
  readonly id: string;
  readonly workload: Workload;
  readonly location: string;
  readonly part: StreamPart;
  readonly series: Series;
  /** The dispatch block it stands for; null: the whole year. Peak and year's figures are those of the block. */
  readonly block: StreamBlock | null;
  /** Share of the workload that arises at the location: shares add up to 1 over the locations of a part. */
  readonly originShareFraction: number;
  /** 1, or the number of copies. */
  readonly copies: number;
  /** 1, or the load each copy is sized for. */
  readonly copyLoadFraction: number;
  /** Whole placements only. */
  readonly isIndivisible: boolean;
  readonly peakRequestsPerSecond: number;
  readonly requestsPerYear: number;
  readonly inputTokens: { readonly mean: number; readonly p95: number };
  readonly outputTokens: { readonly mean: number; readonly p95: number };
  /** Runtime: host memory at the peak. 0 otherwise. */
  readonly hostMemoryGiB: number;
}

/** Hours on which every series has the same share; capacity rows are written once for each. */
export interface HourClasses {
  /** First hour of each class. */
  readonly representativeHour: Int32Array;
  /** Class of each hour. */
  readonly classOfHour: Int32Array;
}

/** A window of a demand charge: a month, or the hours of one period in a month. */
export interface DemandWindow {
  /** For example 2026-01 or 2026-01/peak. */
  readonly name: string;
  readonly pricePerKw: number;
  /** Hours of the year in the window. */
  readonly hours: Int32Array;
  /** Prices of billed kW above thresholds, ascending; absent: one price. */
  readonly tiers?: readonly DemandTier[];
  /** Part of the peaks of other windows, by name, that is billed at the least. */
  readonly ratchet?: { readonly fraction: number; readonly windows: readonly string[] };
}

/** A price of billed kW, from a threshold to the next one. */
export interface DemandTier {
  readonly fromKw: number;
  readonly pricePerKw: number;
}

/** Round trip between a location and a site, access network included. */
export interface Path {
  readonly rttMs: number;
  readonly jitterMs: number;
  readonly source: 'link' | 'latency-class' | 'distance-estimate';
}

/** How a replica serves: measured or estimated. */
export interface Service {
  /** Id of the measured point, or `roofline`. */
  readonly point: string;
  readonly unitsPerReplica: number;
  readonly tokensPerSecond: number;
  readonly batch: number;
  readonly firstTokenMs: number | null;
  readonly perOutputTokenMs: number | null;
}

/** Why a stream cannot be sized on a silicon or endpoint: the figure against its limit, where there is one. */
export interface SizingRefusal {
  readonly code:
    | 'no-performance'
    | 'memory'
    | 'time-not-stated'
    | 'first-token'
    | 'per-output-token'
    | 'end-to-end'
    | 'no-throughput'
    | 'transfer-exceeds-deadline'
    | 'work-exceeds-window';
  readonly actual?: number;
  readonly limit?: number;
  readonly unit?: string;
}

/** A problem with its demand worked out. */
export interface Demand {
  readonly problem: Problem;
  readonly calendar: Calendar;
  readonly series: readonly Series[];
  readonly streams: readonly Stream[];
  readonly hourClasses: HourClasses;
  /** Null where the problem asks for no blocks. */
  readonly dispatch: Dispatch | null;
}
