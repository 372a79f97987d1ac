import { replacementSchedule } from '../finance.js';
import type { CostComponent } from './contract.js';
import { signingsAgain } from './rent-path.js';
import { asCash, paidUnitTerms } from './terms.js';

/**
 * Units bought again when they wear out inside the horizon of N years:
 *
 *   pricePerUnit x (1 + priceChange)^t at t = L, 2L, ... < N, on the units that were bought
 *
 *   upfrontCostPerUnit x (1 + priceChange)^t at t = T, 2T, ... < N, on reserved units whose contracts last T years
 *
 * money, at year t. Existing units are not replaced: nobody paid for them here.
 * Source: economics.md (replacement and residual), formulation.md, section 7.
 *
 * @example
 * // L = 4, N = 6, price 32,000, no price change: 32,000 at year 4
 */
export const siliconReplacement: CostComponent = {
  id: 'siliconReplacement',
  nature: asCash,
  terms: (decisions) => {
    const { years } = decisions.candidates.demand.problem.horizon;
    return paidUnitTerms(decisions, (offer) => {
      if (offer.terms === 'reserved') {
        const payments = signingsAgain(offer, years);
        if (payments.length === 0) return undefined;
        return { perUnit: offer.upfrontCostPerUnit, timing: { kind: 'dated', payments } };
      }
      if (offer.terms !== 'purchase') return undefined;
      const payments = replacementSchedule(offer.lifeYears, years, offer.priceChangeFraction);
      if (payments.length === 0) return undefined;
      return { perUnit: offer.pricePerUnit, timing: { kind: 'dated', payments } };
    });
  },
};
