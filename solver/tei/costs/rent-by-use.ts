import { fullLoadHours, hasQuotedCost, pairSubject } from '../../decisions/subject.js';
import { withDiscounts } from './agreement-discount.js';
import type { CostComponent, CostTerm } from './contract.js';
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
      const { bank, stream, needUnits } = candidate;
      if (bank.kind !== 'unit-use') return;
      const { offer } = bank;
      const timing = yearly(offer.escalationFraction);
      const from = convertedFrom(decisions, offer.currency);
      const lost = offer.terms === 'spot' && stream.part !== 'training' ? offer.goodputLossFraction : 0;
      const hours = fullLoadHours(candidate) / offer.packingEfficiencyFraction / (1 - lost);
      const amount = offer.pricePerUnitHour * needUnits * hours;
      if (!hasQuotedCost(candidate) && amount !== 0) {
        terms.push(costTerm(column, amount, timing, pairSubject(candidate), from));
      }
      const standby = decisions.standbyColumn[candidate.index] ?? -1;
      // Deferred work pays for the hours it computes; its peak is not kept for anybody.
      if (standby < 0 || !offer.standbyPerUnitHour || stream.block?.deferred) return;
      const perYear = offer.standbyPerUnitHour * (stream.block?.hourCount ?? hourCount) * needUnits;
      terms.push(costTerm(standby, perYear, timing, pairSubject(candidate, 'standby'), from));
    });
    return withDiscounts(decisions, terms);
  },
};
