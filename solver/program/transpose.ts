import type { Program } from './program.js';

/** The entries of a program by column: those of column j are start[j] .. start[j + 1] - 1, rows ascending. */
export interface ColumnEntries {
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly value: Float64Array;
}

/** The matrix of a program by columns. Takes one pass over the entries; nothing of the program is shared. */
export const transpose = (program: Program): ColumnEntries => {
  const { columnCount, rowCount, rowStart, rowColumn, rowValue } = program;
  const start = new Int32Array(columnCount + 1);
  for (let k = 0; k < rowColumn.length; k++) {
    const after = (rowColumn[k] ?? 0) + 1;
    start[after] = (start[after] ?? 0) + 1;
  }
  for (let j = 0; j < columnCount; j++) start[j + 1] = (start[j + 1] ?? 0) + (start[j] ?? 0);
  const next = start.slice(0, columnCount);
  const row = new Int32Array(rowColumn.length);
  const value = new Float64Array(rowColumn.length);
  for (let i = 0; i < rowCount; i++) {
    const end = rowStart[i + 1] ?? 0;
    for (let k = rowStart[i] ?? 0; k < end; k++) {
      const j = rowColumn[k] ?? 0;
      const at = next[j] ?? 0;
      row[at] = i;
      value[at] = rowValue[k] ?? 0;
      next[j] = at + 1;
    }
  }
  return { start, row, value };
};

/** What each column costs beyond what the multipliers of its rows pay: c - A'y. */
export const reducedCosts = (program: Program, multipliers: ArrayLike<number>): Float64Array => {
  const { rowCount, rowStart, rowColumn, rowValue } = program;
  const reduced = Float64Array.from(program.cost);
  for (let i = 0; i < rowCount; i++) {
    const y = multipliers[i] ?? 0;
    if (y === 0) continue;
    const end = rowStart[i + 1] ?? 0;
    for (let k = rowStart[i] ?? 0; k < end; k++) {
      const j = rowColumn[k] ?? 0;
      reduced[j] = (reduced[j] ?? 0) - y * (rowValue[k] ?? 0);
    }
  }
  return reduced;
};
