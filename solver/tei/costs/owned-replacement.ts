import { contractYears, renewalOf } from '../../problem/contract.js';
import type { HeldOffer, Problem } from '../../problem/types.js';
import { type DatedPayment, replacementSchedule, residualFactor } from '../finance.js';

/** Purchases that replace an owned unit, and what is left of the last one at the end. */
export interface OwnedReplacement {
  readonly pricePerUnit: number;
  readonly buys: readonly DatedPayment[];
  /** Over the price of today, at the end of the horizon. */
  readonly residual: number;
}

/**
 * An owned unit whose life ends after E years of the horizon is replaced then, and each life L after: a purchase as any other
 * that begins at E, in N - E years, at prices (1 + g)^E of today's.
 *
 * @example
 * // E = 1, L = 2, N = 4, g = 0: bought at 1 and 3; half of the second is left at 4
 */
export const replacementOf = (
  offer: HeldOffer,
  horizon: Problem['horizon'],
): OwnedReplacement | undefined => {
  const renewal = renewalOf(offer);
  const first = contractYears(offer, horizon);
  const left = horizon.years - first;
  if (renewal?.kind !== 'replaced' || left <= 0) return undefined;
  const { pricePerUnit, lifeYears, priceChangeFraction, residualMarketFraction } = renewal;
  const factor = (1 + priceChangeFraction) ** first;
  const later = replacementSchedule(lifeYears, left, priceChangeFraction);
  return {
    pricePerUnit,
    buys: [
      { year: first, factor },
      ...later.map((buy) => ({ year: first + buy.year, factor: factor * buy.factor })),
    ],
    residual: factor * residualFactor(lifeYears, left, priceChangeFraction, residualMarketFraction),
  };
};
