import type { Bound } from '../outcome.js';
import type { Program } from '../program/program.js';

/** What fixed columns cost: the part of the objective that no decision moves. */
export const constantOf = (program: Program): number => {
  let constant = 0;
  for (let column = 0; column < program.columnCount; column += 1) {
    const lower = program.columnLower[column] ?? 0;
    if (lower === program.columnUpper[column]) constant += (program.cost[column] ?? 0) * lower;
  }
  return constant;
};

/** The gap as model.md defines it: against the part of the cost that decisions move. */
export const gapOf = (program: Program, objective: number, bound: number): number =>
  (objective - bound) / Math.max(Math.abs(objective - constantOf(program)), 1e-9);

/** Engines measure a gap against the whole objective: the same money is a smaller share of it. */
export const engineGap = (program: Program, gapFraction: number, objective: number | undefined): number => {
  if (gapFraction === 0 || objective === undefined || objective === 0) return gapFraction;
  return gapFraction * Math.min(1, Math.abs(objective - constantOf(program)) / Math.abs(objective));
};

/** The better of two bounds; a safe one where they are equal. */
export const betterBound = (safe: number | undefined, engine: Bound | undefined): Bound | undefined => {
  if (safe === undefined) return engine;
  return engine && engine.value > safe ? engine : { value: safe, kind: 'safe-lp' };
};
