import type { Bank, Candidate } from '../candidates/types.js';
import { useLimit } from '../decisions/bank-limits.js';
import { itKwhPerYear } from '../decisions/carbon.js';
import { dynamicKwAtFullLoad, idleKwPerUnit } from '../decisions/power.js';
import { hasQuotedCost } from '../decisions/subject.js';
import type { Decisions } from '../decisions/types.js';
import type { Site } from '../problem/types.js';
import type { PlanBankUse } from './types.js';

/** A pair with a share or standby. */
interface PlacedPair {
  readonly candidate: Candidate;
  readonly share: number;
  readonly standby: number;
}

/** What a point puts at banks and sites, hour by hour. */
export class PointLoad {
  private readonly placed: (readonly PlacedPair[])[] = [];

  constructor(
    private readonly decisions: Decisions,
    private readonly point: Float64Array,
  ) {}

  valueOf(column: number): number {
    return column < 0 ? 0 : (this.point[column] ?? 0);
  }

  /** Candidates with a share or standby at a bank. */
  placedAt(bank: Bank): readonly PlacedPair[] {
    const known = this.placed[bank.index];
    if (known) return known;
    const { candidates, placeColumn, standbyColumn } = this.decisions;
    const found: PlacedPair[] = [];
    for (const index of candidates.byBank[bank.index] ?? []) {
      const share = this.valueOf(placeColumn[index] ?? -1);
      const standby = this.valueOf(standbyColumn[index] ?? -1);
      const candidate = share > 0 || standby > 0 ? candidates.candidates[index] : undefined;
      if (candidate) found.push({ candidate, share, standby });
    }
    this.placed[bank.index] = found;
    return found;
  }

  unitsOf(bank: Bank): number {
    return (this.decisions.unitsOfBank[bank.index] ?? []).reduce(
      (sum, one) => sum + this.valueOf(one.keptColumn) + this.valueOf(one.packsColumn) * one.unitsPerPack,
      0,
    );
  }

  /** IT kW of a site's held banks at every hour, standby drawing as if it served. */
  itKw(site: Site, meteredOnly: boolean): Float64Array {
    const { candidates } = this.decisions;
    const load = new Float64Array(candidates.demand.calendar.hourCount);
    let idleKw = 0;
    for (const bank of candidates.banks) {
      if (bank.kind !== 'held' || bank.site.id !== site.id || (meteredOnly && bank.energyIncluded)) continue;
      idleKw += idleKwPerUnit(bank.silicon) * this.unitsOf(bank);
      for (const { candidate, share, standby } of this.placedAt(bank)) {
        addScaled(load, candidate.stream.series.share, dynamicKwAtFullLoad(candidate) * (share + standby));
      }
    }
    return load.map((kw) => kw + idleKw);
  }

  /** Energy of each hour that is billed to the plan: metered units idle and loaded, pairs with a quoted cost left out. */
  billedKwh(site: Site): Float64Array {
    const { candidates } = this.decisions;
    const load = new Float64Array(candidates.demand.calendar.hourCount);
    let idleKw = 0;
    for (const bank of candidates.banks) {
      if (bank.kind !== 'held' || bank.site.id !== site.id || bank.energyIncluded) continue;
      idleKw += idleKwPerUnit(bank.silicon) * this.unitsOf(bank);
      for (const { candidate, share } of this.placedAt(bank)) {
        if (hasQuotedCost(candidate)) continue;
        const kw = dynamicKwAtFullLoad(candidate) * candidate.meanScale * share;
        addScaled(load, candidate.stream.series.share, kw);
      }
    }
    return load.map((kw) => site.pue * (kw + idleKw));
  }

  /** Energy at the meter in a year: held units idle and loaded, rented units and endpoints where their watts are known. */
  meterKwhPerYear(site: Site): number {
    const { candidates } = this.decisions;
    let kwh = 0;
    for (const bank of candidates.banks) {
      if (bank.site.id !== site.id) continue;
      if (bank.kind === 'held')
        kwh += idleKwPerUnit(bank.silicon) * this.unitsOf(bank) * candidates.demand.calendar.hourCount;
      for (const { candidate, share } of this.placedAt(bank)) kwh += (itKwhPerYear(candidate) ?? 0) * share;
    }
    return site.pue * kwh;
  }

  useOf(bank: Bank): PlanBankUse | undefined {
    const placed = this.placedAt(bank);
    const held = bank.kind === 'held';
    const capacityUnits = held ? this.unitsOf(bank) : (useLimit(bank) ?? null);
    if (placed.length === 0 && (!held || capacityUnits === 0)) return undefined;
    const load = new Float64Array(this.decisions.candidates.demand.calendar.hourCount);
    let unitHours = 0;
    for (const { candidate, share, standby } of placed) {
      addScaled(load, candidate.stream.series.share, candidate.needUnits * (share + standby));
      unitHours += candidate.needUnits * share * candidate.meanScale * candidate.stream.series.sumShareHours;
    }
    return {
      bank: bank.id,
      capacityUnits,
      peakLoadUnits: highest(load),
      meanLoadUnits: unitHours / load.length,
    };
  }
}

const addScaled = (load: Float64Array, share: Float64Array, factor: number): void => {
  for (let hour = 0; hour < load.length; hour += 1)
    load[hour] = (load[hour] ?? 0) + factor * (share[hour] ?? 0);
};

/** Largest value of a load; 0 for none. */
export const highest = (load: Float64Array): number => load.reduce((most, value) => Math.max(most, value), 0);
