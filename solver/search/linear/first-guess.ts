import type { Program } from '../../program/program.js';
import { type ColumnEntries, reducedCosts, transpose } from '../../program/transpose.js';
import { cheapestOf } from './cheapest.js';
import { hybridGradient, type PrimalDual } from './hybrid-gradient.js';
import type { Repair } from './repair.js';
import { guessedCosts, type Shape } from './shape.js';
import { withColumns } from './with-columns.js';

/** Iterations over all columns, and over those that these show to matter. */
declare const process: { env: Record<string, string> };
const WIDE_ITERATIONS = Number(process.env.WI ?? 80);
const NARROW_ITERATIONS = Number(process.env.NI ?? 300);
/** Columns of a demand row that go on, and values from which a column does whatever it costs. */
const NARROW_COLUMNS = Number(process.env.NC ?? 12);
const NARROW_VALUE = 1e-3;

/**
 * A point and multipliers near the optimum of the relaxation, from each demand row served by its cheapest column by a
 * guess at what others have to pay.
 */
export const firstGuess = (
  program: Program,
  entries: ColumnEntries,
  shape: Shape,
  repair: Repair,
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
  const wide = hybridGradient(
    program,
    entries,
    { point, multipliers },
    { iterations: WIDE_ITERATIONS, isOver },
  );
  const columns = mattering(program, shape, repair, wide);
  const part = withColumns(program, columns);
  const narrow = hybridGradient(
    part,
    transpose(part),
    { ...wide, point: Float64Array.from(columns, (j) => wide.point[j] ?? 0) },
    { iterations: NARROW_ITERATIONS, isOver },
  );
  const whole = Float64Array.from(program.columnLower);
  columns.forEach((j, place) => {
    whole[j] = narrow.point[place] ?? 0;
  });
  return { ...narrow, point: whole };
};

/** Columns that serve no demand row, those in use, and the cheapest of each demand row; ascending. */
const mattering = (
  program: Program,
  shape: Shape,
  repair: Repair,
  { point, multipliers }: PrimalDual,
): Int32Array => {
  const { reduced } = repair.repaired(program, { multipliers, reduced: reducedCosts(program, multipliers) });
  const isIn = new Uint8Array(program.columnCount);
  for (let j = 0; j < program.columnCount; j += 1)
    isIn[j] = shape.isServing[j] !== 1 || (point[j] ?? 0) > NARROW_VALUE ? 1 : 0;
  for (const row of shape.demandRows) {
    // Where more than one column has to serve, or others than those that serve already, a few may not be able to.
    const isPlain = program.rowLower[row] === 1 && program.rowUpper[row] === 1;
    const most = isPlain ? NARROW_COLUMNS : Number.POSITIVE_INFINITY;
    for (const j of cheapestOf(program, row, reduced, most, (k) => isIn[k] !== 1)) isIn[j] = 1;
  }
  return Int32Array.from(isIn.keys()).filter((j) => isIn[j] === 1);
};
