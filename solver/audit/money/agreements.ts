import type { CommittedSpend, Offer } from '../../problem/types.js';
import type { Case } from '../rows.js';
import { type Charge, eachYear } from './charge.js';

/** What is paid each year for an offer of an agreement. */
const YEARLY_COMPONENTS: ReadonlySet<string> = new Set(['rentHeld', 'rentByUse', 'tokens']);

/** Whether payments for an offer count towards an agreement. */
export const countsTowards = (audit: Case, agreement: CommittedSpend, offer: Offer): boolean => {
  const isPaid = audit.entries.isThere(offer) || audit.entries.runsOff(offer);
  if (!isPaid || offer.terms === 'owned' || offer.terms === 'purchase') return false;
  if (agreement.offers !== undefined) return agreement.offers.includes(offer.id);
  const { operator } = audit.entries.sites.get(offer.site);
  return agreement.operators?.includes(operator) === true;
};

const offerOf = ({ offer, useOffer, row }: Charge): Offer | null =>
  offer ?? useOffer ?? row?.bank.use ?? row?.bank.token ?? null;

const counted = (audit: Case, agreement: CommittedSpend, charges: readonly Charge[]): Charge[] =>
  charges.filter((charge) => {
    const offer = offerOf(charge);
    return (
      YEARLY_COMPONENTS.has(charge.component) && offer !== null && countsTowards(audit, agreement, offer)
    );
  });

/** Charges with the discounts of every agreement taken off. */
export const afterDiscounts = (audit: Case, charges: readonly Charge[]): Charge[] => {
  const discounts = (audit.problem.committedSpend ?? []).flatMap((agreement) => {
    const off = agreement.discountFraction ?? 0;
    if (off === 0) return [];
    return counted(audit, agreement, charges).map(
      (charge): Charge => ({
        ...charge,
        presentWorth: -off * charge.presentWorth,
        firstYear: -off * charge.firstYear,
        other: charge.other.map(({ year, amount }) => ({ year, amount: -off * amount })),
      }),
    );
  });
  return [...charges, ...discounts];
};

/** A year of an agreement: what is committed, what is paid for its offers, what is missing. */
export interface AgreementYear {
  readonly year: number;
  readonly committed: number;
  readonly spent: number;
  readonly missing: number;
}

/** @param charges - discounts taken off */
export const agreementYears = (
  audit: Case,
  agreement: CommittedSpend,
  charges: readonly Charge[],
): AgreementYear[] => {
  const own = counted(audit, agreement, charges);
  const years: AgreementYear[] = [];
  let committed = agreement.amountPerYear;
  for (let year = 1; year <= audit.problem.horizon.years; year += 1) {
    committed *= 1 + (agreement.escalationFraction ?? 0);
    let spent = 0;
    for (const { other } of own)
      for (const payment of other) if (Math.ceil(payment.year) === year) spent += payment.amount;
    years.push({ year, committed, spent, missing: Math.max(0, committed - spent) });
  }
  return years;
};

/** What is missing to each agreement, paid at the end of its year. */
export const shortfallCharges = (audit: Case, charges: readonly Charge[]): Charge[] =>
  (audit.problem.committedSpend ?? []).map((agreement) =>
    eachYear(
      'spendShortfall',
      agreementYears(audit, agreement, charges).map(({ year, missing }) => ({ year, amount: missing })),
      audit.problem.horizon,
    ),
  );
