import { InternalError } from '../outcome.js';
import type { Program } from './program.js';

/** Half the distance between 1 and the next double: the largest relative error of one operation. */
const UNIT_ROUNDOFF = 2 ** -53;

/**
 * A lower bound on the cost of every point of the program, integer or not, from any multipliers: good ones
 * (an engine's row duals) make it tight, bad ones only make it weak.
 *
 * For min c'x, L <= Ax <= U, l <= x <= u and multipliers y (y_i > 0 prices L_i, y_i < 0 prices U_i):
 *
 *     d_j = c_j - a_j'y          e_j = g (|c_j| + sum |a_ij y_i|),  g = (k+2)e/(1-(k+2)e),  e = 2^-53
 *     B   = sum_i (y_i > 0 ? y_i L_i : y_i U_i) + sum_j min over d in {d_j - e_j, d_j + e_j}, x in {l_j, u_j} of d x
 *
 * with k the nonzeros of column j: e_j covers every rounding error made in d_j. B is added up with
 * compensation, lowered by 4e times the sum of the terms' sizes (the errors of the products and of the sum)
 * and taken to the next smaller double. No engine's word is in it: safe for the numbers as compiled.
 *
 * A multiplier whose needed side is infinite, or that is not finite itself, is taken as zero.
 *
 * @returns the bound in the unit of the costs; -Infinity where the numbers overflow
 * @throws InternalError where there is not one multiplier a row
 * @source A. Neumaier, O. Shcherbina, Safe bounds in linear and mixed-integer linear programming, 2004;
 * g is Higham's gamma, Accuracy and Stability of Numerical Algorithms, section 3.1
 */
export const safeBound = (program: Program, multipliers: ArrayLike<number>): number => {
  if (multipliers.length !== program.rowCount) {
    throw new InternalError(
      `${multipliers.length} multipliers given; the program has ${program.rowCount} rows`,
    );
  }
  const total = new DownwardSum();
  const reduced = Float64Array.from(program.cost);
  const sizes = Float64Array.from(program.cost, Math.abs);
  const nonzeros = new Int32Array(program.columnCount);
  for (let i = 0; i < program.rowCount; i++) {
    const y = usable(multipliers[i] ?? 0, program.rowLower[i] ?? 0, program.rowUpper[i] ?? 0);
    if (y === 0) continue;
    total.add(y * ((y > 0 ? program.rowLower[i] : program.rowUpper[i]) ?? 0));
    for (let k = program.rowStart[i] ?? 0; k < (program.rowStart[i + 1] ?? 0); k++) {
      const j = program.rowColumn[k] ?? 0;
      const product = (program.rowValue[k] ?? 0) * y;
      reduced[j] = (reduced[j] ?? 0) - product;
      sizes[j] = (sizes[j] ?? 0) + Math.abs(product);
      nonzeros[j] = (nonzeros[j] ?? 0) + 1;
    }
  }
  for (let j = 0; j < program.columnCount; j++) {
    const work = ((nonzeros[j] ?? 0) + 2) * UNIT_ROUNDOFF;
    const error = (work / (1 - work)) * (sizes[j] ?? 0);
    const low = (reduced[j] ?? 0) - error;
    const high = (reduced[j] ?? 0) + error;
    const lower = program.columnLower[j] ?? 0;
    const upper = program.columnUpper[j] ?? 0;
    total.add(Math.min(low * lower, low * upper, high * lower, high * upper));
  }
  return total.below();
};

/** Zero where the multiplier prices a side that does not exist. */
const usable = (multiplier: number, lower: number, upper: number): number =>
  Number.isFinite(multiplier) && Number.isFinite(multiplier > 0 ? lower : upper) ? multiplier : 0;

/** Neumaier's compensated sum that also knows how large its terms were. */
class DownwardSum {
  private sum = 0;
  private lost = 0;
  private size = 0;

  add(term: number): void {
    const next = this.sum + term;
    this.lost += Math.abs(this.sum) >= Math.abs(term) ? this.sum - next + term : term - next + this.sum;
    this.sum = next;
    this.size += Math.abs(term);
  }

  /** A double that is surely below the exact sum of the exact terms. */
  below(): number {
    const bound = this.sum + this.lost - 4 * UNIT_ROUNDOFF * this.size;
    return Number.isFinite(bound) ? nextSmaller(bound) : Number.NEGATIVE_INFINITY;
  }
}

/** The largest double below a finite one: its bits as an integer, one step towards minus infinity. */
export const nextSmaller = (value: number): number => {
  if (value === 0) return -Number.MIN_VALUE;
  const double = new Float64Array([value]);
  const bits = new BigInt64Array(double.buffer);
  bits[0] = (bits[0] ?? 0n) + (value > 0 ? -1n : 1n);
  return double[0] ?? Number.NEGATIVE_INFINITY;
};
