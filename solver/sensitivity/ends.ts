import type { Clock } from '../optimize/clock.js';
import { type LeastCost, leastCostOf } from '../optimize/least-cost.js';
import type { InputRange } from '../problem/types.js';
import { isProvenGap, moneyTolerance } from '../program/proof.js';
import type { SolveOptions } from '../result.js';
import { type AtValue, type FixedPlan, fixedPrice, isProblem } from './fixed.js';
import type { Decision, FixedPrice, RangeEnd } from './types.js';

export interface EndQuestion {
  readonly range: InputRange;
  readonly end: 'low' | 'high';
  readonly likely: LeastCost;
  readonly plan: FixedPlan;
  readonly cloudOnly: FixedPlan | undefined;
  readonly readAt: AtValue;
  readonly options: SolveOptions;
  readonly clock: Clock;
  readonly timeShareFraction: number;
  /** Whether the limits of the call are reached. */
  readonly isOver: () => boolean;
}

/** An end of a range, and the plan that was found there. */
export interface SolvedEnd {
  readonly end: RangeEnd;
  readonly solved: LeastCost | undefined;
}

const decisionOf = (fixed: FixedPrice | null, solved: LeastCost | undefined): Decision => {
  if (!fixed || fixed.broken > 0 || !solved) return 'changes';
  const { objective, bound } = solved.plan;
  if (objective < fixed.objective - moneyTolerance(fixed.objective)) return 'changes';
  return isProvenGap(fixed.objective, bound.value) ? 'keeps' : 'open';
};

/** Moves a range to one of its ends: the plan held fixed and priced, then solved again. */
export const moveTo = async (question: EndQuestion): Promise<SolvedEnd> => {
  const { range, end, likely, plan, cloudOnly, readAt, options, clock, timeShareFraction, isOver } = question;
  const value = range[end];
  if (isOver()) return { end: { kind: 'not-reached', end, value }, solved: undefined };
  const problem = readAt(range.pointer, value);
  if (!isProblem(problem))
    return { end: { kind: 'invalid', end, value, issues: problem }, solved: undefined };
  const fixed = await fixedPrice(problem, plan, options);
  const result = await leastCostOf(problem, options, {
    clock,
    timeShareFraction,
    phase: 'sensitivity',
    start: likely.start,
  });
  const solved = result.kind === 'found' ? result : undefined;
  return {
    end: {
      kind: 'moved',
      end,
      value,
      fixed,
      resolved: solved ? { cost: solved.cost, objective: solved.plan.objective, bound: solved.bound } : null,
      cloudOnlyFixed: cloudOnly ? await fixedPrice(problem, cloudOnly, options) : null,
      decision: decisionOf(fixed, solved),
      noPlan: result.kind === 'none' ? result.why : null,
    },
    solved,
  };
};
