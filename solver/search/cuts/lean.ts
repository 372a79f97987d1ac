import type { Program } from '../../program/program.js';
import { activityOf } from '../linear/activity.js';
import { cheapestOf } from '../linear/cheapest.js';
import type { Shape } from '../linear/shape.js';

/** Serving columns of a demand row that are taken besides those in use. */
const COLUMNS_EACH = 8;
/** Value from which a column is in use. */
const IN_USE = 1e-6;
/** Slack, relative to the side, up to which a row is tight. */
const TIGHT = 1e-4;

/** The columns that matter near an optimum: those in use, the cheapest of each demand row, and all that serve none. */
export const leanColumns = (
  program: Program,
  shape: Shape,
  reduced: Float64Array,
  point: Float64Array,
): number[] => {
  const isIn = new Uint8Array(program.columnCount);
  for (let j = 0; j < program.columnCount; j += 1)
    if (shape.isServing[j] !== 1 || (point[j] ?? 0) > IN_USE) isIn[j] = 1;
  for (const row of shape.demandRows)
    for (const j of cheapestOf(
      program,
      row,
      reduced,
      COLUMNS_EACH,
      (column) => shape.isServing[column] === 1,
    ))
      isIn[j] = 1;
  return indicesOf(isIn);
};

/** All rows but those that only tie a few columns and are slack at a point. */
export const leanRows = (
  program: Program,
  isLazy: Uint8Array,
  multipliers: Float64Array,
  point: Float64Array,
): number[] => {
  const isIn = new Uint8Array(program.rowCount);
  for (let i = 0; i < program.rowCount; i += 1) {
    const upper = program.rowUpper[i] ?? 0;
    const isTight = (): boolean =>
      activityOf(program, i, point) > upper - TIGHT * Math.max(1, Math.abs(upper));
    if (isLazy[i] !== 1 || (multipliers[i] !== 0 && isTight())) isIn[i] = 1;
  }
  return indicesOf(isIn);
};

const indicesOf = (flags: Uint8Array): number[] => {
  const found: number[] = [];
  flags.forEach((flag, index) => {
    if (flag === 1) found.push(index);
  });
  return found;
};
