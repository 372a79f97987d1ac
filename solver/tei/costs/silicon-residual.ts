import { residualFactor } from '../finance.js';
import type { CostComponent } from './contract.js';
import { keptUnitTerms } from './contract-terms.js';
import { replacementOf } from './owned-replacement.js';
import { asCash, paidUnitTerms } from './terms.js';

/**
 * What bought units are still worth at the end, as a negative cost:
 *
 *   - pricePerUnit x (1 + priceChange)^t* x (1 - (N - t*) / L) x residualMarketFraction at year N
 *
 * t* is the last purchase; straight-line book value. money, at year N. Market values above book are refused.
 * Source: economics.md (replacement and residual), formulation.md, section 7.
 *
 * @example
 * // L = 4, N = 6, price P, market 1: bought at 0 and 4, so 2P - 0.5P in all
 */
export const siliconResidual: CostComponent = {
  id: 'siliconResidual',
  nature: asCash,
  terms: (decisions) => {
    const { horizon } = decisions.candidates.demand.problem;
    const { years } = horizon;
    const replaced = keptUnitTerms(decisions, 'in place', (offer) => {
      const plan = replacementOf(offer, horizon);
      if (plan === undefined || plan.residual === 0) return undefined;
      const payments = [{ year: years, factor: -plan.residual }];
      return { perUnit: plan.pricePerUnit, timing: { kind: 'dated', payments } };
    });
    const bought = paidUnitTerms(decisions, (offer) => {
      if (offer.terms !== 'purchase') return undefined;
      const { lifeYears, priceChangeFraction, residualMarketFraction } = offer;
      const left = residualFactor(lifeYears, years, priceChangeFraction, residualMarketFraction);
      if (left === 0) return undefined;
      return {
        perUnit: offer.pricePerUnit,
        timing: { kind: 'dated', payments: [{ year: years, factor: -left }] },
      };
    });
    return [...bought, ...replaced];
  },
};
