import type { Program } from '../../program/program.js';
import { activityOf } from './activity.js';

/** Rows among those asked for whose upper side a point is above by more than the tolerance. */
export const brokenRows = (
  program: Program,
  point: Float64Array,
  tolerance: number,
  isAskedFor: (row: number) => boolean,
): number[] => {
  const rows: number[] = [];
  for (let i = 0; i < program.rowCount; i += 1)
    if (isAskedFor(i) && activityOf(program, i, point) > (program.rowUpper[i] ?? 0) + tolerance) rows.push(i);
  return rows;
};
