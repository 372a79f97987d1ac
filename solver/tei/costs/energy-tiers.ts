import type { CostComponent } from './contract.js';
import { EnergyPrices } from './energy-prices.js';
import { asCash, convertedFrom, costTerm, yearly } from './terms.js';

/**
 * What the further tiers of a tariff change about the energy, which `energy` bills at the price of the first:
 *
 *   sum over windows and tiers of (price - price of the tier before) x energy above the threshold
 *
 * Below zero where prices fall. money a year, with the tariff's escalation. Source: formulation.md, section 7.5.
 *
 * @example
 * // 0.10 to 1,000 kWh and 0.08 above: 1,500 kWh in January are 150 on the first price, and here -0.02 x 500 = -10
 */
export const energyTiers: CostComponent = {
  id: 'energyTiers',
  nature: asCash,
  terms: (decisions) => {
    const prices = new EnergyPrices(decisions.candidates.demand);
    return decisions.metering.steps.flatMap(({ kind, site, window, from, change, column }) => {
      if (kind !== 'energy') return [];
      const tariff = prices.tariffOf(site);
      const subject = { site: site.id, item: `${window} above ${from * 1000} kWh` };
      const unit = convertedFrom(decisions, tariff.currency);
      return [costTerm(column, change, yearly(tariff.escalationFraction), subject, unit)];
    });
  },
};
