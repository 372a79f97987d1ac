import { candidateFinder } from '../candidates/find.js';
import type { Admit } from '../candidates/types.js';
import { ALL_CONSTRAINTS } from '../compile/compile.js';
import { candidatesOf } from '../compile/prepare.js';
import type { Plan } from '../plan/types.js';
import type { Problem } from '../problem/types.js';
import type { BrokenRequirement, PriceResult } from '../result.js';
import { readPlan } from '../rules/reading.js';
import { brokenRequirements } from './relaxed-cloud.js';

const WAIVED: ReadonlySet<string> = new Set([
  'rule',
  'pin',
  'ban',
  'network-rtt',
  'network-jitter',
  'first-token',
  'per-output-token',
  'end-to-end',
  'time-not-stated',
  'too-large',
]);
/** Refusals that a planner's own plan may go against: they stand beside its price and never prevent it. */
export const waiveForPricing: Admit = (exclusion) => WAIVED.has(exclusion.code);

/** What a plan breaks of a problem. */
export interface PlanCheck {
  /** `another-problem`: the plan names things the problem does not have, so it cannot be held against it. */
  readonly kind: 'checked' | 'another-problem';
  /** Rules and service levels its placements go against. */
  readonly broken: readonly BrokenRequirement[];
  /** Limits of capacity, power and policy it goes beyond. */
  readonly violations: PriceResult['violations'];
  /** Why it could not be held against the problem. */
  readonly problems: readonly string[];
}

/** Named so that a long list of misfits stays short. */
const MOST_PROBLEMS = 10;

/**
 * Holds a plan against a problem: every rule, service level and limit it breaks, with the figures. Nothing is re-priced.
 *
 * @example
 * checkPlan(problem, result.plan).broken; // [] for a plan that `solve` found for this problem
 */
export const checkPlan = (problem: Problem, plan: Plan): PlanCheck => {
  const stated = candidatesOf(problem, waiveForPricing);
  const find = candidateFinder(stated);
  const banks = new Set(stated.banks.map((bank) => bank.id));
  const offers = new Set(problem.offers.map((offer) => offer.id));
  const sites = new Set(problem.sites.map((site) => site.id));
  const problems = [
    ...plan.placements
      .filter((one) => !find(one.stream, one.bank))
      .map((one) => `the problem has no way to run ${one.stream} at ${one.bank}`),
    ...[...plan.units, ...plan.purchases]
      .filter((one) => !offers.has(one.offer))
      .map((one) => `the problem has no offer ${one.offer}`),
    ...[...plan.units, ...plan.bankUse]
      .filter((one) => !banks.has(one.bank))
      .map((one) => `the problem has no bank ${one.bank}`),
    ...plan.sites.filter((one) => !sites.has(one.site)).map((one) => `the problem has no site ${one.site}`),
  ];
  if (problems.length > 0) {
    const shown = [...new Set(problems)].slice(0, MOST_PROBLEMS);
    return { kind: 'another-problem', broken: [], violations: [], problems: shown };
  }
  const reading = readPlan(stated, plan);
  return {
    kind: 'checked',
    broken: brokenRequirements(stated, plan),
    violations: ALL_CONSTRAINTS.flatMap((constraint) => constraint.violations(reading)),
    problems: [],
  };
};
