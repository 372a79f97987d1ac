import type { HourFamily, HourFronts, HourLoad } from '../decisions/hour-family.js';
import { InternalError } from '../outcome.js';
import type { ProgramBuilder } from '../program/builder.js';
import { sharedFloats, sharedInts } from '../program/growing.js';
import type { LinearTerm } from '../program/program.js';
import type { SentFamily } from '../search/sent-source.js';
import type { Series } from '../sizing/types.js';

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

/** A family as numbers alone: there is a term for each pair, and an object for each would outweigh the program. */
interface Entry {
  readonly name: string;
  readonly series: readonly Series[];
  readonly loads: SortedTerms;
  readonly fixed: SortedTerms;
  readonly upper: number;
  readonly classes: readonly number[];
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

/** Shares come before units and peaks in every program, so that a row is the one list and then the other. */
const entryOf = (family: HourFamily): Entry => {
  const { name, upper, classes } = family;
  const loads = loadsInOrder(name, family.loads);
  const fixed = sorted(name, family.fixed, () => -1);
  const isApart = (loads.columns.at(-1) ?? -1) < (fixed.columns[0] ?? Number.POSITIVE_INFINITY);
  if (!isApart) throw new InternalError(`${name} has a fixed column among its shares`);
  const series = family.loads.map((load) => load.series);
  return { name, series, loads, fixed, upper, classes, written: new Set() };
};

const termsWhere = ({ columns, coefficients, loads }: SortedTerms, load: number): LinearTerm[] => {
  const terms: LinearTerm[] = [];
  columns.forEach((column, at) => {
    if (loads[at] === load) terms.push({ column, coefficient: coefficients[at] ?? Number.NaN });
  });
  return terms;
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

  get families(): readonly Pick<HourFamily, 'name' | 'classes' | 'upper'>[] {
    return this.entries;
  }

  /** A family by its name, its terms written out again; undefined where none has it. */
  familyOf(name: string): HourFamily | undefined {
    const entry = this.entries.find((one) => one.name === name);
    return (
      entry && {
        name,
        loads: entry.series.map((series, load) => ({ series, terms: termsWhere(entry.loads, load) })),
        fixed: termsWhere(entry.fixed, -1),
        upper: entry.upper,
        classes: entry.classes,
      }
    );
  }

  /** Every family as numbers, for a search in another thread. */
  send(): SentFamily[] {
    return this.entries.map((entry) => {
      const { series, loads, fixed, classes, upper, written } = entry;
      const joined = sharedInts(loads.columns.length + fixed.columns.length);
      joined.set(loads.columns);
      joined.set(fixed.columns, loads.columns.length);
      const coefficients = sharedFloats(joined.length);
      coefficients.set(loads.coefficients);
      coefficients.set(fixed.coefficients, loads.columns.length);
      const loadOf = sharedInts(joined.length).fill(-1);
      loadOf.set(loads.loads);
      return {
        columns: joined,
        coefficients,
        loads: loadOf,
        loadCount: series.length,
        shares: Float64Array.from(
          classes.flatMap((hourClass) => series.map((one) => this.fronts.shareAt(one, hourClass))),
        ),
        upper,
        written: Int32Array.from(classes.flatMap((hourClass, at) => (written.has(hourClass) ? [at] : []))),
      };
    });
  }

  /** What a row of the program stands for, where it is an hour row. */
  rowOf(index: number): HourRow | undefined {
    return this.rows.get(index);
  }

  add(family: HourFamily): void {
    const entry = entryOf(family);
    this.entries.push(entry);
    for (const hourClass of this.firstClasses(entry)) this.write(entry, hourClass);
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
      for (const hourClass of entry.classes) {
        if (entry.written.has(hourClass)) continue;
        this.write(entry, hourClass);
        added += 1;
      }
    }
    return added;
  }

  private excesses(entry: Entry, point: Float64Array, tolerance: number): Excess[] {
    const { columns, coefficients } = entry.fixed;
    let fixed = 0;
    let size = 1;
    columns.forEach((column, at) => {
      const part = (coefficients[at] ?? 0) * (point[column] ?? 0);
      fixed += part;
      size = Math.max(size, Math.abs(part));
    });
    const loads = loadSums(entry, point);
    const scale = Math.max(size, Math.abs(entry.upper));
    return entry.classes
      .map((hourClass) => ({
        hourClass,
        excess: this.loadAt(entry, loads, hourClass, fixed - entry.upper),
      }))
      .filter((one) => one.excess > tolerance * scale);
  }

  private loadAt(entry: Entry, loads: Float64Array, hourClass: number, start: number): number {
    return entry.series.reduce(
      (sum, series, load) => sum + (loads[load] ?? 0) * this.fronts.shareAt(series, hourClass),
      start,
    );
  }

  private firstClasses(entry: Entry): readonly number[] {
    if (entry.classes.length <= WHOLE_CLASSES) return entry.classes;
    const chosen = new Set<number>();
    const highest = (figure: (hourClass: number) => number): void => {
      let best: number | undefined;
      for (const hourClass of entry.classes) {
        if (best === undefined || figure(hourClass) > figure(best)) best = hourClass;
      }
      if (best !== undefined) chosen.add(best);
    };
    for (const series of entry.series) highest((hourClass) => this.fronts.shareAt(series, hourClass));
    const weights = loadSums(entry, undefined);
    highest((hourClass) => this.loadAt(entry, weights, hourClass, 0));
    return [...chosen].sort((a, b) => a - b);
  }

  private write(entry: Entry, hourClass: number): void {
    const { loads, fixed } = entry;
    const shares = entry.series.map((series) => this.fronts.shareAt(series, hourClass));
    const columns = new Int32Array(loads.columns.length + fixed.columns.length);
    const values = new Float64Array(columns.length);
    columns.set(loads.columns);
    columns.set(fixed.columns, loads.columns.length);
    loads.coefficients.forEach((coefficient, at) => {
      values[at] = coefficient * (shares[loads.loads[at] ?? -1] ?? Number.NaN);
    });
    values.set(fixed.coefficients, loads.columns.length);
    const name = `${entry.name} h${hourClass}`;
    const row = this.builder.addSortedRow(name, columns, values, Number.NEGATIVE_INFINITY, entry.upper);
    this.rows.set(row, { family: entry.name, hourClass });
    entry.written.add(hourClass);
  }
}

/** What each series of a family weighs at full share: at a point, or with every column at 1. */
const loadSums = ({ series, loads }: Entry, point: Float64Array | undefined): Float64Array => {
  const sums = new Float64Array(series.length);
  loads.columns.forEach((column, at) => {
    const load = loads.loads[at] ?? -1;
    const value = point === undefined ? 1 : (point[column] ?? 0);
    sums[load] = (sums[load] ?? 0) + (loads.coefficients[at] ?? 0) * value;
  });
  return sums;
};
