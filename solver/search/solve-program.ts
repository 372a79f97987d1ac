import type { StopReason } from '../outcome.js';
import { checkPoint, objectiveOf } from '../program/check.js';
import { isProvenGap } from '../program/proof.js';
import { betterBound } from './gap.js';
import { solveLinear } from './linear-phase.js';
import { TreeSearch } from './tree-search.js';
import type { ProgramSource, SearchOptions, SearchResult } from './types.js';

export type { ProgramSource, SearchOptions, SearchResult } from './types.js';

const ENDS: ReadonlySet<StopReason> = new Set(['infeasible', 'cancelled', 'memory']);
/** A relaxed point this whole is a whole point. */
const WHOLE = 1e-7;

/**
 * Solves a program to the wanted gap: linear relaxation and safe bound, then the engine's tree, adding the rows
 * its answers violate until none is left. Knows numbers only.
 */
export const solveProgram = async (source: ProgramSource, options: SearchOptions): Promise<SearchResult> => {
  const linear = await solveLinear(source, options);
  const { result, safe } = linear;
  const program = source.program();
  const base = {
    engine: options.linearEngine,
    rounds: linear.rounds,
    program,
    detail: result.detail,
    ...(safe === undefined ? {} : { safeBound: safe }),
  };
  if (ENDS.has(result.stop)) return { ...base, stop: result.stop };
  const bound = betterBound(safe, result.bound);
  if (result.point && linear.isComplete && bound && checkPoint(program, result.point, WHOLE).feasible) {
    const objective = objectiveOf(program, result.point);
    if (isProvenGap(objective, bound.value))
      return { ...base, stop: 'proven', point: result.point, objective, bound };
  }
  return new TreeSearch(source, options, linear).run();
};
