import type { CostComponent } from './contract.js';
import { asCash, paidUnitTerms, UPFRONT } from './terms.js';

/**
 * Units bought, and the upfront part of reservations:
 *
 *   purchase: pricePerUnit x (packs x unitsPerPurchase + unitsCommitted)
 *   reserved: upfrontCostPerUnit x the same
 *
 * money, at the start. Existing units are not paid again; committed ones are paid whatever happens.
 * Source: formulation.md, section 7.
 *
 * @example
 * // 2 packs of 8 at 32,000 each: 2 x 8 x 32,000 = 512,000
 */
export const siliconUpfront: CostComponent = {
  id: 'siliconUpfront',
  nature: asCash,
  terms: (decisions) =>
    paidUnitTerms(decisions, (offer) => {
      if (offer.terms === 'purchase') return { perUnit: offer.pricePerUnit, timing: UPFRONT };
      if (offer.terms === 'reserved') return { perUnit: offer.upfrontCostPerUnit, timing: UPFRONT };
      return undefined;
    }),
};
