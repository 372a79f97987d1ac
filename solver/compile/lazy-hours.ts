import type { HourFamily, HourFronts } from '../decisions/hour-family.js';
import type { ProgramBuilder } from '../program/builder.js';
import type { LinearTerm } from '../program/program.js';

/** Families with at most this many classes that matter are written whole. */
const WHOLE_CLASSES = 6;
/** Excess over a limit that is rounding, relative to the limit. */
const ROUNDING = 1e-7;

interface Entry {
  readonly family: HourFamily;
  readonly written: Set<number>;
}

interface Excess {
  readonly hourClass: number;
  readonly excess: number;
}

/** The family and hour class a written row stands for. */
export interface HourRow {
  readonly family: string;
  readonly hourClass: number;
}

/**
 * Rows that hold in every hour, written as they are needed. Each family starts with the hours at which one
 * of its series peaks and the hour of the largest sum; after a solve, every class is checked against the point
 * and the most violated ones are added. A program with fewer rows is a relaxation, so its bound stays valid.
 */
export class LazyHours {
  private readonly entries: Entry[] = [];
  private readonly rows = new Map<number, HourRow>();

  constructor(
    private readonly builder: ProgramBuilder,
    private readonly fronts: HourFronts,
  ) {}

  get families(): readonly HourFamily[] {
    return this.entries.map((entry) => entry.family);
  }

  /** What a row of the program stands for, where it is an hour row. */
  rowOf(index: number): HourRow | undefined {
    return this.rows.get(index);
  }

  add(family: HourFamily): void {
    const entry: Entry = { family, written: new Set() };
    this.entries.push(entry);
    for (const hourClass of this.firstClasses(family)) this.write(entry, hourClass);
  }

  /** Whether a point holds in every hour, written or not. */
  holds(point: Float64Array): boolean {
    return this.entries.every((entry) => this.excesses(entry, point, ROUNDING * 10).length === 0);
  }

  /** Adds the rows a point violates, at most a few of each family; returns how many. */
  addViolated(point: Float64Array, perFamily = 3): number {
    let added = 0;
    for (const entry of this.entries) {
      const violated = this.excesses(entry, point, ROUNDING).filter(
        (one) => !entry.written.has(one.hourClass),
      );
      violated.sort((a, b) => b.excess - a.excess || a.hourClass - b.hourClass);
      for (const { hourClass } of violated.slice(0, perFamily)) {
        this.write(entry, hourClass);
        added += 1;
      }
    }
    return added;
  }

  /** Adds every row that is not written yet, for a program that leaves this house; returns how many. */
  addAll(): number {
    let added = 0;
    for (const entry of this.entries) {
      for (const hourClass of entry.family.classes) {
        if (entry.written.has(hourClass)) continue;
        this.write(entry, hourClass);
        added += 1;
      }
    }
    return added;
  }

  private excesses({ family }: Entry, point: Float64Array, tolerance: number): Excess[] {
    const sumOf = (terms: readonly LinearTerm[]): number =>
      terms.reduce((sum, term) => sum + term.coefficient * (point[term.column] ?? 0), 0);
    const fixed = sumOf(family.fixed);
    const size = family.fixed.reduce(
      (most, term) => Math.max(most, Math.abs(term.coefficient * (point[term.column] ?? 0))),
      1,
    );
    const loads = family.loads.map(({ series, terms }) => ({ series, load: sumOf(terms) }));
    const scale = Math.max(size, Math.abs(family.upper));
    return family.classes
      .map((hourClass) => ({
        hourClass,
        excess: loads.reduce(
          (sum, one) => sum + one.load * this.fronts.shareAt(one.series, hourClass),
          fixed - family.upper,
        ),
      }))
      .filter((one) => one.excess > tolerance * scale);
  }

  private firstClasses(family: HourFamily): readonly number[] {
    if (family.classes.length <= WHOLE_CLASSES) return family.classes;
    const chosen = new Set<number>();
    const highest = (figure: (hourClass: number) => number): void => {
      let best: number | undefined;
      for (const hourClass of family.classes) {
        if (best === undefined || figure(hourClass) > figure(best)) best = hourClass;
      }
      if (best !== undefined) chosen.add(best);
    };
    for (const { series } of family.loads) highest((hourClass) => this.fronts.shareAt(series, hourClass));
    const weights = family.loads.map(({ series, terms }) => ({
      series,
      weight: terms.reduce((sum, term) => sum + term.coefficient, 0),
    }));
    highest((hourClass) =>
      weights.reduce((sum, one) => sum + one.weight * this.fronts.shareAt(one.series, hourClass), 0),
    );
    return [...chosen].sort((a, b) => a - b);
  }

  private write(entry: Entry, hourClass: number): void {
    const { family } = entry;
    const terms: LinearTerm[] = family.loads.flatMap(({ series, terms: own }) => {
      const share = this.fronts.shareAt(series, hourClass);
      return share === 0 ? [] : own.map((term) => ({ ...term, coefficient: share * term.coefficient }));
    });
    const name = `${family.name} h${hourClass}`;
    const row = this.builder.addRow(
      name,
      [...terms, ...family.fixed],
      Number.NEGATIVE_INFINITY,
      family.upper,
    );
    this.rows.set(row, { family: family.name, hourClass });
    entry.written.add(hourClass);
  }
}
