import type { Decisions } from '../../decisions/types.js';
import type { CostTerm } from './contract.js';

/**
 * Terms of yearly payments, each followed by the discount that an agreement gives on it:
 *
 *   - discountFraction x amount, on the same column and as it is paid
 *
 * The item names the agreement, so that a bill shows the list price and what is taken off it.
 *
 * @example
 * // 1,000 a year on an offer of an agreement with 12 % off: 1,000 and -120
 */
export const withDiscounts = ({ agreements }: Decisions, terms: readonly CostTerm[]): CostTerm[] => {
  const discounts = new Map(
    agreements.flatMap(({ agreement, offers }) => {
      const { id, discountFraction = 0 } = agreement;
      return discountFraction === 0
        ? []
        : [...offers].map((offer) => [offer, { id, discountFraction }] as const);
    }),
  );
  if (discounts.size === 0) return [...terms];
  return terms.flatMap((term) => {
    const found = discounts.get(term.subject.offer ?? '');
    if (found === undefined) return [term];
    const subject = { ...term.subject, item: found.id };
    return [term, { ...term, amount: -found.discountFraction * term.amount, subject }];
  });
};
