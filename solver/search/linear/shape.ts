import type { Program } from '../../program/program.js';
import type { ColumnEntries } from '../../program/transpose.js';

/** What the numbers of a program say of its shape. Nothing here is needed for an answer to be right. */
export interface Shape {
  /** Rows that ask for something: a lower side above zero and no negative coefficient. */
  readonly demandRows: Int32Array;
  /** 1 for columns that start at zero and serve a demand row: the many, of which few are ever used. */
  readonly isServing: Uint8Array;
  /** 1 for rows that the zero point keeps and that tie a few serving columns together: written as they are needed. */
  readonly isLazy: Uint8Array;
}

/** Rows with more entries than this are written from the start. */
const LAZY_ENTRIES_MAX = 60;

/** Reads the shape of a program from its numbers. */
export const shapeOf = (program: Program): Shape => {
  const { rowCount, columnCount, rowStart, rowColumn, rowValue, columnLower, columnUpper } = program;
  const isServing = new Uint8Array(columnCount);
  const demandRows: number[] = [];
  for (let i = 0; i < rowCount; i += 1) {
    if (!asks(program, i)) continue;
    demandRows.push(i);
    for (let k = rowStart[i] ?? 0; k < (rowStart[i + 1] ?? 0); k += 1) {
      const j = rowColumn[k] ?? 0;
      if (columnLower[j] === 0 && (columnUpper[j] ?? 0) > 0) isServing[j] = 1;
    }
  }
  const isLazy = new Uint8Array(rowCount);
  for (let i = 0; i < rowCount; i += 1) {
    const begin = rowStart[i] ?? 0;
    const end = rowStart[i + 1] ?? 0;
    if (program.rowLower[i] !== Number.NEGATIVE_INFINITY || !((program.rowUpper[i] ?? -1) >= 0)) continue;
    if (end - begin > LAZY_ENTRIES_MAX) continue;
    let others = 0;
    let isTie = true;
    for (let k = begin; k < end; k += 1) {
      if (isServing[rowColumn[k] ?? 0] === 1) {
        if (!((rowValue[k] ?? 0) > 0)) isTie = false;
      } else others += 1;
    }
    if (isTie && others <= 2 && others < end - begin) isLazy[i] = 1;
  }
  return { demandRows: Int32Array.from(demandRows), isServing, isLazy };
};

const asks = (program: Program, row: number): boolean => {
  if (!((program.rowLower[row] ?? 0) > 0)) return false;
  const begin = program.rowStart[row] ?? 0;
  const end = program.rowStart[row + 1] ?? 0;
  for (let k = begin; k < end; k += 1) {
    const j = program.rowColumn[k] ?? 0;
    if (!((program.rowValue[k] ?? 0) > 0) || (program.columnLower[j] ?? 0) < 0) return false;
  }
  return end > begin;
};

/**
 * Costs of columns with what they make others cost: a column that others pay for by a row (units under a load) gives
 * its price to the longest of its rows. A guess at reduced costs before anything is solved.
 */
export const guessedCosts = (program: Program, entries: ColumnEntries, shape: Shape): Float64Array => {
  const guessed = Float64Array.from(program.cost);
  const lengthOf = (row: number): number => (program.rowStart[row + 1] ?? 0) - (program.rowStart[row] ?? 0);
  for (let j = 0; j < program.columnCount; j += 1) {
    const cost = program.cost[j] ?? 0;
    if (shape.isServing[j] === 1 || !(cost > 0) || program.columnLower[j] === program.columnUpper[j])
      continue;
    let best = -1;
    let price = 0;
    for (let k = entries.start[j] ?? 0; k < (entries.start[j + 1] ?? 0); k += 1) {
      const value = entries.value[k] ?? 0;
      const row = entries.row[k] ?? 0;
      if (value < 0 && (best < 0 || lengthOf(row) > lengthOf(best))) {
        best = row;
        price = cost / -value;
      }
    }
    if (best < 0 || shape.isLazy[best] === 1) continue;
    for (let k = program.rowStart[best] ?? 0; k < (program.rowStart[best + 1] ?? 0); k += 1) {
      const other = program.rowColumn[k] ?? 0;
      if (shape.isServing[other] === 1)
        guessed[other] = (guessed[other] ?? 0) + price * (program.rowValue[k] ?? 0);
    }
  }
  return guessed;
};
