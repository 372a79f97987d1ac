import { checkPoint, roundIntegers } from '../program/check.js';
import type { Program } from '../program/program.js';
import { fixedIntegers } from '../program/relax.js';

/** A point that passed the check. */
export interface Settled {
  /** Feasible within the tolerance, integers whole. */
  readonly point: Float64Array;
  /** cost'point, recomputed. */
  readonly objective: number;
}

/** Farthest an engine's integer column may be from a whole number and still be taken as that number. */
const INTEGER_SLACK = 1e-5;

/**
 * Turns what an engine returned into a point that may be handed on, or nothing. Integers are rounded and the
 * point is checked. Where rounding alone breaks a row (a unit count of 0.999999 under a load of 1e7), the
 * integers are fixed and `resolve` is asked for the continuous columns.
 *
 * @param resolve - solves a linear program, returning its raw point or undefined
 */
export const settle = (
  program: Program,
  raw: ArrayLike<number>,
  resolve: (linear: Program) => ArrayLike<number> | undefined,
): Settled | undefined => {
  if (raw.length !== program.columnCount || !nearlyWhole(program, raw)) return undefined;
  const rounded = roundIntegers(program, raw);
  const first = checkPoint(program, rounded);
  if (first.feasible) return { point: rounded, objective: first.objective };
  if (!program.integer.includes(1) || rounded.some(Number.isNaN)) return undefined;
  const repaired = resolve(fixedIntegers(program, rounded));
  if (repaired === undefined || repaired.length !== program.columnCount) return undefined;
  const point = roundIntegers(program, repaired);
  const second = checkPoint(program, point);
  return second.feasible ? { point, objective: second.objective } : undefined;
};

const nearlyWhole = (program: Program, raw: ArrayLike<number>): boolean => {
  for (let j = 0; j < program.columnCount; j++) {
    const value = raw[j] ?? Number.NaN;
    if (Number.isNaN(value)) return false;
    if (program.integer[j] === 1 && Math.abs(value - Math.round(value)) > INTEGER_SLACK) return false;
  }
  return true;
};
