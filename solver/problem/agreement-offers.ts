import type { ShapedProblem } from './schema/problem.js';

interface Supply<O> {
  readonly offers: readonly O[];
  readonly sites: readonly { readonly id: string; readonly operator: string }[];
}

type Agreement = NonNullable<ShapedProblem['committedSpend']>[number];

/** Terms whose payments recur each year and so count towards a commitment to spend. */
export const isRecurring = ({ terms }: { readonly terms: string }): boolean =>
  terms !== 'owned' && terms !== 'purchase';

/**
 * Offers whose yearly payments count towards an agreement: those it names, or every lease, reserved and by-use offer at
 * sites of the operators it names.
 */
export const agreementOffers = <
  O extends { readonly id: string; readonly site: string; readonly terms: string },
>(
  { offers, sites }: Supply<O>,
  agreement: Agreement,
): O[] => {
  if (agreement.offers !== undefined) {
    const named = new Set(agreement.offers);
    return offers.filter((offer) => named.has(offer.id));
  }
  const operators = new Set(agreement.operators);
  const there = new Set(sites.filter(({ operator }) => operators.has(operator)).map(({ id }) => id));
  return offers.filter((offer) => isRecurring(offer) && there.has(offer.site));
};
