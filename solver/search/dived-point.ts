import type { EngineLimits } from '../engines/contract.js';
import type { Program } from '../program/program.js';
import type { Budget } from './budget.js';
import { leanColumns, leanRows } from './cuts/lean.js';
import { Dive } from './dive.js';
import { HubDive } from './hub-dive.js';
import type { Hubs } from './hubs.js';
import { cheapestOf } from './linear/cheapest.js';
import { givePriceOf, KeptLinear } from './linear/kept-linear.js';
import { type Landscape, markGroup } from './part.js';
import type { SearchOptions } from './types.js';
import { WHOLE } from './whole.js';

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
/** Share of the cost by which rounding counts up must raise it for hubs to be settled one by one. */
const LUMPY_LEAST = 0.05;

/** A rounded relaxation. */
export interface Dived {
  readonly point: Float64Array;
  /** Whether counts (units, replicas) are whole as well; otherwise they are as the relaxation has them. */
  readonly hasCounts: boolean;
}

/**
 * The relaxation rounded by linear programs, on the few columns and rows that matter near it: hub by hub with all counts
 * where counts are few and dear, openings and then shares otherwise. Undefined where there was no time for the first
 * solve.
 */
export const divedPoint = async (
  land: Landscape,
  hubs: Hubs,
  { linearEngine, engine }: Pick<SearchOptions, 'linearEngine' | 'engine'>,
  budget: Budget,
): Promise<Dived | undefined> => {
  const { program, entries, shape, reduced, multipliers, linear } = land;
  const prices = new Float64Array(shape.demandRows.length).fill(givePriceOf(program));
  const kept = new KeptLinear(program, entries, shape.demandRows, prices);
  const columns = withFree(leanColumns(program, shape, reduced, linear), land, hubs);
  await kept.open(linearEngine, columns, leanRows(program, shape.isLazy, multipliers, linear));
  kept.startFrom(linear, shape.demandRows);
  const firstMs = budget.timeLeftMs;
  const spentFraction = (): number =>
    Number.isFinite(firstMs) ? (firstMs - budget.timeLeftMs) / Math.max(1, firstMs * DIVE_TIME_SHARE) : 0;
  const solveLimits = (): EngineLimits | undefined =>
    budget.over()
      ? undefined
      : budget.limits(DIVE_TIME_SHARE * DIVE_SOLVE_SHARE, Number.POSITIVE_INFINITY, 1, 0);
  try {
    if (hubs.count > 0 && isLumpy(land)) {
      const dive = new HubDive(land, hubs, kept, engine);
      const hub = (): EngineLimits => budget.limits(DIVE_TIME_SHARE, HUB_MS, HUB_NODES, HUB_GAP);
      const point = await dive.run({ spentFraction, linear: solveLimits, hub });
      return point && { point, hasCounts: true };
    }
    const next = (): EngineLimits | undefined => (spentFraction() < 1 ? solveLimits() : undefined);
    const limits = next();
    const { point } = limits ? kept.solve(limits) : {};
    return point && { point: new Dive(program, shape, kept, point).run(next), hasCounts: false };
  } finally {
    kept.dispose();
  }
};

/** Whether rounding counts up by themselves would cost much: units that come by the pack. */
const isLumpy = ({ program, shape, linear }: Landscape): boolean => {
  let total = 0;
  let roundedUp = 0;
  for (let j = 0; j < program.columnCount; j += 1) {
    const value = linear[j] ?? 0;
    const cost = program.cost[j] ?? 0;
    total += cost * value;
    if (program.integer[j] !== 1 || shape.isServing[j] === 1) continue;
    roundedUp += cost * Math.max(0, Math.ceil(value - WHOLE) - value);
  }
  return roundedUp > LUMPY_LEAST * Math.abs(total);
};

/** Columns with the cheapest of each demand row that belong to no hub. */
const withFree = (columns: readonly number[], { program, shape }: Landscape, hubs: Hubs): number[] => {
  const all = new Set(columns);
  const isFree = (j: number): boolean => hubs.ofColumn[j] === -1;
  for (const row of shape.demandRows)
    for (const j of cheapestOf(program, row, program.cost, FREE_COLUMNS, isFree)) all.add(j);
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
