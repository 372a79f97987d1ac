import type { InputRange } from '../problem/types.js';
import { moneyTolerance } from '../program/proof.js';
import type { SolveOptions } from '../result.js';
import { crossingOf } from './crossing.js';
import { type AtValue, type FixedPlan, fixedPrice, isProblem } from './fixed.js';
import type { BreakEven } from './types.js';

export interface BreakEvenQuestion {
  readonly range: InputRange;
  readonly plan: FixedPlan;
  readonly other: FixedPlan;
  readonly against: BreakEven['against'];
  /** Ends to look towards from the likely value. */
  readonly towards: readonly ('low' | 'high')[];
  readonly isWhole: boolean;
  readonly readAt: AtValue;
  readonly options: SolveOptions;
  /** Whether the limits of the call are reached. */
  readonly isOver: () => boolean;
}

const nowhere = (against: BreakEven['against'], kind: 'none' | 'not-priced' | 'not-reached'): BreakEven => ({
  against,
  kind,
  value: null,
  below: null,
  above: null,
  isPermitted: null,
});

/**
 * The value of a range at which a plan and another, both as they stand, cost the same: the zero of the difference of their
 * prices, shadow costs included. Looked for between the likely value and each end in turn.
 */
export const breakEven = async (question: BreakEvenQuestion): Promise<BreakEven> => {
  const { range, plan, other, against, towards, isWhole, readAt, options, isOver } = question;
  let tolerance = 0;
  const difference = async (at: number): Promise<number | undefined> => {
    if (isOver()) return undefined;
    const problem = readAt(range.pointer, at);
    if (!isProblem(problem)) return undefined;
    const mine = await fixedPrice(problem, plan, options);
    const theirs = await fixedPrice(problem, other, options);
    if (!mine || !theirs) return undefined;
    tolerance = Math.max(tolerance, moneyTolerance(mine.objective));
    return mine.objective - theirs.objective;
  };
  const likely = await difference(range.likely);
  if (likely === undefined) return nowhere(against, isOver() ? 'not-reached' : 'not-priced');
  // The side on which the difference has the sign of `from` is the plan's where it is the cheaper one at the likely value.
  const sign = likely <= tolerance ? 1 : -1;
  for (const end of towards) {
    if (range[end] === range.likely) continue;
    const last = await difference(range[end]);
    if (last === undefined) return nowhere(against, isOver() ? 'not-reached' : 'not-priced');
    if (sign * last <= tolerance) continue;
    const found = await crossingOf(
      async (at) => {
        const value = await difference(at);
        return value === undefined ? undefined : sign * value;
      },
      { at: range.likely, value: Math.min(0, sign * likely) },
      { at: range[end], value: sign * last },
      tolerance,
      isWhole,
    );
    if (!found) return nowhere(against, isOver() ? 'not-reached' : 'not-priced');
    const problem = readAt(range.pointer, found.isMet ? found.value : found.above);
    const there = isProblem(problem) ? await fixedPrice(problem, other, options) : null;
    return {
      against,
      kind: found.isMet ? 'found' : 'jump',
      value: found.isMet ? found.value : null,
      below: sign === 1 ? found.below : found.above,
      above: sign === 1 ? found.above : found.below,
      isPermitted: there === null ? null : there.broken === 0,
    };
  }
  return nowhere(against, 'none');
};
