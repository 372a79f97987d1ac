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
  const first = roundedPoint(program, raw);
  if (first === undefined || 'point' in first) return first;
  return checked(program, resolve(first.linear));
};

/** As {@link settle}, for an engine that answers later (GLPK in a browser works in a worker of its own). */
export const settleLater = async (
  program: Program,
  raw: ArrayLike<number>,
  resolve: (linear: Program) => Promise<ArrayLike<number> | undefined>,
): Promise<Settled | undefined> => {
  const first = roundedPoint(program, raw);
  if (first === undefined || 'point' in first) return first;
  return checked(program, await resolve(first.linear));
};

/** The rounded point where it holds, the linear program that may repair it, or nothing. */
const roundedPoint = (
  program: Program,
  raw: ArrayLike<number>,
): Settled | { readonly linear: Program } | undefined => {
  if (raw.length !== program.columnCount || !nearlyWhole(program, raw)) return undefined;
  const point = roundIntegers(program, raw);
  const { feasible, objective } = checkPoint(program, point);
  if (feasible) return { point, objective };
  if (!program.integer.includes(1) || point.some(Number.isNaN)) return undefined;
  return { linear: fixedIntegers(program, point) };
};

const checked = (program: Program, repaired: ArrayLike<number> | undefined): Settled | undefined => {
  if (repaired === undefined || repaired.length !== program.columnCount) return undefined;
  const point = roundIntegers(program, repaired);
  const { feasible, objective } = checkPoint(program, point);
  return feasible ? { point, objective } : undefined;
};

const nearlyWhole = (program: Program, raw: ArrayLike<number>): boolean => {
  for (let j = 0; j < program.columnCount; j++) {
    const value = raw[j] ?? Number.NaN;
    if (Number.isNaN(value)) return false;
    if (program.integer[j] === 1 && Math.abs(value - Math.round(value)) > INTEGER_SLACK) return false;
  }
  return true;
};
