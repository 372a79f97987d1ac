import type { Program } from '../program/program.js';
import type { Budget } from './budget.js';
import { leanColumns, leanRows } from './cuts/lean.js';
import { HubDive } from './hub-dive.js';
import type { Hubs } from './hubs.js';
import { cheapestOf } from './linear/cheapest.js';
import { givePriceOf, KeptLinear } from './linear/kept-linear.js';
import type { Landscape } from './part.js';
import type { SearchOptions } from './types.js';

/** Share of the time left that rounding by linear programs may take, and of that a single one. */
const DIVE_TIME_SHARE = 0.35;
const DIVE_SOLVE_SHARE = 0.5;
/** Time and nodes of one hub. */
const HUB_MS = 400;
const HUB_NODES = 200;
/** Gap at which the program of a hub is good enough: its prices are guesses. */
const HUB_GAP = 5e-3;
/** Columns of a demand row that belong to no hub and are taken, so that rounding never leaves one without. */
const FREE_COLUMNS = 3;
/** Values this close to a whole number are whole. */
const WHOLE = 1e-6;

/**
 * The relaxation rounded hub by hub, on the few columns and rows that matter near it. Undefined where there was no time
 * for the first solve.
 */
export const divedPoint = async (
  land: Landscape,
  hubs: Hubs,
  { linearEngine, engine }: Pick<SearchOptions, 'linearEngine' | 'engine'>,
  budget: Budget,
): Promise<Float64Array | undefined> => {
  const { program, entries, shape, reduced, multipliers, linear } = land;
  const prices = new Float64Array(shape.demandRows.length).fill(givePriceOf(program));
  const kept = new KeptLinear(program, entries, shape.demandRows, prices);
  const columns = withFree(leanColumns(program, shape, reduced, linear), land, hubs);
  await kept.open(linearEngine, columns, leanRows(program, shape.isLazy, multipliers, linear));
  kept.startFrom(linear, shape.demandRows);
  const firstMs = budget.timeLeftMs;
  const spentFraction = (): number =>
    Number.isFinite(firstMs) ? (firstMs - budget.timeLeftMs) / Math.max(1, firstMs * DIVE_TIME_SHARE) : 0;
  try {
    return await new HubDive(land, hubs, kept, engine).run({
      spentFraction,
      linear: () =>
        budget.over()
          ? undefined
          : budget.limits(DIVE_TIME_SHARE * DIVE_SOLVE_SHARE, Number.POSITIVE_INFINITY, 1, 0),
      hub: () => budget.limits(DIVE_TIME_SHARE, HUB_MS, HUB_NODES, HUB_GAP),
    });
  } finally {
    kept.dispose();
  }
};

/** Columns with the cheapest of each demand row that belong to no hub. */
const withFree = (columns: readonly number[], { program, shape }: Landscape, hubs: Hubs): number[] => {
  const all = new Set(columns);
  const isFree = (j: number): boolean => hubs.ofColumn[j] === -1;
  for (const row of shape.demandRows)
    for (const j of cheapestOf(program, row, program.cost, FREE_COLUMNS, isFree)) all.add(j);
  return [...all].sort((a, b) => a - b);
};

/** A relaxed point with whole numbers where these are asked for, or nearly reached. */
export const roundedPoint = (program: Program, point: Float64Array): Float64Array =>
  point.map((value, j) => {
    const whole = Math.round(value);
    const near = program.integer[j] === 1 || Math.abs(value - whole) < WHOLE ? whole : value;
    return Math.min(Math.max(near, program.columnLower[j] ?? near), program.columnUpper[j] ?? near);
  });
