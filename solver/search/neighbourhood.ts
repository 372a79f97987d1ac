import type { Program } from '../program/program.js';

/** How far two values of a whole-number column may be apart and still count as agreed. */
const AGREED = 1e-6;

/**
 * The part of a program around an incumbent that its linear relaxation disagrees with: whole-number columns on
 * which the two agree are fixed, the rest stays free. Small, and often holds a better plan.
 *
 * Source: relaxation induced neighbourhood search, Danna, Rothberg and Le Pape, Mathematical Programming 102 (2005).
 */
export const inducedNeighbourhood = (
  program: Program,
  incumbent: Float64Array,
  linear: Float64Array,
): Program => {
  const columnLower = Float64Array.from(program.columnLower);
  const columnUpper = Float64Array.from(program.columnUpper);
  for (let column = 0; column < program.columnCount; column += 1) {
    const value = incumbent[column];
    if (program.integer[column] !== 1 || value === undefined) continue;
    if (Math.abs(value - (linear[column] ?? Number.NaN)) > AGREED) continue;
    columnLower[column] = value;
    columnUpper[column] = value;
  }
  return { ...program, columnLower, columnUpper };
};
