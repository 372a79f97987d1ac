import { meterColumn, sitesBilledByMonth } from '../../decisions/metering.js';
import { monthCharges } from '../../sizing/metering.js';
import type { CostComponent, CostTerm } from './contract.js';
import { EnergyPrices } from './energy-prices.js';
import { asCash, convertedFrom, costTerm, yearly } from './terms.js';

/**
 * What a meter costs whatever is used, and what reaches its least bill:
 *
 *   sum over months of fixed x meter + max(0, minimum x meter - all that the month is billed)
 *
 * A meter is there where the site is open or other load stands at it. money a year, with the tariff's escalation.
 * Source: formulation.md, section 7.5.
 *
 * @example
 * // 500 a month fixed and a least bill of 2,000: a month of 1,200 for energy pays 500, and 300 to reach 2,000
 */
export const meterCharge: CostComponent = {
  id: 'meterCharge',
  nature: asCash,
  terms: (decisions) => {
    const { demand } = decisions.candidates;
    const prices = new EnergyPrices(demand);
    const terms: CostTerm[] = [];
    for (const { site, tariff } of sitesBilledByMonth(demand.problem)) {
      const perYear = monthCharges(tariff, demand.calendar).reduce((sum, { fixed }) => sum + fixed, 0);
      if (perYear === 0) continue;
      const subject = { site: site.id, item: 'fixed' };
      const from = convertedFrom(decisions, tariff.currency);
      const timing = yearly(tariff.escalationFraction);
      terms.push(costTerm(meterColumn(decisions, site), perYear, timing, subject, from));
    }
    for (const { site, month, column } of decisions.metering.leastBills) {
      const tariff = prices.tariffOf(site);
      const subject = { site: site.id, item: `${month} to the least bill` };
      const from = convertedFrom(decisions, tariff.currency);
      terms.push(costTerm(column, 1, yearly(tariff.escalationFraction), subject, from));
    }
    return terms;
  },
};
