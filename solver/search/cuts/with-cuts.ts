import type { Program } from '../../program/program.js';
import type { Cut } from './cut.js';

/** A program with cuts as further rows, behind its own. */
export const withCuts = (program: Program, cuts: readonly Cut[]): Program => {
  const before = program.rowColumn.length;
  const size = cuts.reduce((sum, { columns }) => sum + columns.length, before);
  const rowCount = program.rowCount + cuts.length;
  const rowStart = new Int32Array(rowCount + 1);
  const rowColumn = new Int32Array(size);
  const rowValue = new Float64Array(size);
  const rowLower = new Float64Array(rowCount).fill(Number.NEGATIVE_INFINITY);
  const rowUpper = new Float64Array(rowCount);
  rowStart.set(program.rowStart);
  rowColumn.set(program.rowColumn);
  rowValue.set(program.rowValue);
  rowLower.set(program.rowLower);
  rowUpper.set(program.rowUpper);
  let at = before;
  cuts.forEach((cut, index) => {
    rowColumn.set(cut.columns, at);
    rowValue.set(cut.values, at);
    at += cut.columns.length;
    rowStart[program.rowCount + index + 1] = at;
    rowUpper[program.rowCount + index] = cut.upper;
  });
  return { ...program, rowCount, rowStart, rowColumn, rowValue, rowLower, rowUpper, rowNames: [] };
};
