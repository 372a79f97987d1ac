import { safeBound } from '../../program/bound.js';
import type { Program } from '../../program/program.js';
import { reducedCosts } from '../../program/transpose.js';
import type { KeptLinear } from './kept-linear.js';
import type { Repair } from './repair.js';

/** Rounds after which the second bound is what it is, and the relative gain of a round that is not worth another. */
const MOST_ROUNDS = 6;
const WORTH = 1e-4;

export interface SecondBoundSteps {
  /** Solves the kept program with the costs it has; undefined where a limit came first. */
  readonly solve: () => { readonly point: Float64Array; readonly rowDuals: Float64Array } | undefined;
  /** Columns left out that reduced costs find too cheap for it. */
  readonly priced: (reduced: Float64Array) => readonly number[];
  readonly broken: (point: Float64Array) => readonly number[];
}

/** What multipliers of any kind bound, once repaired, and the reduced costs under them as they were. */
export const boundUnder = (
  program: Program,
  repair: Repair,
  duals: Float64Array,
): { readonly bound: number; readonly reduced: Float64Array } => {
  const reduced = reducedCosts(program, duals);
  const repaired = repair.repaired(program, { multipliers: duals, reduced });
  return { bound: Math.max(safeBound(program, duals), safeBound(program, repaired.multipliers)), reduced };
};

/**
 * A safe bound of the same program under other costs. It starts from multipliers and the basis of the first costs: points
 * that keep the rows still do, so that simplex has little left to do. A bound that ends early is lower and still holds.
 *
 * @param multipliers - good ones under the first costs
 */
export const secondBound = (
  program: Program,
  kept: KeptLinear,
  repair: Repair,
  multipliers: Float64Array,
  { solve, priced, broken }: SecondBoundSteps,
): number => {
  let best = boundUnder(program, repair, multipliers).bound;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const solved = solve();
    if (!solved) break;
    const { bound, reduced } = boundUnder(program, repair, solved.rowDuals);
    const gain = bound - best;
    best = Math.max(best, bound);
    if (round > 0 && gain <= WORTH * Math.abs(best)) break;
    const columns = priced(reduced);
    const rows = broken(solved.point);
    if (columns.length + rows.length === 0) break;
    kept.addRows(rows);
    kept.addColumns(columns);
  }
  return best;
};
