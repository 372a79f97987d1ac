import { withDiscounts } from './agreement-discount.js';
import type { CostComponent } from './contract.js';
import { endedRentTerms, renewedRentTerms } from './contract-terms.js';
import { rentPerUnitYear, rentTiming } from './rent-path.js';
import { asCash, paidUnitTerms } from './terms.js';

/**
 * Rent of units held all year:
 *
 *   lease: pricePerUnitYear a unit; reserved: pricePerUnitHour x H a unit
 *
 * on further units (packs x unitsPerPurchase) and on unitsCommitted. money a year, with the offer's escalation; where
 * contracts end inside the horizon, at the price of the day each is signed. A contract in force is paid to its end; units in
 * use are then rented on at the price it is renewed at; of units given up only the notice is paid. Volume tiers and agreements take their
 * discounts off.
 * Source: formulation.md, section 7.
 *
 * @example
 * // 4 reserved units at 2.00 an hour in a year of 8,760 hours: 4 x 2 x 8,760 = 70,080 a year
 */
export const rentHeld: CostComponent = {
  id: 'rentHeld',
  nature: asCash,
  terms: (decisions) => {
    const { problem, calendar } = decisions.candidates.demand;
    const terms = paidUnitTerms(decisions, (offer) => {
      if (offer.terms !== 'lease' && offer.terms !== 'reserved') return undefined;
      const perUnit = rentPerUnitYear(offer, calendar.hourCount);
      return { perUnit, timing: rentTiming(offer, problem.horizon) };
    });
    return withDiscounts(decisions, [...terms, ...endedRentTerms(decisions), ...renewedRentTerms(decisions)]);
  },
};
