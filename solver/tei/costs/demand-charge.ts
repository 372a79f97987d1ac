import type { CostComponent } from './contract.js';
import { EnergyPrices } from './energy-prices.js';
import { asCash, convertedFrom, costTerm, yearly } from './terms.js';

/**
 * Charge on the highest metered kW of each window of the year (a month, or a month's hours of one period):
 *
 *   sum over windows of pricePerKw x peakKw[window]
 *
 * The program has peakKw >= PUE x IT kW[h] + other load at every hour of the window, so that load already at the site is
 * inside the column. money a year, with the tariff's escalation; open or not. Source: formulation.md, section 7.
 *
 * @example
 * // 10 a kW and month, a peak of 40 kW in each of twelve months: 12 x 10 x 40 = 4,800 a year
 */
export const demandCharge: CostComponent = {
  id: 'demandCharge',
  nature: asCash,
  terms: (decisions) => {
    const prices = new EnergyPrices(decisions.candidates.demand);
    return decisions.peaks.flatMap(({ site, window, column }) => {
      if (window.pricePerKw === 0) return [];
      const tariff = prices.tariffOf(site);
      const timing = yearly(tariff.escalationFraction);
      const from = convertedFrom(decisions, tariff.currency);
      return [costTerm(column, window.pricePerKw, timing, { site: site.id, item: window.name }, from)];
    });
  },
};
