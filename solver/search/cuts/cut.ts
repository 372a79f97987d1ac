import type { UpperRow } from '../../program/with-rows.js';

/** A row that every point a check accepts keeps. */
export type Cut = UpperRow;

/** How far a point is on the wrong side of a cut, in the unit of the columns: distance in space. */
export const efficacyOf = (cut: Cut, point: ArrayLike<number>): number => {
  let activity = 0;
  let square = 0;
  for (let k = 0; k < cut.columns.length; k += 1) {
    const value = cut.values[k] ?? 0;
    activity += value * (point[cut.columns[k] ?? 0] ?? 0);
    square += value * value;
  }
  return square > 0 ? (activity - cut.upper) / Math.sqrt(square) : 0;
};
