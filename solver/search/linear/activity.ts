import type { Program } from '../../program/program.js';

/** Activity of a row at a point. */
export const activityOf = (program: Program, row: number, point: Float64Array): number => {
  let activity = 0;
  for (let k = program.rowStart[row] ?? 0; k < (program.rowStart[row + 1] ?? 0); k += 1)
    activity += (program.rowValue[k] ?? 0) * (point[program.rowColumn[k] ?? 0] ?? 0);
  return activity;
};
