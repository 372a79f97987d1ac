import type { Program } from '../../solver/program/program.js';

/** Binary places kept behind the point: the smallest double is 2^-1074. */
const PLACES = 1074n;

/** A double as an exact count of 2^-1074. */
export const exact = (value: number): bigint => {
  if (value === 0) return 0n;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const mantissa = (bits & 0xfffffffffffffn) | (exponent === 0n ? 0n : 0x10000000000000n);
  const shift = (exponent === 0n ? 1n : exponent) - 1075n + PLACES;
  if (!Number.isFinite(value)) throw new Error(`${value} is not a finite number`);
  return (value < 0 ? -mantissa : mantissa) << shift;
};

/** Back to a double, to nine decimal places. */
export const approximate = (count: bigint): number => Number((count * 10n ** 9n) >> PLACES) / 1e9;

/**
 * The true optimum of an all-integer program in exact arithmetic on its compiled numbers, by trying every
 * point; undefined where no point is feasible.
 */
export const exactOptimum = (program: Program): bigint | undefined => {
  let best: bigint | undefined;
  for (const point of points(program)) {
    if (!holds(program, point)) continue;
    let cost = 0n;
    for (let j = 0; j < program.columnCount; j++) cost += exact(program.cost[j] ?? 0) * BigInt(point[j] ?? 0);
    if (best === undefined || cost < best) best = cost;
  }
  return best;
};

/** Every integer point within the column bounds. */
export function* points(program: Program): Generator<readonly number[]> {
  const count = program.columnCount;
  const point = Array.from(program.columnLower, Math.ceil);
  for (;;) {
    yield point;
    let j = 0;
    for (; j < count; j++) {
      if ((point[j] ?? 0) + 1 <= (program.columnUpper[j] ?? 0)) break;
      point[j] = Math.ceil(program.columnLower[j] ?? 0);
    }
    if (j === count) return;
    point[j] = (point[j] ?? 0) + 1;
  }
}

const holds = (program: Program, point: readonly number[]): boolean => {
  for (let i = 0; i < program.rowCount; i++) {
    let activity = 0n;
    for (let k = program.rowStart[i] ?? 0; k < (program.rowStart[i + 1] ?? 0); k++) {
      activity += exact(program.rowValue[k] ?? 0) * BigInt(point[program.rowColumn[k] ?? 0] ?? 0);
    }
    const lower = program.rowLower[i] ?? 0;
    const upper = program.rowUpper[i] ?? 0;
    if (Number.isFinite(lower) && activity < exact(lower)) return false;
    if (Number.isFinite(upper) && activity > exact(upper)) return false;
  }
  return true;
};

/**
 * What the bound of model.md section 6 would be without rounding, in counts of 2^-3222. Every multiplier must
 * price a side that exists.
 */
export const exactLagrangian = (program: Program, multipliers: readonly number[]): bigint => {
  let total = 0n;
  const reduced = Array.from(program.cost, (cost) => exact(cost) << PLACES);
  multipliers.forEach((y, i) => {
    if (y === 0) return;
    const side = (y > 0 ? program.rowLower[i] : program.rowUpper[i]) ?? 0;
    total += (exact(y) * exact(side)) << PLACES;
    for (let k = program.rowStart[i] ?? 0; k < (program.rowStart[i + 1] ?? 0); k++) {
      const j = program.rowColumn[k] ?? 0;
      reduced[j] = (reduced[j] ?? 0n) - exact(program.rowValue[k] ?? 0) * exact(y);
    }
  });
  reduced.forEach((d, j) => {
    total += d * exact((d > 0n ? program.columnLower[j] : program.columnUpper[j]) ?? 0);
  });
  return total;
};

/** A double as a count of 2^-3222, to set beside {@link exactLagrangian}. */
export const exactThird = (value: number): bigint => exact(value) << (2n * PLACES);
