import type { Engine, EngineLimits } from '../engines/contract.js';
import type { Program } from '../program/program.js';
import type { Budget } from './budget.js';
import { leanColumns, leanRows } from './cuts/lean.js';
import { Dive } from './dive.js';
import { givePriceOf, KeptLinear } from './linear/kept-linear.js';
import { type Landscape, markGroup } from './part.js';

/** Share of the time left that rounding by linear programs may take, and of that a single one. */
const DIVE_TIME_SHARE = 0.35;
const DIVE_SOLVE_SHARE = 0.5;
/** Values this close to a whole number are whole. */
const WHOLE = 1e-6;

/**
 * The relaxation with openings and demand rows rounded one after the other, on the few columns and rows that matter near
 * it. Undefined where there was no time for the first solve.
 */
export const divedPoint = async (
  land: Landscape,
  linearEngine: Engine,
  budget: Budget,
): Promise<Float64Array | undefined> => {
  const { program, entries, shape, reduced, multipliers, linear } = land;
  const prices = new Float64Array(shape.demandRows.length).fill(givePriceOf(program));
  const kept = new KeptLinear(program, entries, shape.demandRows, prices);
  const columns = withLight(leanColumns(program, shape, reduced, linear), land);
  await kept.open(linearEngine, columns, leanRows(program, shape.isLazy, multipliers, linear));
  kept.startFrom(linear, shape.demandRows);
  try {
    const leastMs = budget.timeLeftMs * (1 - DIVE_TIME_SHARE);
    const next = (): EngineLimits | undefined => {
      if (budget.over() || budget.timeLeftMs < leastMs) return undefined;
      return budget.limits(DIVE_TIME_SHARE * DIVE_SOLVE_SHARE, Number.POSITIVE_INFINITY, 1, 0);
    };
    const limits = next();
    const { point } = limits ? kept.solve(limits) : {};
    return point && new Dive(program, shape, kept, point).run(next);
  } finally {
    kept.dispose();
  }
};

/** Columns with the cheapest of each demand row that nothing else weighs on, so that rounding never leaves one without. */
const withLight = (columns: readonly number[], { program, entries, shape }: Landscape): number[] => {
  const all = new Set(columns);
  for (const row of shape.demandRows) {
    let best = -1;
    for (let k = program.rowStart[row] ?? 0; k < (program.rowStart[row + 1] ?? 0); k += 1) {
      const j = program.rowColumn[k] ?? 0;
      const isLight = (entries.start[j + 1] ?? 0) - (entries.start[j] ?? 0) === 1;
      if (isLight && (best < 0 || (program.cost[j] ?? 0) < (program.cost[best] ?? 0))) best = j;
    }
    if (best >= 0) all.add(best);
  }
  return [...all].sort((a, b) => a - b);
};

/** Columns that leave every group where a point has it, or where nothing weighs on it, and all counts. */
export const whereItStands = (land: Landscape, point: Float64Array): Uint8Array => {
  const { program, shape, groups } = land;
  const { columnLower, columnUpper, integer, columnCount } = program;
  const isFree = new Uint8Array(columnCount);
  for (let group = 0; group < groups.count; group += 1) markGroup(land, isFree, group, 0, [point]);
  for (let j = 0; j < columnCount; j += 1) {
    const isSwitch = integer[j] === 1 && (columnUpper[j] ?? 0) - (columnLower[j] ?? 0) <= 1;
    if (shape.isServing[j] !== 1 && !isSwitch) isFree[j] = 1;
  }
  return isFree;
};

/** A relaxed point with whole numbers where these are asked for, or nearly reached. */
export const roundedPoint = (program: Program, point: Float64Array): Float64Array =>
  point.map((value, j) => {
    const whole = Math.round(value);
    const near = program.integer[j] === 1 || Math.abs(value - whole) < WHOLE ? whole : value;
    return Math.min(Math.max(near, program.columnLower[j] ?? near), program.columnUpper[j] ?? near);
  });
