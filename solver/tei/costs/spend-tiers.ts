import type { Decisions } from '../../decisions/types.js';
import type { CostTerm } from './contract.js';
import { convertedFrom, costTerm, yearly } from './terms.js';

/** What volume tiers take off the payments of by-use offers: their discount x what lies in the tier, yearly. */
export const spendTierTerms = (decisions: Decisions, kind: 'unit-use' | 'token'): CostTerm[] =>
  decisions.tiers.flatMap(({ offer, of, above, discountFraction, inTierColumn }) => {
    if (of !== 'spendPerYear' || (offer.terms === 'token') !== (kind === 'token')) return [];
    const subject = { site: offer.site, offer: offer.id, item: `above ${above} a year` };
    const from = convertedFrom(decisions, offer.currency);
    return [costTerm(inTierColumn, -discountFraction, yearly(offer.escalationFraction), subject, from)];
  });
