import type { CostComponent } from './contract.js';
import { asCash, convertedFrom, costTerm, UPFRONT } from './terms.js';

/**
 * What it costs to give up units of a contract in force:
 *
 *   terminationCostPerUnit x units given up
 *
 * money, at the start; running cost, no capital. Rent until the notice is over stays on rentHeld.
 * Source: formulation.md, section 7.6.
 *
 * @example
 * // 3 units given up at 2,000 each: 6,000
 */
export const contractEnding: CostComponent = {
  id: 'contractEnding',
  nature: asCash,
  terms: (decisions) =>
    decisions.endings.flatMap(({ offer, terminationCostPerUnit, column }) =>
      terminationCostPerUnit === 0
        ? []
        : [
            costTerm(
              column,
              terminationCostPerUnit,
              UPFRONT,
              { site: offer.site, offer: offer.id },
              convertedFrom(decisions, offer.currency),
            ),
          ],
    ),
};
