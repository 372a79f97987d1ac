import type { Program } from '../../program/program.js';
import { type BaseRows, baseRows } from './base-rows.js';
import { ROUNDING } from './row-sum.js';

/** Share of its range by which an upper bound must fall to be taken. */
const WORTH = 1e-6;

/**
 * The program with upper bounds of columns as low as its rows, each by itself, leave them: a share of a load that is larger
 * than a site's power, units that no power is there for. Every point that a check accepts keeps them.
 */
export const tightened = (program: Program): Program => {
  const base = baseRows(program, program.rowCount);
  const columnUpper = Float64Array.from(program.columnUpper);
  for (let row = 0; row < program.rowCount; row += 1) tightenBy(base, row, columnUpper);
  return { ...program, columnUpper };
};

const tightenBy = ({ program, upper }: BaseRows, row: number, columnUpper: Float64Array): void => {
  const high = upper[row] ?? Number.POSITIVE_INFINITY;
  if (!Number.isFinite(high)) return;
  const start = program.rowStart[row] ?? 0;
  const end = program.rowStart[row + 1] ?? 0;
  let least = 0;
  let size = Math.abs(high);
  for (let k = start; k < end; k += 1) {
    const part = leastOf(program, k);
    least += part;
    size += Math.abs(part);
  }
  // Rounding of the sums below, with room to spare.
  const error = (end - start + 4) * ROUNDING * size;
  for (let k = start; k < end; k += 1) {
    const j = program.rowColumn[k] ?? 0;
    const value = program.rowValue[k] ?? 0;
    if (!(value > 0)) continue;
    const room = (high - (least - leastOf(program, k)) + error) / value;
    const most = room + 2 * ROUNDING * Math.abs(room);
    const bound = program.integer[j] === 1 ? Math.floor(most) : most;
    const lower = program.columnLower[j] ?? 0;
    const known = columnUpper[j] ?? 0;
    // Below its lower bound no point is left: that is for others to say.
    if (bound >= lower && bound < known - WORTH * Math.max(1, known - lower)) columnUpper[j] = bound;
  }
};

const leastOf = (program: Program, entry: number): number => {
  const j = program.rowColumn[entry] ?? 0;
  const value = program.rowValue[entry] ?? 0;
  return value * ((value > 0 ? program.columnLower : program.columnUpper)[j] ?? 0);
};
