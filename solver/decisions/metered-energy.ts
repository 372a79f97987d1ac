import type { Candidate } from '../candidates/types.js';
import type { Site } from '../problem/types.js';
import type { LinearTerm } from '../program/program.js';
import type { Series } from '../sizing/types.js';
import { dynamicKwAtFullLoad, idleKwPerUnit, perUnitTerms } from './power.js';
import { hasQuotedCost } from './subject.js';
import type { Decisions, UnitsDecision } from './types.js';

/** The energy a site's meter bills to the plan over some hours, as linear terms over the decisions. */
export class MeteredEnergy {
  private readonly candidates: readonly Candidate[];
  private readonly units: readonly UnitsDecision[];

  constructor(
    private readonly decisions: Pick<Decisions, 'candidates' | 'placeColumn' | 'units'>,
    private readonly site: Site,
  ) {
    this.candidates = decisions.candidates.candidates.filter(
      (one) =>
        one.bank.kind === 'held' &&
        one.bank.site.id === site.id &&
        !one.bank.energyIncluded &&
        !hasQuotedCost(one) &&
        dynamicKwAtFullLoad(one) > 0,
    );
    this.units = decisions.units.filter(
      ({ bank }) => bank.site.id === site.id && !bank.energyIncluded && idleKwPerUnit(bank.silicon) > 0,
    );
  }

  /** kWh over some hours, or money where each hour has its price: sum_h price[h] x PUE x (idle + dynamic) kW. */
  terms(hours: Int32Array, prices?: Float64Array): LinearTerm[] {
    const { placeColumn } = this.decisions;
    const allHours = hours.reduce((sum, hour) => sum + (prices?.[hour] ?? 1), 0);
    const sums = this.sums(hours, prices);
    return [
      ...this.candidates.map((one) => ({
        column: placeColumn[one.index] ?? -1,
        coefficient: this.dynamicKw(one) * (sums.get(one.stream.series) ?? Number.NaN),
      })),
      ...this.units.flatMap((one) => perUnitTerms(one, this.idleKw(one) * allHours)),
    ].filter(({ column, coefficient }) => column >= 0 && coefficient !== 0);
  }

  /** Most kWh any plan can draw over some hours: every stream where it draws most, every unit idle, the cap. */
  mostKwh(hours: Int32Array): number {
    const sums = this.sums(hours);
    const ofStream = new Map<number, number>();
    for (const one of this.candidates) {
      const kwh = this.dynamicKw(one) * one.stream.copies * (sums.get(one.stream.series) ?? 0);
      ofStream.set(one.stream.index, Math.max(ofStream.get(one.stream.index) ?? 0, kwh));
    }
    const idle = this.units.reduce(
      (sum, one) =>
        sum + this.idleKw(one) * hours.length * (one.keptMaxUnits + one.packsMax * one.unitsPerPack),
      0,
    );
    const drawn = [...ofStream.values()].reduce((sum, kwh) => sum + kwh, idle);
    return Math.min(drawn, this.capKw() * hours.length);
  }

  private dynamicKw(one: Candidate): number {
    return this.site.pue * dynamicKwAtFullLoad(one) * one.meanScale;
  }

  private idleKw({ bank }: UnitsDecision): number {
    return this.site.pue * idleKwPerUnit(bank.silicon);
  }

  /** kW at the meter that the site's cap leaves for the plan. */
  private capKw(): number {
    const { meterCapKw, itCapKw, otherLoadKw, pue } = this.site;
    if (typeof itCapKw === 'number') return pue * Math.max(0, itCapKw - otherLoadKw);
    return typeof meterCapKw === 'number' ? Math.max(0, meterCapKw - otherLoadKw) : Number.POSITIVE_INFINITY;
  }

  private sums(hours: Int32Array, prices?: Float64Array): Map<Series, number> {
    const sums = new Map<Series, number>();
    for (const { stream } of this.candidates) {
      const { series } = stream;
      if (sums.has(series)) continue;
      let sum = 0;
      for (const hour of hours) sum += (prices?.[hour] ?? 1) * (series.share[hour] ?? Number.NaN);
      sums.set(series, sum);
    }
    return sums;
  }
}
