import type { Program } from '../../program/program.js';
import type { Shape } from './shape.js';

/**
 * Multipliers with which no left-out column of a demand row has a negative reduced cost: what a row's own columns lack is
 * taken from its multiplier, once and not for each of them.
 *
 * @param reduced - reduced costs under the multipliers as they are
 * @param hasColumn - whether a column is in the part that was solved
 */
export const loweredMultipliers = (
  program: Program,
  shape: Shape,
  multipliers: Float64Array,
  reduced: Float64Array,
  hasColumn: (column: number) => boolean,
): Float64Array => {
  const lowered = Float64Array.from(multipliers);
  for (const row of shape.demandRows) {
    if (program.rowLower[row] !== program.rowUpper[row]) continue;
    let least = 0;
    for (let k = program.rowStart[row] ?? 0; k < (program.rowStart[row + 1] ?? 0); k += 1) {
      const j = program.rowColumn[k] ?? 0;
      if (shape.isServing[j] === 1 && !hasColumn(j))
        least = Math.min(least, (reduced[j] ?? 0) / (program.rowValue[k] ?? 1));
    }
    lowered[row] = (lowered[row] ?? 0) + least;
  }
  return lowered;
};
