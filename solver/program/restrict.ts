import { InternalError } from '../outcome.js';
import type { Program } from './program.js';
import type { ColumnEntries } from './transpose.js';

/** The part of a program that is left when all but some columns are fixed. */
export interface Restricted {
  readonly program: Program;
  /** Column of the whole that each column of the part stands for. */
  readonly columns: Int32Array;
  /** What the fixed columns cost. */
  readonly fixedCost: number;
  /** A point of the part as a point of the whole. */
  widen(point: ArrayLike<number>): Float64Array;
  /** A point of the whole as one of the part. */
  narrow(point: ArrayLike<number>): Float64Array;
}

/** Rounding of a row, relative to its largest term. */
const SPARE = 1e-9;
/** The same as a check of points forgives it. */
const FORGIVEN = 1e-6;

/**
 * The program over the free columns alone: every other column stands at its value in `base`, its weight goes into the
 * sides of the rows. Rows that the free columns cannot break are left out, and rows of one free column become its bounds:
 * where units and openings are free, most rows are such. Feasible points of the part are feasible points of the whole, but
 * for rounding; its optimum is no bound of it.
 *
 * @param isFree - 1 for each column that keeps its choice
 * @param base - values of the columns that are fixed, within their bounds
 * @param entries - the program by columns, where the base is known to keep every row: only rows of free columns are looked at
 * @returns undefined where a row is broken whatever the free columns do
 */
export const restricted = (
  program: Program,
  isFree: Uint8Array,
  base: ArrayLike<number>,
  entries?: ColumnEntries,
): Restricted | undefined => {
  if (isFree.length !== program.columnCount)
    throw new InternalError(`${isFree.length} flags for ${program.columnCount} columns`);
  const placeOf = new Int32Array(program.columnCount).fill(-1);
  const columns: number[] = [];
  let fixedCost = 0;
  for (let j = 0; j < program.columnCount; j += 1) {
    if (isFree[j] === 1 && (program.columnLower[j] ?? 0) < (program.columnUpper[j] ?? 0)) {
      placeOf[j] = columns.length;
      columns.push(j);
    } else fixedCost += (program.cost[j] ?? 0) * (base[j] ?? 0);
  }
  const pick = (from: Float64Array): Float64Array => Float64Array.from(columns, (j) => from[j] ?? 0);
  const own: OwnColumns = {
    columnLower: pick(program.columnLower),
    columnUpper: pick(program.columnUpper),
    integer: Uint8Array.from(columns, (j) => program.integer[j] ?? 0),
  };
  const rows = keptRows(program, placeOf, base, own, entries && rowsOf(program, entries, columns));
  if (!rows) return undefined;
  const ofWhole = Int32Array.from(columns);
  const fixed = Float64Array.from(base);
  return {
    program: {
      columnCount: columns.length,
      cost: pick(program.cost),
      ...own,
      ...rows,
      columnNames: [],
      rowNames: [],
    },
    columns: ofWhole,
    fixedCost,
    widen: (point) => {
      const whole = Float64Array.from(fixed);
      ofWhole.forEach((j, place) => {
        whole[j] = point[place] ?? 0;
      });
      return whole;
    },
    narrow: (point) => Float64Array.from(columns, (j) => point[j] ?? 0),
  };
};

/** Flags of the rows that some columns are in. */
const rowsOf = (
  { rowCount }: Program,
  { start, row }: ColumnEntries,
  columns: readonly number[],
): Uint8Array => {
  const isIn = new Uint8Array(rowCount);
  for (const j of columns) for (let k = start[j] ?? 0; k < (start[j + 1] ?? 0); k += 1) isIn[row[k] ?? 0] = 1;
  return isIn;
};

/** What is known of the free columns by themselves. */
type OwnColumns = Pick<Program, 'columnLower' | 'columnUpper' | 'integer'>;

