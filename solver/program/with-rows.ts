import type { Program } from './program.js';

/** A row without a lower side: sum values[k] x[columns[k]] <= upper. Columns ascend. */
export interface UpperRow {
  readonly columns: Int32Array;
  readonly values: Float64Array;
  readonly upper: number;
}

/** A program with further rows behind its own; rows have no names then. */
export const withRows = (program: Program, rows: readonly UpperRow[]): Program => {
  const entryCount = rows.reduce((sum, row) => sum + row.columns.length, program.rowColumn.length);
  const rowCount = program.rowCount + rows.length;
  const rowStart = new Int32Array(rowCount + 1);
  const rowColumn = new Int32Array(entryCount);
  const rowValue = new Float64Array(entryCount);
  const rowLower = new Float64Array(rowCount).fill(Number.NEGATIVE_INFINITY);
  const rowUpper = new Float64Array(rowCount);
  rowStart.set(program.rowStart);
  rowColumn.set(program.rowColumn);
  rowValue.set(program.rowValue);
  rowLower.set(program.rowLower);
  rowUpper.set(program.rowUpper);
  let at = program.rowColumn.length;
  rows.forEach((row, index) => {
    rowColumn.set(row.columns, at);
    rowValue.set(row.values, at);
    at += row.columns.length;
    rowStart[program.rowCount + index + 1] = at;
    rowUpper[program.rowCount + index] = row.upper;
  });
  return { ...program, rowCount, rowStart, rowColumn, rowValue, rowLower, rowUpper, rowNames: [] };
};
