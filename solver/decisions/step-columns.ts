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
  private readonly known = new Map<string, Pick<StepDecision, 'column' | 'binaryColumn'>>();

  constructor(private readonly builder: ProgramBuilder) {}

  /** Energy in MWh, so that columns and tolerances stay near the size of shares. */
  addEnergy(site: Site, window: EnergyWindow, energy: MeteredEnergy, otherKw: number): void {
    const { name, pricePerKwh, tiers, hours } = window;
    if (pricePerKwh === null || tiers.length === 0) return;
    const inMwh = tiers.map((tier) => ({
      from: tier.fromKwh / KWH_PER_MWH,
      price: tier.pricePerKwh * KWH_PER_MWH,
    }));
    let known: LinearTerm[] | undefined;
    const terms = (): LinearTerm[] => {
      known ??= energy
        .terms(hours)
        .map(({ column, coefficient }) => ({ column, coefficient: coefficient / KWH_PER_MWH }));
      return known;
    };
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

  /** Every step, each with the thresholds that are reached wherever its own is. */
  build(): StepDecision[] {
    return this.all.map((step) => ({ ...step, implied: [...step.implied, ...this.longerMonth(step)] }));
  }

  private add(measure: Measure, firstPrice: number, tiers: readonly Tier[]): void {
    let price = firstPrice;
    let binaryBefore = -1;
    for (const tier of tiers) {
      const change = tier.price - price;
      price = tier.price;
      const above = Math.max(0, tier.from - measure.other);
      if (change === 0 || measure.most <= above) continue;
      const step = this.shared(measure, tier.from, above, change);
      const implied = step.binaryColumn >= 0 && binaryBefore >= 0 ? [binaryBefore] : [];
      if (step.binaryColumn >= 0) binaryBefore = step.binaryColumn;
      this.all.push({ ...step, implied: step.ownsColumn ? implied : [] });
    }
  }

  /** The step of a window; windows in which the same is counted against the same threshold share its columns. */
  private shared(measure: Measure, from: number, above: number, change: number): StepDecision {
    const { site, kind, window, least, most } = measure;
    const terms = measure.terms();
    const counted = terms.map(({ column, coefficient }) => `${column}:${coefficient}`).join(' ');
    const key = [site.id, kind, Math.sign(change), above, most, counted].join('|');
    const name = `${kind} ${site.id} ${window} ${from}`;
    const known = this.known.get(key);
    const columns = known ?? {
      column: this.builder.addColumn({
        name: `above ${name}`,
        lower: Math.max(0, least - above),
        upper: most - above,
      }),
      binaryColumn:
        change < 0 && least < above
          ? this.builder.addColumn({ name: `reaches ${name}`, lower: 0, upper: 1, integer: true })
          : -1,
    };
    this.known.set(key, columns);
    const month = window.slice(0, 'yyyy-mm'.length);
    const stated = { site, kind, month, window, from, above, change, terms, most };
    return { ...stated, ...columns, ownsColumn: known === undefined, implied: [] };
  }

  /**
   * The next longer month of the same period in which every decision uses at least as much: what passes the threshold
   * here passes it there. Without this the months of a falling tier are as many open questions as there are months.
   */
  private longerMonth(step: StepDecision): number[] {
    if (step.kind !== 'energy' || step.binaryColumn < 0 || !step.ownsColumn) return [];
    const period = step.window.slice(step.month.length);
    const longer = this.all.filter(
      (other) =>
        other.ownsColumn &&
        other.binaryColumn >= 0 &&
        other.site === step.site &&
        other.kind === step.kind &&
        other.window === other.month + period &&
        other.above === step.above &&
        other.column !== step.column &&
        covers(other.terms, step.terms),
    );
    const least = longer.reduce<StepDecision | undefined>(
      (best, other) => (best === undefined || sumOf(other.terms) < sumOf(best.terms) ? other : best),
      undefined,
    );
    return least === undefined ? [] : [least.binaryColumn];
  }
}

const sumOf = (terms: readonly LinearTerm[]): number =>
  terms.reduce((sum, { coefficient }) => sum + coefficient, 0);

/** Whether each term is at least its counterpart: added up in one order, no rounding turns the two around. */
const covers = (larger: readonly LinearTerm[], smaller: readonly LinearTerm[]): boolean =>
  larger.length === smaller.length &&
  larger.every(
    ({ column, coefficient }, index) =>
      column === smaller[index]?.column && coefficient >= (smaller[index]?.coefficient ?? Number.NaN),
  );
