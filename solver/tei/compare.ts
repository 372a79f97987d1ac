export { weakBaselineWarnings } from './baseline-warnings.js';
export { cloudOnlyProblem } from './cloud-only.js';

/** Money saved, and the share of the cloud-only figure it is taken from. */
export interface SavingFigures {
  readonly money: number;
  readonly fraction: number;
}

export interface Savings {
  readonly savesAtLeast: SavingFigures;
  readonly savesAtMost: SavingFigures;
  readonly potential: SavingFigures;
}

/** What a plan costs and the least any plan of its problem can cost; present-worth cash. */
export interface PricedBound {
  readonly cost: number;
  readonly bound: number;
}

const saving = (baseline: number, plan: number): SavingFigures => ({
  money: baseline - plan,
  // Against nothing there is no percentage to state; nothing saved of nothing is 0.
  fraction: baseline > 0 ? (baseline - plan) / baseline : 0,
});

/**
 * The three readings of a saving (economics.md), each as a share of the cloud-only figure it is taken from:
 *
 *   savesAtLeast = baseline bound - plan cost  (provable; negative reads "not established")
 *   savesAtMost  = baseline cost  - plan cost  (headline)
 *   potential    = baseline cost  - plan bound
 *
 * All in present-worth cash. Where shadow costs exist a bound on the objective is no bound on cash: the caller states
 * bounds on cash.
 *
 * @example
 * savings({ cost: 70, bound: 68 }, { cost: 100, bound: 95 });
 * // at least 25 of 95, at most 30 of 100, potential 32 of 100
 */
export const savings = (plan: PricedBound, cloudOnly: PricedBound): Savings => ({
  savesAtLeast: saving(cloudOnly.bound, plan.cost),
  savesAtMost: saving(cloudOnly.cost, plan.cost),
  potential: saving(cloudOnly.cost, plan.bound),
});
