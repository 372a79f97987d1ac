import type { Engine } from '../engines/contract.js';
import { nextSmaller, safeBound } from '../program/bound.js';
import type { Program } from '../program/program.js';
import { relaxed } from '../program/relax.js';
import { isSmall } from './choose-engine.js';
import { Sift } from './linear/sift.js';
import { choicesOf } from './reduce/choices.js';
import { programOf } from './reduce/components.js';

/** Entries of a program that are read by rows and columns in a millisecond, as often as the first round has to. */
const ENTRIES_A_MS = 1000;
/** Share of the time left that a bound asked for beside the plan may take. */
const TIME_FRACTION = 0.25;

/** What the columns' own ranges give: weak, valid, and there at once. */
export const rangeBound = (program: Program): number =>
  safeBound(program, new Float64Array(program.rowCount));

/**
 * A safe bound of a program from its linear relaxation: large ones by their few columns that matter. Where the time ends
 * first, the best bound of any round, or that of the columns' own ranges.
 *
 * @param leftMs - undefined where no clock decides
 */
export const linearBound = async (
  program: Program,
  linear: Engine,
  leftMs: (() => number | undefined) | undefined,
): Promise<number> => {
  const left = leftMs?.();
  const timeLimitMs = left === undefined ? undefined : Math.max(1, left * TIME_FRACTION);
  if (!isSmall(program) && linear.openLinear) {
    const choices = choicesOf(program);
    if (choices.count > 0) {
      const columns = Int32Array.from(choices.isChoice.keys()).filter((j) => choices.isChoice[j] === 0);
      if (columns.length === 0) return choices.bound;
      const rest = await linearBound(programOf(program, { columns }, true), linear, leftMs);
      const sum = choices.bound + rest;
      return nextSmaller(sum - 2 ** -52 * (Math.abs(choices.bound) + Math.abs(rest)));
    }
    // Where a limit is nearly over, to read a large program by columns would already be more than is left.
    if (timeLimitMs !== undefined && timeLimitMs * ENTRIES_A_MS < program.rowColumn.length)
      return rangeBound(program);
    const sifted = await new Sift(
      { program: () => program, addViolated: () => 0 },
      { engine: linear, linearEngine: linear, gapFraction: 0, timeLeftMs: () => timeLimitMs, cuts: false },
    ).run(linear);
    return sifted?.bound ?? rangeBound(program);
  }
  const limits = isSmall(program) || timeLimitMs === undefined ? {} : { timeLimitMs };
  const { rowDuals } = await linear.solve(relaxed(program), { gapFraction: 0, ...limits });
  return rowDuals ? safeBound(program, rowDuals) : rangeBound(program);
};
