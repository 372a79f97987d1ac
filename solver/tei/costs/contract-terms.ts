import type { Decisions } from '../../decisions/types.js';
import type { Timing } from '../../plan/types.js';
import { contractYears, partOfYear, renewalOf } from '../../problem/contract.js';
import type { HeldOffer } from '../../problem/types.js';
import { MONTHS_PER_YEAR } from '../../units.js';
import type { CostTerm } from './contract.js';
import { rentPayments, rentPerUnitYear } from './rent-path.js';
import { convertedFrom, costTerm } from './terms.js';

/** A price for each kept unit in use; `pay` says what it is and when; undefined: nothing. */
export const keptUnitTerms = (
  decisions: Decisions,
  item: string,
  pay: (offer: HeldOffer) => { readonly perUnit: number; readonly timing: Timing } | undefined,
): CostTerm[] =>
  decisions.units.flatMap(({ offer, keptColumn }) => {
    const price = keptColumn < 0 ? undefined : pay(offer);
    if (price === undefined || price.perUnit === 0) return [];
    const subject = { site: offer.site, offer: offer.id, item };
    const from = convertedFrom(decisions, offer.currency);
    return [costTerm(keptColumn, price.perUnit, price.timing, subject, from)];
  });

/** Rent of kept units in use after their contract has ended, at the price it is renewed at. */
export const renewedRentTerms = (decisions: Decisions): CostTerm[] => {
  const { problem, calendar } = decisions.candidates.demand;
  const { horizon } = problem;
  return keptUnitTerms(decisions, 'renewed', (offer) => {
    if (offer.terms !== 'lease' && offer.terms !== 'reserved') return undefined;
    const lasts = contractYears(offer, horizon);
    const renewal = renewalOf(offer);
    if (renewal?.kind !== 'renewed' || lasts >= horizon.years) return undefined;
    const perUnit =
      'pricePerUnitYear' in renewal
        ? renewal.pricePerUnitYear
        : renewal.pricePerUnitHour * calendar.hourCount;
    const payments = rentPayments(offer, horizon, (year) => 1 - partOfYear(lasts, year));
    return { perUnit, timing: { kind: 'dated', payments } };
  });
};

/** Rent that is not paid for units given up at the start: the contract's, but for the months of notice. */
export const endedRentTerms = (decisions: Decisions): CostTerm[] => {
  const { problem, calendar } = decisions.candidates.demand;
  const { horizon } = problem;
  return decisions.endings.flatMap(({ offer, noticeMonths, column }) => {
    const lasts = contractYears(offer, horizon);
    const notice = Math.min(noticeMonths / MONTHS_PER_YEAR, lasts);
    const payments = rentPayments(
      offer,
      horizon,
      (year) => partOfYear(lasts, year) - partOfYear(notice, year),
    );
    const perUnit = rentPerUnitYear(offer, calendar.hourCount);
    if (payments.length === 0 || perUnit === 0) return [];
    const subject = { site: offer.site, offer: offer.id, item: 'given up' };
    const from = convertedFrom(decisions, offer.currency);
    return [costTerm(column, -perUnit, { kind: 'dated', payments }, subject, from)];
  });
};
