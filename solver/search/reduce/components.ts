import type { Program } from '../../program/program.js';
import { DisjointSets } from '../disjoint-sets.js';

/** A part of a program that shares no row with the rest. */
export interface Component {
  /** Its columns in the whole, ascending. */
  readonly columns: Int32Array;
}

/** Components of fewer columns than this are solved together: one more call costs more than it saves. */
const COLUMNS_LEAST = 100;

/**
 * Parts of a program that share no row. Columns whose bounds leave no choice tie nothing together; they and columns on
 * no row are handed to the first part. Small parts are put together. One part: the program does not fall apart.
 *
 * @param isLeftOut - 1 for columns that are decided elsewhere and are in no part
 */
export const componentsOf = (
  program: Program,
  columnsLeast = COLUMNS_LEAST,
  isLeftOut?: Uint8Array,
): readonly Component[] => {
  const sets = new DisjointSets(program.columnCount);
  const isFixed = (j: number): boolean => program.columnLower[j] === program.columnUpper[j];
  const isOnRow = new Uint8Array(program.columnCount);
  for (let i = 0; i < program.rowCount; i += 1) {
    let first = -1;
    for (let k = program.rowStart[i] ?? 0; k < (program.rowStart[i + 1] ?? 0); k += 1) {
      const j = program.rowColumn[k] ?? 0;
      if (isFixed(j)) continue;
      isOnRow[j] = 1;
      if (first < 0) first = j;
      else sets.join(first, j);
    }
  }
  const byRoot = new Map<number, number[]>();
  const loose: number[] = [];
  for (let j = 0; j < program.columnCount; j += 1) {
    if (isLeftOut?.[j] === 1) continue;
    if (isOnRow[j] !== 1) {
      loose.push(j);
      continue;
    }
    const root = sets.rootOf(j);
    const list = byRoot.get(root) ?? [];
    byRoot.set(root, list);
    list.push(j);
  }
  const parts: number[][] = [];
  for (const list of byRoot.values()) {
    const last = parts.at(-1);
    if (last && last.length < columnsLeast) last.push(...list);
    else parts.push(list);
  }
  const last = parts.at(-1);
  if (parts.length > 1 && last && last.length < columnsLeast)
    parts[parts.length - 2]?.push(...(parts.pop() ?? []));
  const [first] = parts;
  if (first) first.push(...loose);
  else parts.push(loose);
  return parts.map((list) => ({ columns: Int32Array.from(list.sort((a, b) => a - b)) }));
};

/** Rows of each part but the first, which is asked for every row. A row may be in several. */
export const rowsOfParts = (program: Program, parts: readonly Component[]): readonly Int32Array[] => {
  const partOf = new Int32Array(program.columnCount).fill(-1);
  parts.forEach(({ columns }, part) => {
    for (const j of columns) partOf[j] = part;
  });
  const rows: number[][] = parts.map(() => []);
  for (let i = 0; i < program.rowCount; i += 1) {
    for (let k = program.rowStart[i] ?? 0; k < (program.rowStart[i + 1] ?? 0); k += 1) {
      const own = rows[partOf[program.rowColumn[k] ?? 0] ?? -1];
      if (own && own.at(-1) !== i) own.push(i);
    }
  }
  return rows.map((list) => Int32Array.from(list));
};

/**
 * The program of one part: its columns, and every row that has one of them. What fixed columns of other parts weigh
 * goes into the sides; rows without a column are left to the first part.
 *
 * @param among - rows that may have a column of the part, ascending; absent: all
 */
export const programOf = (
  program: Program,
  part: Component,
  isFirst: boolean,
  among?: Int32Array,
): Program => {
  const placeOf = new Int32Array(program.columnCount).fill(-1);
  part.columns.forEach((j, place) => {
    placeOf[j] = place;
  });
  const rowsToRead = isFirst ? undefined : among;
  const readCount = rowsToRead?.length ?? program.rowCount;
  const rowAt = (at: number): number => rowsToRead?.[at] ?? at;
  let most = 0;
  for (let at = 0; at < readCount; at += 1) {
    const i = rowAt(at);
    const end = program.rowStart[i + 1] ?? 0;
    for (let k = program.rowStart[i] ?? 0; k < end; k += 1)
      if ((placeOf[program.rowColumn[k] ?? 0] ?? -1) >= 0) most += 1;
  }
  const rowColumn = new Int32Array(most);
  const rowValue = new Float64Array(most);
  const rowStart = [0];
  const rowLower: number[] = [];
  const rowUpper: number[] = [];
  let at = 0;
  for (let read = 0; read < readCount; read += 1) {
    const i = rowAt(read);
    const begin = at;
    let fixed = 0;
    let others = 0;
    for (let k = program.rowStart[i] ?? 0; k < (program.rowStart[i + 1] ?? 0); k += 1) {
      const j = program.rowColumn[k] ?? 0;
      const value = program.rowValue[k] ?? 0;
      const place = placeOf[j] ?? -1;
      if (place >= 0) {
        rowColumn[at] = place;
        rowValue[at] = value;
        at += 1;
      } else {
        fixed += value * (program.columnLower[j] ?? 0);
        if (program.columnLower[j] !== program.columnUpper[j]) others += 1;
      }
    }
    // A fixed column may be here while all that decides is elsewhere.
    if (others > 0 || (at === begin && !isFirst)) {
      at = begin;
      continue;
    }
    rowStart.push(at);
    rowLower.push((program.rowLower[i] ?? 0) - fixed);
    rowUpper.push((program.rowUpper[i] ?? 0) - fixed);
  }
  const pick = (from: Float64Array): Float64Array => Float64Array.from(part.columns, (j) => from[j] ?? 0);
  return {
    columnCount: part.columns.length,
    rowCount: rowLower.length,
    cost: pick(program.cost),
    columnLower: pick(program.columnLower),
    columnUpper: pick(program.columnUpper),
    integer: Uint8Array.from(part.columns, (j) => program.integer[j] ?? 0),
    rowStart: Int32Array.from(rowStart),
    rowColumn: rowColumn.slice(0, at),
    rowValue: rowValue.slice(0, at),
    rowLower: Float64Array.from(rowLower),
    rowUpper: Float64Array.from(rowUpper),
    columnNames: [],
    rowNames: [],
  };
};
