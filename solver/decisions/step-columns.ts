import type { Site } from '../problem/types.js';
import type { ProgramBuilder } from '../program/builder.js';
import type { LinearTerm } from '../program/program.js';
import type { EnergyWindow } from '../sizing/metering.js';
import type { MeteredEnergy } from './metered-energy.js';
import type { BilledDecision, StepDecision } from './types.js';

const KWH_PER_MWH = 1000;

/** A tier to be written: where it begins and what was paid before it. */
interface Tier {
  readonly from: number;
  readonly price: number;
}

/** What tiers are counted on. */
interface Measure {
  readonly site: Site;
  readonly kind: StepDecision['kind'];
  readonly window: string;
  readonly terms: () => readonly LinearTerm[];
  readonly least: number;
  readonly most: number;
  /** Load already there, which fills the tiers first. */
  readonly other: number;
}

/**
 * One column for each step of a price: what is used above the threshold, at the change of price there. A rising step
 * is held down by its cost alone; a falling one needs a binary, which says whether the threshold is reached.
 */
export class StepColumns {
  readonly all: StepDecision[] = [];

  constructor(private readonly builder: ProgramBuilder) {}

  /** Energy in MWh, so that columns and tolerances stay near the size of shares. */
  addEnergy(site: Site, window: EnergyWindow, energy: MeteredEnergy, otherKw: number): void {
    const { name, pricePerKwh, tiers, hours } = window;
    if (pricePerKwh === null || tiers.length === 0) return;
    const inMwh = tiers.map((tier) => ({
      from: tier.fromKwh / KWH_PER_MWH,
      price: tier.pricePerKwh * KWH_PER_MWH,
    }));
    const terms = (): LinearTerm[] =>
      energy
        .terms(hours)
        .map(({ column, coefficient }) => ({ column, coefficient: coefficient / KWH_PER_MWH }));
    const measure = {
      site,
      kind: 'energy' as const,
      window: name,
      terms,
      least: 0,
      most: energy.mostKwh(hours) / KWH_PER_MWH,
      other: (otherKw * hours.length) / KWH_PER_MWH,
    };
    this.add(measure, pricePerKwh * KWH_PER_MWH, inMwh);
  }

  addDemand(site: Site, { peak, column }: BilledDecision): void {
    const { name, pricePerKw, tiers } = peak.window;
    if (tiers === undefined) return;
    const { lower, upper } = this.builder.boundsOf(column);
    const terms = (): LinearTerm[] => [{ column, coefficient: 1 }];
    const measure = {
      site,
      kind: 'demand' as const,
      window: name,
      terms,
      least: lower,
      most: upper,
      other: 0,
    };
    this.add(
      measure,
      pricePerKw,
      tiers.map((tier) => ({ from: tier.fromKw, price: tier.pricePerKw })),
    );
  }

  private add(measure: Measure, firstPrice: number, tiers: readonly Tier[]): void {
    let price = firstPrice;
    let binaryBefore = -1;
    for (const tier of tiers) {
      const change = tier.price - price;
      price = tier.price;
      const above = Math.max(0, tier.from - measure.other);
      if (change === 0 || measure.most <= above) continue;
      const name = `${measure.site.id} ${measure.window} ${tier.from}`;
      const column = this.builder.addColumn({
        name: `above ${measure.kind} ${name}`,
        lower: Math.max(0, measure.least - above),
        upper: measure.most - above,
      });
      const mayBeBelow = measure.least < above;
      const binaryColumn =
        change < 0 && mayBeBelow
          ? this.builder.addColumn({
              name: `reaches ${measure.kind} ${name}`,
              lower: 0,
              upper: 1,
              integer: true,
            })
          : -1;
      this.all.push({
        site: measure.site,
        kind: measure.kind,
        month: measure.window.slice(0, 'yyyy-mm'.length),
        window: measure.window,
        from: tier.from,
        above,
        change,
        terms: measure.terms(),
        most: measure.most,
        column,
        binaryColumn,
        binaryBefore: binaryColumn >= 0 ? binaryBefore : -1,
      });
      if (binaryColumn >= 0) binaryBefore = binaryColumn;
    }
  }
}
