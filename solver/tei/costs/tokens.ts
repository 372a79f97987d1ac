import { pairSubject } from '../../decisions/subject.js';
import { useSpendPerYear } from '../../decisions/use-spend.js';
import { withDiscounts } from './agreement-discount.js';
import type { CostComponent, CostTerm } from './contract.js';
import { spendTierTerms } from './spend-tiers.js';
import { asCash, convertedFrom, costTerm, eachPlace, yearly } from './terms.js';

/**
 * Tokens billed by an endpoint:
 *
 *   (input tokens x pricePerMillionInputTokens + output tokens x pricePerMillionOutputTokens) / 1e6 x place
 *
 * of the year's requests at mean tokens. money a year, with the offer's escalation. A quoted cost replaces it.
 * Source: formulation.md, section 7; the seed's price per 1,000 tokens.
 *
 * @example
 * // 20 billion tokens a day at 2 per million: 20,000 x 2 = 40,000 a day, 14,600,000 a year
 */
export const tokens: CostComponent = {
  id: 'tokens',
  nature: asCash,
  terms: (decisions) => {
    const terms: CostTerm[] = [];
    eachPlace(decisions, (candidate, column) => {
      const { bank } = candidate;
      if (bank.kind !== 'token') return;
      const { offer } = bank;
      const amount = useSpendPerYear(candidate);
      if (amount === 0) return;
      const from = convertedFrom(decisions, offer.currency);
      terms.push(costTerm(column, amount, yearly(offer.escalationFraction), pairSubject(candidate), from));
    });
    return withDiscounts(decisions, [...terms, ...spendTierTerms(decisions, 'token')]);
  },
};
