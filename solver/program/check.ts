import { InternalError } from '../outcome.js';
import type { Program } from './program.js';

/**
 * Largest scaled violation at which a point still counts as feasible. Engines work to 1e-7 (HiGHS, GLPK)
 * and 1e-6 for integers in MIPs (HiGHS); this is the weakest of them, so no engine's own point is lost.
 */
export const FEASIBILITY_TOLERANCE = 1e-6;

/** What a point is worth, recomputed from the program alone. */
export interface PointCheck {
  /** cost'point, compensated sum. */
  readonly objective: number;
  /** A x, one entry a row. */
  readonly rowActivity: Float64Array;
  /** Largest row violation, divided by the size of the row (see {@link checkPoint}). */
  readonly rowViolation: number;
  /** Row of the largest row violation; -1 where every row holds exactly. */
  readonly worstRow: number;
  /** Largest column bound violation, divided by max(1, |bound|). */
  readonly boundViolation: number;
  /** Largest distance of an integer column from a whole number, undivided. */
  readonly integralityViolation: number;
  /** All three violations are at most the tolerance. */
  readonly feasible: boolean;
}

/**
 * Recomputes row activity, objective, bounds and integrality of a point; nobody's word is taken.
 *
 * A row's violation is divided by max(1, |violated bound|, largest |coefficient x value| in it): that is the
 * size at which the row's numbers are known, so a row in watts and a row in megawatts are judged alike.
 *
 * @param tolerance - largest scaled violation that still counts as feasible
 * @throws InternalError where the point has another length than the program has columns
 */
export const checkPoint = (
  program: Program,
  point: ArrayLike<number>,
  tolerance: number = FEASIBILITY_TOLERANCE,
): PointCheck => {
  if (point.length !== program.columnCount) {
    throw new InternalError(
      `a point has ${point.length} values; the program has ${program.columnCount} columns`,
    );
  }
  const columns = checkColumns(program, point);
  const rows = checkRows(program, point);
  const worst = Math.max(columns.boundViolation, columns.integralityViolation, rows.rowViolation);
  return {
    ...columns,
    ...rows,
    // `worst <= tolerance` is false for NaN, so a point with NaN in it is never feasible.
    feasible: worst <= tolerance && Number.isFinite(columns.objective),
  };
};

/**
 * A copy of the point with values clamped into their column bounds and integer columns rounded.
 * Clamping is for violations within an engine's tolerance; {@link checkPoint} judges what it did to the rows.
 */
export const roundIntegers = (program: Program, point: ArrayLike<number>): Float64Array => {
  const rounded = new Float64Array(program.columnCount);
  for (let j = 0; j < program.columnCount; j++) {
    const value = point[j] ?? Number.NaN;
    const whole = program.integer[j] === 1 ? Math.round(value) : value;
    const clamped = Math.min(Math.max(whole, program.columnLower[j] ?? 0), program.columnUpper[j] ?? 0);
    rounded[j] = clamped === 0 ? 0 : clamped; // no -0 in a plan
  }
  return rounded;
};

/** cost'point by Neumaier's compensated sum: the same number whichever engine found the point. */
export const objectiveOf = (program: Program, point: ArrayLike<number>): number => {
  let sum = 0;
  let lost = 0;
  for (let j = 0; j < program.columnCount; j++) {
    const term = (program.cost[j] ?? 0) * (point[j] ?? Number.NaN);
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum + lost;
};

const checkColumns = (program: Program, point: ArrayLike<number>) => {
  let boundViolation = 0;
  let integralityViolation = 0;
  for (let j = 0; j < program.columnCount; j++) {
    const value = point[j] ?? Number.NaN;
    const lower = program.columnLower[j] ?? Number.NaN;
    const upper = program.columnUpper[j] ?? Number.NaN;
    boundViolation = Math.max(
      boundViolation,
      (lower - value) / Math.max(1, Math.abs(lower)),
      (value - upper) / Math.max(1, Math.abs(upper)),
    );
    if (program.integer[j] === 1) {
      integralityViolation = Math.max(integralityViolation, Math.abs(value - Math.round(value)));
    }
  }
  return { objective: objectiveOf(program, point), boundViolation, integralityViolation };
};

const checkRows = (program: Program, point: ArrayLike<number>) => {
  const rowActivity = new Float64Array(program.rowCount);
  let rowViolation = 0;
  let worstRow = -1;
  for (let i = 0; i < program.rowCount; i++) {
    let activity = 0;
    let size = 1;
    for (let k = program.rowStart[i] ?? 0; k < (program.rowStart[i + 1] ?? 0); k++) {
      const term = (program.rowValue[k] ?? 0) * (point[program.rowColumn[k] ?? -1] ?? Number.NaN);
      activity += term;
      size = Math.max(size, Math.abs(term));
    }
    rowActivity[i] = activity;
    const below = scaled((program.rowLower[i] ?? 0) - activity, program.rowLower[i] ?? 0, size);
    const above = scaled(activity - (program.rowUpper[i] ?? 0), program.rowUpper[i] ?? 0, size);
    const violation = Math.max(below, above);
    if (violation > rowViolation || Number.isNaN(violation)) {
      rowViolation = violation;
      worstRow = i;
      if (Number.isNaN(violation)) break;
    }
  }
  return { rowActivity, rowViolation, worstRow };
};

/** An infinite bound is never violated; dividing infinity by infinity would say NaN. */
const scaled = (violation: number, bound: number, size: number): number =>
  violation === Number.NEGATIVE_INFINITY ? 0 : violation / Math.max(size, Math.abs(bound));
