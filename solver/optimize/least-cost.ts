import { type Prepared, prepare } from '../compile/prepare.js';
import type { Plan } from '../plan/types.js';
import type { Problem } from '../problem/types.js';
import type { SolveOptions } from '../result.js';
import { chooseLinearEngine } from '../search/choose-engine.js';
import { cashBoundOf } from './cash-bound.js';
import type { Clock } from './clock.js';
import { type Placed, type PlaceLimits, place } from './place.js';
import type { KnownPlan } from './start-point.js';
import { verify } from './verify.js';

/** A problem solved for a comparison: the plan, its cash, and the least cash any plan can have. */
export interface LeastCost {
  readonly kind: 'found';
  readonly plan: Plan;
  /** Present-worth cash. */
  readonly cost: number;
  readonly bound: number;
  /** To start a wider problem from. */
  readonly start: KnownPlan;
  readonly prepared: Prepared;
  readonly placed: Placed;
}

export interface NoPlan {
  readonly kind: 'none';
  /** `infeasible`: there is none. `not-found`: none was found within the limits. */
  readonly cause: 'infeasible' | 'not-found';
  readonly why: string;
}

const MOST_NAMED = 4;

const named = (ids: readonly string[]): string =>
  ids.length <= MOST_NAMED
    ? ids.join(', ')
    : `${ids.slice(0, MOST_NAMED).join(', ')} and ${ids.length - MOST_NAMED} more`;

/** What a placed problem comes to in cash, and the bound on it. */
export const asLeastCost = async (
  prepared: Prepared,
  placed: Placed,
  options: SolveOptions,
  clock: Clock,
): Promise<LeastCost> => ({
  kind: 'found',
  plan: placed.plan,
  cost: placed.plan.bill.cashPresentWorth,
  bound: await cashBoundOf(prepared, placed, chooseLinearEngine(options.engines, placed.engine), clock),
  start: { compiled: prepared.compiled, point: placed.point },
  prepared,
  placed,
});

/** The cheapest plan of a problem, checked by rules, bill and audit; or why there is none. */
export const leastCostOf = async (
  problem: Problem,
  options: SolveOptions,
  limits: Omit<PlaceLimits, 'narrow'>,
): Promise<LeastCost | NoPlan> => {
  const prepared = prepare(problem);
  const { byStream, demand } = prepared.candidates;
  const orphans = demand.streams.filter((stream) => (byStream[stream.index] ?? []).length === 0);
  if (orphans.length > 0) {
    const why = `nothing may serve ${named(orphans.map((stream) => stream.id))}`;
    return { kind: 'none', cause: 'infeasible', why };
  }
  const result = await place(prepared, options, limits);
  if (result.kind === 'infeasible') return { kind: 'none', cause: 'infeasible', why: 'no plan is permitted' };
  if (result.kind === 'not-found') {
    return {
      kind: 'none',
      cause: 'not-found',
      why: `no plan was found; the search stopped: ${result.search.stop}`,
    };
  }
  verify(prepared, result.placed);
  return asLeastCost(prepared, result.placed, options, limits.clock);
};