/** The rows of the part; those of one column go into its bounds. Undefined where one cannot be kept. */
const keptRows = (
  program: Program,
  placeOf: Int32Array,
  base: ArrayLike<number>,
  own: OwnColumns,
  isTouched: Uint8Array | undefined,
):
  | Pick<Program, 'rowCount' | 'rowStart' | 'rowColumn' | 'rowValue' | 'rowLower' | 'rowUpper'>
  | undefined => {
  const rowStart = [0];
  const rowColumn: number[] = [];
  const rowValue: number[] = [];
  const rowLower: number[] = [];
  const rowUpper: number[] = [];
  for (let i = 0; i < program.rowCount; i += 1) {
    if (isTouched && isTouched[i] !== 1) continue;
    const begin = rowColumn.length;
    let fixed = 0;
    let size = 1;
    let least = 0;
    let most = 0;
    const end = program.rowStart[i + 1] ?? 0;
    for (let k = program.rowStart[i] ?? 0; k < end; k += 1) {
      const j = program.rowColumn[k] ?? 0;
      const value = program.rowValue[k] ?? 0;
      const place = placeOf[j] ?? -1;
      if (place < 0) {
        const term = value * (base[j] ?? 0);
        fixed += term;
        size = Math.max(size, Math.abs(term));
        continue;
      }
      rowColumn.push(place);
      rowValue.push(value);
      const low = value * (program.columnLower[j] ?? 0);
      const high = value * (program.columnUpper[j] ?? 0);
      least += Math.min(low, high);
      most += Math.max(low, high);
    }
    const slack = SPARE * size;
    const lower = (program.rowLower[i] ?? 0) - fixed;
    const upper = (program.rowUpper[i] ?? 0) - fixed;
    if (rowColumn.length === begin) {
      // Fixed columns may break a row by the rounding that the check of points allows, and by no more.
      if (lower > FORGIVEN * size || upper < -FORGIVEN * size) return undefined;
      continue;
    }
    const isIdle = least >= lower - slack && most <= upper + slack;
    if (isIdle || rowColumn.length === begin + 1) {
      const row = { value: rowValue[begin] ?? 1, lower, upper, size };
      if (!isIdle && !tighten(own, rowColumn[begin] ?? 0, row)) return undefined;
      rowColumn.length = begin;
      rowValue.length = begin;
      continue;
    }
    rowStart.push(rowColumn.length);
    rowLower.push(snug(lower, least, slack, -1));
    rowUpper.push(snug(upper, most, slack, 1));
  }
  return {
    rowCount: rowLower.length,
    rowStart: Int32Array.from(rowStart),
    rowColumn: Int32Array.from(rowColumn),
    rowValue: Float64Array.from(rowValue),
    rowLower: Float64Array.from(rowLower),
    rowUpper: Float64Array.from(rowUpper),
  };
};

/** Bounds as a row of one column leaves them; false where they leave no value. */
const tighten = (
  { columnLower, columnUpper, integer }: OwnColumns,
  place: number,
  row: { readonly value: number; readonly lower: number; readonly upper: number; readonly size: number },
): boolean => {
  const ends = [row.lower / row.value, row.upper / row.value];
  const [from = 0, to = 0] = row.value > 0 ? ends : ends.reverse();
  const scale = row.size / Math.abs(row.value);
  const spare = SPARE * scale;
  const isWhole = integer[place] === 1;
  const lower = Math.max(columnLower[place] ?? 0, isWhole ? Math.ceil(from - spare) : from);
  const upper = Math.min(columnUpper[place] ?? 0, isWhole ? Math.floor(to + spare) : to);
  if (lower - upper > FORGIVEN * scale) return false;
  columnLower[place] = Math.min(lower, upper);
  columnUpper[place] = upper;
  return true;
};

/** A side that the columns cannot reach is none. */
const snug = (side: number, reach: number, slack: number, sign: 1 | -1): number =>
  sign > 0
    ? reach <= side - slack
      ? Number.POSITIVE_INFINITY
      : side
    : reach >= side + slack
      ? Number.NEGATIVE_INFINITY
      : side;
