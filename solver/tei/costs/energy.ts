import { dynamicKwAtFullLoad, idleKwPerUnit, perUnitTerms } from '../../decisions/power.js';
import { hasQuotedCost, pairSubject } from '../../decisions/subject.js';
import type { CostComponent, CostTerm } from './contract.js';
import { EnergyPrices } from './energy-prices.js';
import { asCash, convertedFrom, costTerm, eachPlace, yearly } from './terms.js';

/**
 * Electricity of held units whose price does not include it:
 *
 *   sum_h price[h] x PUE x ( idleKw x u + dynamicKw x meanShare[h] x place )
 *
 * over all hours of the reference year; money a year, with the tariff's escalation. Negative prices are taken as they
 * are. Standby units idle and serve nobody: their idle energy is on u. A quoted cost replaces the dynamic part.
 * Source: formulation.md, section 7.
 *
 * @example
 * // 0.20 a kWh, PUE 1.5, 1 unit of 200 W idle: 0.2 x 1.5 x 0.2 kW x 8,760 h = 525.60 a year
 */
export const energy: CostComponent = {
  id: 'energy',
  nature: asCash,
  terms: (decisions) => {
    const prices = new EnergyPrices(decisions.candidates.demand);
    const terms: CostTerm[] = [];
    for (const units of decisions.units) {
      const { bank, offer } = units;
      const idleKw = idleKwPerUnit(bank.silicon);
      if (bank.energyIncluded || idleKw === 0) continue;
      const tariff = prices.tariffOf(bank.site);
      const perUnit = prices.sumOverYear(bank.site) * bank.site.pue * idleKw;
      if (perUnit === 0) continue;
      const timing = yearly(tariff.escalationFraction);
      const subject = { site: bank.site.id, offer: offer.id, item: 'idle' };
      const from = convertedFrom(decisions, tariff.currency);
      for (const { column, coefficient } of perUnitTerms(units, perUnit)) {
        terms.push(costTerm(column, coefficient, timing, subject, from));
      }
    }
    eachPlace(decisions, (candidate, column) => {
      const { bank, stream, meanScale } = candidate;
      if (bank.kind !== 'held' || bank.energyIncluded || hasQuotedCost(candidate)) return;
      const dynamicKw = dynamicKwAtFullLoad(candidate) * meanScale;
      if (dynamicKw === 0) return;
      const tariff = prices.tariffOf(bank.site);
      const amount = prices.sumOverSeries(bank.site, stream.series) * bank.site.pue * dynamicKw;
      if (amount === 0) return;
      const from = convertedFrom(decisions, tariff.currency);
      terms.push(costTerm(column, amount, yearly(tariff.escalationFraction), pairSubject(candidate), from));
    });
    return terms;
  },
};
