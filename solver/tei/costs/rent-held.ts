import type { CostComponent } from './contract.js';
import { asCash, paidUnitTerms, yearly } from './terms.js';

/**
 * Rent of units held all year:
 *
 *   lease: pricePerUnitYear a unit; reserved: pricePerUnitHour x H a unit
 *
 * on further units (packs x unitsPerPurchase) and on unitsCommitted. money a year, with the offer's escalation.
 * Source: formulation.md, section 7.
 *
 * @example
 * // 4 reserved units at 2.00 an hour in a year of 8,760 hours: 4 x 2 x 8,760 = 70,080 a year
 */
export const rentHeld: CostComponent = {
  id: 'rentHeld',
  nature: asCash,
  terms: (decisions) => {
    const { hourCount } = decisions.candidates.demand.calendar;
    return paidUnitTerms(decisions, (offer) => {
      const timing = yearly(offer.escalationFraction);
      if (offer.terms === 'lease') return { perUnit: offer.pricePerUnitYear, timing };
      if (offer.terms === 'reserved') return { perUnit: offer.pricePerUnitHour * hourCount, timing };
      return undefined;
    });
  },
};
