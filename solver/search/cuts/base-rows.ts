import { FEASIBILITY_TOLERANCE } from '../../program/check.js';
import type { Program } from '../../program/program.js';
import { ROUNDING } from './row-sum.js';

/** The rows that cuts are derived from: those of a program, and the cuts already in. */
export interface BaseRows {
  readonly program: Program;
  /** Sides as they hold for every point that a check accepts: wider than the program's by what the check forgives. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1 where columns, coefficients and sides are whole: what is left to a side is whole too. */
  readonly isWhole: Uint8Array;
}

/**
 * A whole unit follows from a load a hair above another: a cut may not forbid what a check of points forgives, or a bound
 * would come to lie above a plan that stands. So rows are widened by that tolerance before anything is derived. Rows in whole
 * numbers only are not: their activity is whole, and a violation of one is never forgiven.
 *
 * @param cutsFrom - rows from here on are cuts, and true as they are
 */
export const baseRows = (program: Program, cutsFrom: number): BaseRows => {
  const lower = new Float64Array(program.rowCount);
  const upper = new Float64Array(program.rowCount);
  const isWhole = new Uint8Array(program.rowCount);
  for (let i = 0; i < program.rowCount; i += 1) {
    const low = program.rowLower[i] ?? Number.NEGATIVE_INFINITY;
    const high = program.rowUpper[i] ?? Number.POSITIVE_INFINITY;
    let size = 1;
    let whole = isWholeSide(low) && isWholeSide(high);
    for (let k = program.rowStart[i] ?? 0; k < (program.rowStart[i + 1] ?? 0); k += 1) {
      const j = program.rowColumn[k] ?? 0;
      const value = program.rowValue[k] ?? 0;
      const reach = Math.max(Math.abs(program.columnLower[j] ?? 0), Math.abs(program.columnUpper[j] ?? 0));
      size = Math.max(size, Math.abs(value) * reach);
      if (program.integer[j] !== 1 || !Number.isInteger(value)) whole = false;
    }
    // Forgiven violations of a row of whole numbers stay below one only while its numbers are small.
    if (size * FEASIBILITY_TOLERANCE > 0.01) whole = false;
    isWhole[i] = whole ? 1 : 0;
    const isExact = whole || i >= cutsFrom;
    const forgiven = (side: number): number =>
      isExact ? 0 : FEASIBILITY_TOLERANCE * (1 + ROUNDING) * Math.max(size, Math.abs(side));
    lower[i] = low === Number.NEGATIVE_INFINITY ? low : down(low - forgiven(low), isExact);
    upper[i] = high === Number.POSITIVE_INFINITY ? high : up(high + forgiven(high), isExact);
  }
  return { program, lower, upper, isWhole };
};

const isWholeSide = (side: number): boolean => !Number.isFinite(side) || Number.isInteger(side);
const up = (side: number, isExact: boolean): number =>
  isExact ? side : side + ROUNDING * (Math.abs(side) + Number.MIN_VALUE);
const down = (side: number, isExact: boolean): number =>
  isExact ? side : side - ROUNDING * (Math.abs(side) + Number.MIN_VALUE);
