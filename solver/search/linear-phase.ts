import type { EngineResult } from '../engines/contract.js';
import { safeBound } from '../program/bound.js';
import { relaxed } from '../program/relax.js';
import { limitsOf, MOST_ROUNDS, type ProgramSource, type SearchOptions } from './types.js';

export interface LinearPhase {
  readonly result: EngineResult;
  /** Safe bound of the program, from the duals of its relaxation. */
  readonly safe: number | undefined;
  readonly rounds: number;
  /** Whether the relaxation's point keeps every row, written or not. */
  readonly isComplete: boolean;
}

/** The linear relaxation, with every row and cut its optimum needs, and the safe bound from its duals. */
export const solveLinear = async (source: ProgramSource, options: SearchOptions): Promise<LinearPhase> => {
  let rounds = 0;
  for (;;) {
    const program = source.program();
    const result = await options.linearEngine.solve(relaxed(program), limitsOf(options, 0));
    const safe = result.rowDuals ? safeBound(program, result.rowDuals) : undefined;
    if (!result.point || rounds >= MOST_ROUNDS) return { result, safe, rounds, isComplete: false };
    const added = source.addViolated(result.point);
    if (added + (source.addCuts?.(result.point) ?? 0) === 0)
      return { result, safe, rounds, isComplete: true };
    rounds += 1;
  }
};
