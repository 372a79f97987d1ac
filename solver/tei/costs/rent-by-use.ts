import { pairSubject } from '../../decisions/subject.js';
import { standbySpendPerYear, useSpendPerYear } from '../../decisions/use-spend.js';
import { withDiscounts } from './agreement-discount.js';
import type { CostComponent, CostTerm } from './contract.js';
import { spendTierTerms } from './spend-tiers.js';
import { asCash, convertedFrom, costTerm, eachPlace, yearly } from './terms.js';

/**
 * Unit-hours billed by on-demand and spot offers:
 *
 *   pricePerUnitHour x n x sum_h meanShare[h] / packingEfficiency / (1 - g) x place
 *   standbyPerUnitHour x H x n x standby (on-demand); of a dispatch block, its hours for H
 *
 * money a year, with the offer's escalation. g is the spot offer's goodput loss; for training it is already in n and
 * in the hours of a run, so that it divides for inference and agents only. A quoted cost replaces the use of the
 * pair; capacity kept ready is not use and stays priced. Source: formulation.md, section 7.
 *
 * @example
 * // 1,000 units x 720 hours x 10 = 7,200,000 (the seed's training run), packing efficiency 1
 */
export const rentByUse: CostComponent = {
  id: 'rentByUse',
  nature: asCash,
  terms: (decisions) => {
    const terms: CostTerm[] = [];
    const { hourCount } = decisions.candidates.demand.calendar;
    eachPlace(decisions, (candidate, column) => {
      const { bank } = candidate;
      if (bank.kind !== 'unit-use') return;
      const { offer } = bank;
      const timing = yearly(offer.escalationFraction);
      const from = convertedFrom(decisions, offer.currency);
      const amount = useSpendPerYear(candidate);
      if (amount !== 0) terms.push(costTerm(column, amount, timing, pairSubject(candidate), from));
      const standby = decisions.standbyColumn[candidate.index] ?? -1;
      const perYear = standbySpendPerYear(candidate, hourCount);
      if (standby < 0 || perYear === 0) return;
      terms.push(costTerm(standby, perYear, timing, pairSubject(candidate, 'standby'), from));
    });
    return withDiscounts(decisions, [...terms, ...spendTierTerms(decisions, 'unit-use')]);
  },
};
