import type { LinearTerm } from '../program/program.js';
import type { HourClasses, Series } from '../sizing/types.js';

/** What follows one series: at hour h it weighs series.share[h] x terms. Coefficients are never negative. */
export interface HourLoad {
  readonly series: Series;
  readonly terms: readonly LinearTerm[];
}

/** A row for every hour class: sum over loads of share[h] x terms + fixed terms <= upper. */
export interface HourFamily {
  readonly name: string;
  readonly loads: readonly HourLoad[];
  readonly fixed: readonly LinearTerm[];
  readonly upper: number;
  /** Hour classes the row is written for, by index; each stands for hours with equal shares. */
  readonly classes: readonly number[];
}

/** Gathers terms by series, in the order the series first appear. */
export class LoadBuilder {
  private readonly bySeries = new Map<Series, LinearTerm[]>();

  private built: HourLoad[] | undefined;

  add(series: Series, column: number, coefficient: number): void {
    if (column < 0 || coefficient === 0) return;
    this.built = undefined;
    const terms = this.bySeries.get(series);
    if (terms) terms.push({ column, coefficient });
    else this.bySeries.set(series, [{ column, coefficient }]);
  }

  get isEmpty(): boolean {
    return this.bySeries.size === 0;
  }

  /** The loads so far; the same list until something is added, so that what is worked out of it can be kept. */
  build(): readonly HourLoad[] {
    this.built ??= [...this.bySeries].map(([series, terms]) => ({ series, terms }));
    return this.built;
  }

  get series(): Series[] {
    return [...this.bySeries.keys()];
  }
}

/**
 * Picks the hour classes that matter for a set of series: of equal share vectors the first, and none that
 * another one dominates in every series. Loads are never negative, so a dominated row is implied.
 * Results are kept, because banks of one kind share their set of series.
 */
export class HourFronts {
  private readonly known = new Map<string, readonly number[]>();
  private readonly allClasses: readonly number[];

  constructor(private readonly hourClasses: HourClasses) {
    this.allClasses = Array.from(hourClasses.representativeHour, (_, index) => index);
  }

  /** Classes to write rows for, ascending; `within` restricts them to the classes of some hours. */
  front(
    series: readonly Series[],
    within?: { readonly key: string; readonly classes: readonly number[] },
  ): readonly number[] {
    const key = `${within?.key ?? '*'}:${series.map((one) => one.index).join(',')}`;
    const before = this.known.get(key);
    if (before) return before;
    const found = this.compute(series, within?.classes ?? this.allClasses);
    this.known.set(key, found);
    return found;
  }

  /** Classes met in some hours, ascending. */
  classesOf(hours: Int32Array): number[] {
    const met = new Set<number>();
    for (const hour of hours) {
      const hourClass = this.hourClasses.classOfHour[hour];
      if (hourClass !== undefined) met.add(hourClass);
    }
    return [...met].sort((a, b) => a - b);
  }

  shareAt(series: Series, hourClass: number): number {
    const hour = this.hourClasses.representativeHour[hourClass];
    const share = hour === undefined ? undefined : series.share[hour];
    if (share === undefined) throw new RangeError(`hour class ${hourClass} does not exist`);
    return share;
  }

  private compute(series: readonly Series[], classes: readonly number[]): number[] {
    const vectors = classes.map((hourClass) => ({
      hourClass,
      shares: series.map((one) => this.shareAt(one, hourClass)),
    }));
    const sum = (shares: readonly number[]): number => shares.reduce((total, share) => total + share, 0);
    // A dominating vector has a larger or equal sum, so looking at earlier ones is enough.
    vectors.sort((a, b) => sum(b.shares) - sum(a.shares) || a.hourClass - b.hourClass);
    const kept: typeof vectors = [];
    for (const candidate of vectors) {
      const isImplied = kept.some((other) =>
        other.shares.every((share, index) => share >= (candidate.shares[index] ?? Number.POSITIVE_INFINITY)),
      );
      if (!isImplied) kept.push(candidate);
    }
    return kept.map((one) => one.hourClass).sort((a, b) => a - b);
  }
}
