import type { Program } from '../program/program.js';
import { type UpperRow, withRows } from '../program/with-rows.js';
import type { ProgramSource } from './types.js';

/** A program and the rows it may still need, as numbers alone: what can be sent to another thread. */
export interface SentSource {
  /** Without names. */
  readonly program: Program;
  readonly families: readonly SentFamily[];
  readonly links: readonly SentLinks[];
  /** Other costs of its columns, that a bound is wanted for as well; null where there are none. */
  readonly secondCost: Float64Array | null;
}

/**
 * Rows that hold in every hour: sum over terms of coefficient x share[class] <= upper. Terms of load -1 weigh the same in
 * every hour. Columns ascend.
 */
export interface SentFamily {
  readonly columns: Int32Array;
  readonly coefficients: Float64Array;
  readonly loads: Int32Array;
  readonly loadCount: number;
  /** Share of each load in each class, class by class. */
  readonly shares: Float64Array;
  readonly upper: number;
  /** Positions of the classes whose row is in the program. */
  readonly written: Int32Array;
}

/** Cuts least[i] x places[i] <= sum of units: a share needs whole units. */
export interface SentLinks {
  readonly units: Int32Array;
  readonly places: Int32Array;
  readonly least: Float64Array;
}

/** Excess over a limit that is rounding, relative to the limit. */
const ROUNDING = 1e-7;
/** Violation from which a cut is worth a row. */
const WORTH = 1e-3;
const MOST_ROWS_A_FAMILY = 3;

const within = (value: number, at: number, list: Float64Array): number => value * (list[at] ?? 0);

/** The program of another thread, growing by the rows its points break, as the one it was sent from does. */
export class ReceivedSource implements ProgramSource {
  private current: Program;
  private added: UpperRow[] = [];
  private readonly written: Set<number>[];
  private readonly cut: Set<number>[];

  constructor(private readonly sent: SentSource) {
    this.current = sent.program;
    this.written = sent.families.map((family) => new Set(family.written));
    this.cut = sent.links.map(() => new Set());
  }

  program(): Program {
    if (this.added.length > 0) this.current = withRows(this.current, this.added);
    this.added = [];
    return this.current;
  }

  addViolated(point: Float64Array): number {
    let count = 0;
    this.sent.families.forEach((family, index) => {
      const written = this.written[index] ?? new Set();
      for (const position of worstClasses(family, point, written)) {
        this.added.push(rowOf(family, position));
        written.add(position);
        count += 1;
      }
    });
    return count;
  }

  addCuts(point: Float64Array): number {
    let count = 0;
    this.sent.links.forEach(({ units, places, least }, index) => {
      const cut = this.cut[index] ?? new Set();
      const held = units.reduce((sum, column) => sum + (point[column] ?? 0), 0);
      places.forEach((place, at) => {
        const packs = least[at] ?? 1;
        if (cut.has(place) || (point[place] ?? 0) - held / packs <= WORTH) return;
        const entries = [[place, packs] as const, ...[...units].map((column) => [column, -1] as const)];
        entries.sort((a, b) => a[0] - b[0]);
        this.added.push({
          columns: Int32Array.from(entries, ([column]) => column),
          values: Float64Array.from(entries, ([, value]) => value),
          upper: 0,
        });
        cut.add(place);
        count += 1;
      });
    });
    return count;
  }
}

/** The classes a point breaks most, those that are in the program left out. */
const worstClasses = (family: SentFamily, point: Float64Array, written: ReadonlySet<number>): number[] => {
  const { columns, coefficients, loads, loadCount, shares, upper } = family;
  const sums = new Float64Array(loadCount);
  let fixed = 0;
  let size = Math.max(1, Math.abs(upper));
  columns.forEach((column, at) => {
    const part = within(point[column] ?? 0, at, coefficients);
    const load = loads[at] ?? -1;
    if (load >= 0) sums[load] = (sums[load] ?? 0) + part;
    else {
      fixed += part;
      size = Math.max(size, Math.abs(part));
    }
  });
  const broken: { readonly position: number; readonly excess: number }[] = [];
  const classCount = loadCount === 0 ? 0 : shares.length / loadCount;
  for (let position = 0; position < classCount; position += 1) {
    if (written.has(position)) continue;
    let excess = fixed - upper;
    for (let load = 0; load < loadCount; load += 1)
      excess += within(sums[load] ?? 0, position * loadCount + load, shares);
    if (excess > ROUNDING * size) broken.push({ position, excess });
  }
  broken.sort((a, b) => b.excess - a.excess || a.position - b.position);
  return broken.slice(0, MOST_ROWS_A_FAMILY).map((one) => one.position);
};

const rowOf = (
  { columns, coefficients, loads, loadCount, shares, upper }: SentFamily,
  position: number,
): UpperRow => ({
  columns,
  values: coefficients.map((coefficient, at) => {
    const load = loads[at] ?? -1;
    return load < 0 ? coefficient : within(coefficient, position * loadCount + load, shares);
  }),
  upper,
});

/** A program without its names, which no engine reads and only people ask for. They are not even written out. */
export const withoutNames = (program: Program): Program => ({
  columnCount: program.columnCount,
  rowCount: program.rowCount,
  cost: program.cost,
  columnLower: program.columnLower,
  columnUpper: program.columnUpper,
  integer: program.integer,
  rowStart: program.rowStart,
  rowColumn: program.rowColumn,
  rowValue: program.rowValue,
  rowLower: program.rowLower,
  rowUpper: program.rowUpper,
  columnNames: [],
  rowNames: [],
});
