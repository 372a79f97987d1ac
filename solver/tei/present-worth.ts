import type { Timing } from '../plan/types.js';
import type { Problem } from '../problem/types.js';
import { equivalentYearlyFactor, presentWorthFactor } from './finance.js';

/** Present-worth factor of a timing; every term has one and few of them differ. */
export type Factors = (timing: Timing) => number;

/** Factors over a horizon, each worked out once. */
export const factorsOf = ({ discountFraction, years, yearlyTiming }: Problem['horizon']): Factors => {
  const yearly = new Map<number, number>();
  const dated = new WeakMap<Timing, number>();
  return (timing) => {
    if (timing.kind === 'upfront') return 1;
    const before = timing.kind === 'yearly' ? yearly.get(timing.escalationFraction) : dated.get(timing);
    if (before !== undefined) return before;
    const factor = presentWorthFactor(timing, discountFraction, years, yearlyTiming);
    if (timing.kind === 'yearly') yearly.set(timing.escalationFraction, factor);
    else dated.set(timing, factor);
    return factor;
  };
};

/**
 * Present-worth factor of one timing over a horizon.
 *
 * @example
 * presentWorthFactorOf({ kind: 'yearly', escalationFraction: 0 }, { discountFraction: 0, years: 3 }); // 3
 */
export const presentWorthFactorOf = (
  timing: Timing,
  horizon: Pick<Problem['horizon'], 'discountFraction' | 'years' | 'yearlyTiming'>,
): number => presentWorthFactor(timing, horizon.discountFraction, horizon.years, horizon.yearlyTiming);

/** What to multiply a present worth by for the equal yearly payment of the same worth. */
export const equivalentYearlyFactorOf = ({
  discountFraction,
  years,
  yearlyTiming,
}: Pick<Problem['horizon'], 'discountFraction' | 'years' | 'yearlyTiming'>): number =>
  equivalentYearlyFactor(discountFraction, years, yearlyTiming);
