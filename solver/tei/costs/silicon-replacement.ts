import { replacementSchedule } from '../finance.js';
import type { CostComponent } from './contract.js';
import { keptUnitTerms } from './contract-terms.js';
import { replacementOf } from './owned-replacement.js';
import { signingsAgain } from './rent-path.js';
import { asCash, paidUnitTerms } from './terms.js';

/**
 * Units bought again when they wear out inside the horizon of N years:
 *
 *   pricePerUnit x (1 + priceChange)^t at t = L, 2L, ... < N, on the units that were bought
 *
 *   upfrontCostPerUnit x (1 + priceChange)^t at t = T, 2T, ... < N, on reserved units whose contracts last T years
 *
 *   renewal.pricePerUnit x (1 + its priceChange)^t at t = E, E + L, ... < N, on owned units in use whose life ends at E
 *
 * money, at year t. Other existing units are not replaced: nobody paid for them here.
 * Source: economics.md (replacement and residual), formulation.md, section 7.
 *
 * @example
 * // L = 4, N = 6, price 32,000, no price change: 32,000 at year 4
 */
export const siliconReplacement: CostComponent = {
  id: 'siliconReplacement',
  nature: asCash,
  terms: (decisions) => {
    const { horizon } = decisions.candidates.demand.problem;
    const { years } = horizon;
    const bought = paidUnitTerms(decisions, (offer) => {
      if (offer.terms === 'reserved') {
        const payments = signingsAgain(offer, horizon);
        if (payments.length === 0) return undefined;
        return { perUnit: offer.upfrontCostPerUnit, timing: { kind: 'dated', payments } };
      }
      if (offer.terms !== 'purchase') return undefined;
      const payments = replacementSchedule(offer.lifeYears, years, offer.priceChangeFraction);
      if (payments.length === 0) return undefined;
      return { perUnit: offer.pricePerUnit, timing: { kind: 'dated', payments } };
    });
    const replaced = keptUnitTerms(decisions, 'in place', (offer) => {
      const plan = replacementOf(offer, horizon);
      if (plan === undefined) return undefined;
      return { perUnit: plan.pricePerUnit, timing: { kind: 'dated', payments: plan.buys } };
    });
    return [...bought, ...replaced];
  },
};
