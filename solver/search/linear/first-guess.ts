import type { Program } from '../../program/program.js';
import type { ColumnEntries } from '../../program/transpose.js';
import { GUIDED_COLUMNS_LEAST } from '../sizes.js';
import { hybridGradient, type PrimalDual } from './hybrid-gradient.js';
import { guessedCosts, type Shape } from './shape.js';

/** Enough to show what columns and rows matter: twice as many save the simplex that follows less than they take. */
const ITERATIONS = 200;
/** The same where each takes a twentieth of a second. */
const GUIDED_ITERATIONS = 160;

/**
 * A point and multipliers on the way to the optimum of the relaxation, from each demand row served by its cheapest column
 * by a guess at what others have to pay.
 */
export const firstGuess = (
  program: Program,
  entries: ColumnEntries,
  shape: Shape,
  isOver: () => boolean,
): PrimalDual => {
  const point = Float64Array.from(program.columnLower);
  const multipliers = new Float64Array(program.rowCount);
  const guessed = guessedCosts(program, entries, shape);
  for (const row of shape.demandRows) {
    const needed = program.rowLower[row] ?? 0;
    if (needed !== program.rowUpper[row]) continue;
    let best = -1;
    let price = Number.POSITIVE_INFINITY;
    for (let k = program.rowStart[row] ?? 0; k < (program.rowStart[row + 1] ?? 0); k += 1) {
      const j = program.rowColumn[k] ?? 0;
      const cost = (guessed[j] ?? 0) / (program.rowValue[k] ?? 1);
      if (shape.isServing[j] !== 1 || cost >= price) continue;
      price = cost;
      best = k;
    }
    if (best < 0) continue;
    const column = program.rowColumn[best] ?? 0;
    point[column] = Math.min(needed / (program.rowValue[best] ?? 1), program.columnUpper[column] ?? 0);
    multipliers[row] = price;
  }
  const iterations = program.columnCount >= GUIDED_COLUMNS_LEAST ? GUIDED_ITERATIONS : ITERATIONS;
  return hybridGradient(program, entries, { point, multipliers }, { iterations, isOver });
};
