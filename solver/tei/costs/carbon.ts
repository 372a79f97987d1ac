import { carbonTerms, kgPerItKwh } from '../../decisions/carbon.js';
import { hasQuotedCost } from '../../decisions/subject.js';
import type { Decisions } from '../../decisions/types.js';
import { InternalError } from '../../outcome.js';
import { tonnes } from '../../units.js';
import type { CostComponent, CostTerm } from './contract.js';
import { convertedFrom, costTerm, YEARLY } from './terms.js';

/** A price on carbon that is not known would be a silent zero. */
const requireIntensities = ({ candidates }: Decisions): void => {
  for (const bank of candidates.banks) {
    const { site } = bank;
    const draws = bank.kind === 'token' ? bank.offer.wattHoursPerMillionTokens : bank.silicon.maxWatts;
    if (!draws || kgPerItKwh(site) !== null) continue;
    throw new InternalError(`carbon has a price and site ${site.id} states no gridCarbonGramsPerKwh`);
  }
};

/**
 * Operational carbon at a price:
 *
 *   carbonPricePerTonne x t a year (decisions/carbon.ts)
 *
 * money a year, not escalated. Shadow, or cash if carbonPriceIsPaid. A quoted cost replaces the carbon cost of its
 * pair. An endpoint that states no watt-hours has none: its carbon is not modelled. Source: formulation.md, section 7.
 *
 * @example
 * // 100 a tonne, 400 g/kWh, PUE 1.5, 1 unit of 200 W idle: 1,752 kWh x 1.5 x 0.4 kg = 1.0512 t, so 105.12 a year
 */
export const carbon: CostComponent = {
  id: 'carbon',
  nature: ({ candidates }) => (candidates.demand.problem.objective.carbonPriceIsPaid ? 'cash' : 'shadow'),
  terms: (decisions) => {
    const { carbonPricePerTonne, currency } = decisions.candidates.demand.problem.objective;
    if (!carbonPricePerTonne) return [];
    requireIntensities(decisions);
    const from = convertedFrom(decisions, currency);
    const terms: CostTerm[] = [];
    for (const { column, kgPerYear, subject, candidate } of carbonTerms(decisions)) {
      if (candidate !== null && hasQuotedCost(candidate)) continue;
      terms.push(costTerm(column, carbonPricePerTonne * tonnes(kgPerYear), YEARLY, subject, from));
    }
    return terms;
  },
};
