import type { Program } from '../program/program.js';
import { reducedCosts } from '../program/transpose.js';
import type { Hubs } from './hubs.js';

/** Which rows lie within a hub: all their columns that are not fixed belong to it. */
export interface HubRows {
  /** Rows within each hub, ascending. */
  readonly ofHub: readonly (readonly number[])[];
  /** 1 for rows that reach beyond a hub, or belong to none. */
  readonly isOuter: Uint8Array;
}

export const hubRowsOf = (program: Program, hubs: Hubs): HubRows => {
  const ofHub: number[][] = Array.from({ length: hubs.count }, () => []);
  const isOuter = new Uint8Array(program.rowCount);
  for (let row = 0; row < program.rowCount; row += 1) {
    const rows = ofHub[hubOfRow(program, hubs, row)];
    if (rows) rows.push(row);
    else isOuter[row] = 1;
  }
  return { ofHub, isOuter };
};

/** Costs of columns under the multipliers of the rows that reach beyond a hub: what a hub by itself is asked with. */
export const outerCosts = (program: Program, { isOuter }: HubRows, duals: Float64Array): Float64Array =>
  reducedCosts(
    program,
    Float64Array.from(isOuter, (flag, row) => (flag === 1 ? (duals[row] ?? 0) : 0)),
  );

/** Columns of each hub, those that serve among them, ascending. */
export const hubColumnsOf = (hubs: Hubs): number[][] => {
  const found: number[][] = Array.from({ length: hubs.count }, () => []);
  hubs.ofColumn.forEach((hub, column) => {
    found[hub]?.push(column);
  });
  return found;
};

/** The hub that all columns of a row belong to; -1 where there is none. */
const hubOfRow = (
  { rowStart, rowColumn, columnLower, columnUpper }: Program,
  { ofColumn }: Hubs,
  row: number,
): number => {
  let hub = -1;
  for (let k = rowStart[row] ?? 0; k < (rowStart[row + 1] ?? 0); k += 1) {
    const j = rowColumn[k] ?? 0;
    if (!((columnLower[j] ?? 0) < (columnUpper[j] ?? 0))) continue;
    const own = ofColumn[j] ?? -1;
    if (own < 0 || (hub >= 0 && own !== hub)) return -1;
    hub = own;
  }
  return hub;
};

/** Sides of rows, where they are not those of the program. */
export type RowSides = Pick<Program, 'rowLower' | 'rowUpper'>;

/**
 * A hub as a program of its own, without costs: some columns and some rows of a program. Columns left out stand at their
 * lower bound.
 *
 * @param sides - of all rows of the program
 */
export const hubPart = (
  program: Program,
  columns: readonly number[],
  rows: readonly number[],
  { rowLower, rowUpper }: RowSides = program,
): Program => {
  const placeOf = new Map(columns.map((column, at) => [column, at]));
  const starts = [0];
  const places: number[] = [];
  const values: number[] = [];
  const lower: number[] = [];
  const upper: number[] = [];
  for (const row of rows) {
    const begin = places.length;
    let fixed = 0;
    for (let k = program.rowStart[row] ?? 0; k < (program.rowStart[row + 1] ?? 0); k += 1) {
      const column = program.rowColumn[k] ?? 0;
      const place = placeOf.get(column);
      const value = program.rowValue[k] ?? 0;
      if (place === undefined) fixed += value * (program.columnLower[column] ?? 0);
      else {
        places.push(place);
        values.push(value);
      }
    }
    if (places.length === begin) continue;
    starts.push(places.length);
    lower.push((rowLower[row] ?? 0) - fixed);
    upper.push((rowUpper[row] ?? 0) - fixed);
  }
  const pick = (from: Float64Array): Float64Array => Float64Array.from(columns, (j) => from[j] ?? 0);
  return {
    columnCount: columns.length,
    rowCount: lower.length,
    cost: new Float64Array(columns.length),
    columnLower: pick(program.columnLower),
    columnUpper: pick(program.columnUpper),
    integer: Uint8Array.from(columns, (j) => program.integer[j] ?? 0),
    rowStart: Int32Array.from(starts),
    rowColumn: Int32Array.from(places),
    rowValue: Float64Array.from(values),
    rowLower: Float64Array.from(lower),
    rowUpper: Float64Array.from(upper),
    columnNames: [],
    rowNames: [],
  };
};
