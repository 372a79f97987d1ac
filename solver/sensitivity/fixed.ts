import { pricePlan } from '../optimize/price.js';
import { parseProblem } from '../optimize/read-problem.js';
import type { Issue } from '../problem/issue.js';
import type { ParseOptions } from '../problem/parse.js';
import { withNumberAtPointer } from '../problem/ranges.js';
import type { Problem } from '../problem/types.js';
import type { PlacementRow, SolveOptions } from '../result.js';
import { cloudOnlyProblem } from '../tei/compare.js';
import type { FixedPrice } from './types.js';

/** A plan that is held fixed while an input moves. */
export interface FixedPlan {
  readonly rows: readonly PlacementRow[];
  /** Whether it answers the cloud-only problem, and is held against that. */
  readonly isCloudOnly: boolean;
}

/** The problem of a planner with one of its ranges at another value. */
export type AtValue = (pointer: string, value: number) => Problem | readonly Issue[];

export const isProblem = (read: Problem | readonly Issue[]): read is Problem => !Array.isArray(read);

/** Reads the problem with one range at a value and every other at its likely one. */
export const readAt =
  (raw: unknown, options: ParseOptions): AtValue =>
  (pointer, value) => {
    const read = parseProblem(withNumberAtPointer(raw, pointer, value), options);
    return read.ok ? read.problem : read.issues;
  };

/** A fixed plan's price in a problem; null where it cannot be had there. */
export const fixedPrice = async (
  problem: Problem,
  { rows, isCloudOnly }: FixedPlan,
  options: SolveOptions,
): Promise<FixedPrice | null> => {
  const { plan, broken, violations } = await pricePlan(
    isCloudOnly ? cloudOnlyProblem(problem).problem : problem,
    rows,
    options,
  );
  if (!plan) return null;
  return {
    cost: plan.bill.cashPresentWorth,
    objective: plan.objective,
    broken: broken.length + violations.length,
  };
};
