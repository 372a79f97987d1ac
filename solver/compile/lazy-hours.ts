import type { HourFamily, HourFronts, HourLoad } from '../decisions/hour-family.js';
import { InternalError } from '../outcome.js';
import type { ProgramBuilder } from '../program/builder.js';
import type { LinearTerm } from '../program/program.js';

/** Families with at most this many classes that matter are written whole. */
const WHOLE_CLASSES = 6;
/** Excess over a limit that is rounding, relative to the limit. */
const ROUNDING = 1e-7;

/** The terms of a family in the order of their columns; load -1 weighs the same in every hour. */
interface SortedTerms {
  readonly columns: Int32Array;
  readonly coefficients: Float64Array;
  readonly loads: Int32Array;
}

interface Entry {
  readonly family: HourFamily;
  readonly terms: SortedTerms;
  readonly written: Set<number>;
}

/** More terms than any family has; a power of two, so that keys are exact. */
const MOST_TERMS = 2 ** 20;

/** Terms in the order of their columns. Numbers sort natively, which matters at a hundred thousand of them. */
const sorted = (
  name: string,
  terms: readonly LinearTerm[],
  loadOf: (index: number) => number,
): SortedTerms => {
  const { length } = terms;
  if (length >= MOST_TERMS) throw new InternalError(`${name} has ${length} terms`);
  const keys = new Float64Array(length);
  for (let index = 0; index < length; index += 1)
    keys[index] = (terms[index]?.column ?? -1) * MOST_TERMS + index;
  keys.sort();
  const columns = new Int32Array(length);
  const coefficients = new Float64Array(length);
  const loads = new Int32Array(length);
  for (let at = 0; at < length; at += 1) {
    const index = (keys[at] ?? 0) % MOST_TERMS;
    columns[at] = terms[index]?.column ?? -1;
    coefficients[at] = terms[index]?.coefficient ?? Number.NaN;
    loads[at] = loadOf(index);
  }
  return { columns, coefficients, loads };
};

const joined = (a: SortedTerms, b: SortedTerms): SortedTerms => {
  const length = a.columns.length + b.columns.length;
  const columns = new Int32Array(length);
  const coefficients = new Float64Array(length);
  const loads = new Int32Array(length);
  columns.set(a.columns);
  columns.set(b.columns, a.columns.length);
  coefficients.set(a.coefficients);
  coefficients.set(b.coefficients, a.coefficients.length);
  loads.set(a.loads);
  loads.set(b.loads, a.loads.length);
  return { columns, coefficients, loads };
};

/** Sorted loads by the list they came in: the demand windows of a site share one. */
const sortedLoads = new WeakMap<readonly HourLoad[], SortedTerms>();

const loadsInOrder = (name: string, loads: readonly HourLoad[]): SortedTerms => {
  const known = sortedLoads.get(loads);
  if (known) return known;
  const terms = loads.flatMap((load) => load.terms);
  const loadOf = new Int32Array(terms.length);
  let at = 0;
  loads.forEach((load, index) => {
    loadOf.fill(index, at, at + load.terms.length);
    at += load.terms.length;
  });
  const made = sorted(name, terms, (index) => loadOf[index] ?? -1);
  sortedLoads.set(loads, made);
  return made;
};

/** A family's terms in the order of their columns: shares come before units and peaks in every program. */
const sortedTerms = ({ name, loads, fixed }: HourFamily): SortedTerms => {
  const first = loadsInOrder(name, loads);
  const last = sorted(name, fixed, () => -1);
  const isApart = (first.columns.at(-1) ?? -1) < (last.columns[0] ?? Number.POSITIVE_INFINITY);
  if (!isApart) throw new InternalError(`${name} has a fixed column among its shares`);
  return joined(first, last);
};

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
    const entry: Entry = { family, terms: sortedTerms(family), written: new Set() };
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
    const { family, terms } = entry;
    const shares = family.loads.map(({ series }) => this.fronts.shareAt(series, hourClass));
    const values = terms.coefficients.map((coefficient, index) => {
      const load = terms.loads[index] ?? -1;
      return load < 0 ? coefficient : coefficient * (shares[load] ?? Number.NaN);
    });
    const name = `${family.name} h${hourClass}`;
    const row = this.builder.addSortedRow(
      name,
      terms.columns,
      values,
      Number.NEGATIVE_INFINITY,
      family.upper,
    );
    this.rows.set(row, { family: family.name, hourClass });
    entry.written.add(hourClass);
  }
}
