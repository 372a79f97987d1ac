import { candidateFinder } from '../candidates/find.js';
import type { HeldBank } from '../candidates/types.js';
import type { Compiled } from '../compile/compile.js';
import type { UnitsDecision } from '../decisions/types.js';
import { neededUnits, polish } from './polish.js';
import type { Plan } from './types.js';

/** A share below this is rounding, not a placement. */
const TINY_SHARE = 1e-7;

/** What an earlier plan says about a program of the same or a changed problem. */
export interface WarmPoint {
  /** A value for every column; it may break rows. */
  readonly point: Float64Array;
  /** Streams the plan places whole where they may still be; the others were put at their cheapest bank. */
  readonly placedStreams: number;
}

/** Puts a plan's shares on the columns of pairs that still exist; returns the streams that are whole. */
const placeShares = ({ decisions }: Compiled, plan: Plan, point: Float64Array): Set<number> => {
  const find = candidateFinder(decisions.candidates);
  const sums = new Map<number, number>();
  for (const placement of plan.placements) {
    const candidate = find(placement.stream, placement.bank);
    if (!candidate) continue;
    const { stream, index } = candidate;
    const standby = decisions.standbyColumn[index] ?? -1;
    point[decisions.placeColumn[index] ?? -1] = placement.shareFraction;
    if (standby >= 0) point[standby] = placement.standbyFraction;
    sums.set(stream.index, (sums.get(stream.index) ?? 0) + placement.shareFraction);
  }
  const whole = new Set<number>();
  for (const stream of decisions.candidates.demand.streams)
    if (Math.abs((sums.get(stream.index) ?? 0) - stream.copies) <= TINY_SHARE) whole.add(stream.index);
  return whole;
};

/** A stream whose places are gone, new or in part lost: whole at the banks that cost least by themselves. */
const placeAnew = (
  compiled: Compiled,
  streamIndex: number,
  cost: Float64Array,
  point: Float64Array,
): void => {
  const { candidates, demand, byStream } = compiled.decisions.candidates;
  const indices = [...(byStream[streamIndex] ?? [])];
  const columnOf = (index: number): number => compiled.decisions.placeColumn[index] ?? -1;
  for (const index of indices) point[columnOf(index)] = 0;
  indices.sort((a, b) => (cost[columnOf(a)] ?? 0) - (cost[columnOf(b)] ?? 0) || a - b);
  const domains = new Set<string>();
  for (const index of indices) {
    if (domains.size >= (demand.streams[streamIndex]?.copies ?? 1)) break;
    const domain = candidates[index]?.bank.site.failureDomain ?? '';
    if (domains.has(domain)) continue;
    domains.add(domain);
    point[columnOf(index)] = 1;
  }
};

const bankOf = (banks: readonly HeldBank[], id: string): HeldBank | undefined =>
  banks.find((bank) => bank.id === id);

/** The plan's units on the columns they still have, kept ones first. */
const placeUnits = (
  compiled: Compiled,
  plan: Plan,
  banks: readonly HeldBank[],
  point: Float64Array,
): void => {
  for (const { offer, bank, unitsKept, unitsFurther } of plan.units) {
    const held = bankOf(banks, bank);
    const one = (held && compiled.decisions.unitsOfBank[held.index])?.find(
      (units) => units.offer.id === offer,
    );
    if (!one) continue;
    const all = unitsKept + unitsFurther;
    const kept = one.keptColumn < 0 ? 0 : Math.min(all, one.keptMaxUnits);
    if (one.keptColumn >= 0) point[one.keptColumn] = kept;
    if (one.packsColumn >= 0)
      point[one.packsColumn] = Math.min(one.packsMax, Math.ceil((all - kept) / one.unitsPerPack));
  }
};

/** Takes further units where a bank's load needs them, the cheapest offers first. */
const addUnits = (
  units: readonly UnitsDecision[],
  cost: Float64Array,
  point: Float64Array,
  needed: number,
): void => {
  const steps = units
    .flatMap((one) => [
      { column: one.keptColumn, size: 1, most: one.keptMaxUnits },
      { column: one.packsColumn, size: one.unitsPerPack, most: one.packsMax },
    ])
    .filter((step) => step.column >= 0)
    .sort((a, b) => (cost[a.column] ?? 0) / a.size - (cost[b.column] ?? 0) / b.size || a.column - b.column);
  const have = (step: (typeof steps)[number]): number => (point[step.column] ?? 0) * step.size;
  let missing = needed - steps.reduce((sum, step) => sum + have(step), 0);
  for (const step of steps) {
    if (missing <= 0) return;
    const room = step.most - (point[step.column] ?? 0);
    const more = Math.min(room, Math.ceil(missing / step.size));
    point[step.column] = (point[step.column] ?? 0) + more;
    missing -= more * step.size;
  }
};

/**
 * A point of a program from an earlier plan of the same problem, or of one that was changed since: shares where the pair
 * still exists, lost streams at their cheapest bank, units as many as the load now needs. Nothing of it is trusted: whoever
 * starts from it checks it as any other point.
 */
export const warmPoint = (compiled: Compiled, plan: Plan): WarmPoint => {
  const { decisions } = compiled;
  const { cost, columnLower, columnCount } = compiled.program();
  const point = Float64Array.from({ length: columnCount }, (_, column) => columnLower[column] ?? 0);
  const whole = placeShares(compiled, plan, point);
  for (const stream of decisions.candidates.demand.streams)
    if (!whole.has(stream.index)) placeAnew(compiled, stream.index, cost, point);
  const banks = decisions.candidates.banks.filter((bank): bank is HeldBank => bank.kind === 'held');
  placeUnits(compiled, plan, banks, point);
  for (const bank of banks) {
    const needed = neededUnits(compiled, point, bank);
    addUnits(decisions.unitsOfBank[bank.index] ?? [], cost, point, needed);
  }
  return { point: polish(compiled, point, cost, 'drop'), placedStreams: whole.size };
};
