import type { Site } from '../../problem/types.js';
import type { CostComponent, CostTerm } from './contract.js';
import { EnergyPrices } from './energy-prices.js';
import { asCash, convertedFrom, costTerm, yearly } from './terms.js';

/**
 * Charge on the highest metered kW of each window of the year (a month, or a month's hours of one period):
 *
 *   sum over windows of pricePerKw x billedKw[window] + sum over tiers of the change of price x kW above the threshold
 *
 * Without a ratchet the billed kW are the peak. The program has peakKw >= PUE x IT kW[h] + other load at every hour of the window, so that load already at the site is
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
    const { billed, steps } = decisions.metering;
    const billedColumn = new Map(billed.map(({ peak, column }) => [peak, column]));
    const charge = (site: Site, column: number, pricePerKw: number, item: string): CostTerm[] => {
      if (pricePerKw === 0) return [];
      const tariff = prices.tariffOf(site);
      const timing = yearly(tariff.escalationFraction);
      const from = convertedFrom(decisions, tariff.currency);
      return [costTerm(column, pricePerKw, timing, { site: site.id, item }, from)];
    };
    return [
      ...decisions.peaks.flatMap((peak) => {
        const { site, window, column } = peak;
        return charge(site, billedColumn.get(peak) ?? column, window.pricePerKw, window.name);
      }),
      ...steps.flatMap(({ kind, site, column, change, window, from }) =>
        kind === 'demand' ? charge(site, column, change, `${window} above ${from} kW`) : [],
      ),
    ];
  },
};
