import { perUnitTerms } from '../../decisions/power.js';
import type { CostComponent } from './contract.js';
import { asCash, convertedFrom, costTerm, yearly } from './terms.js';

/**
 * Operations and maintenance of held units in use, kept and further:
 *
 *   operationsCostPerUnitYear x u
 *
 * money a year, with the offer's escalation. Units nobody uses have none. Source: formulation.md, section 7.
 *
 * @example
 * // 3 existing units in use and 2 packs of 4, 900 each: (3 + 8) x 900 = 9,900 a year
 */
export const operations: CostComponent = {
  id: 'operations',
  nature: asCash,
  terms: (decisions) =>
    decisions.units.flatMap((units) => {
      const { offer } = units;
      if (offer.operationsCostPerUnitYear === 0) return [];
      const timing = yearly(offer.escalationFraction);
      const from = convertedFrom(decisions, offer.currency);
      return perUnitTerms(units, offer.operationsCostPerUnitYear).map(({ column, coefficient }) =>
        costTerm(column, coefficient, timing, { site: offer.site, offer: offer.id }, from),
      );
    }),
};
