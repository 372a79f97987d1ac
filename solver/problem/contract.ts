import { yearsThrough } from './days.js';
import type { HeldOffer, Offer, Problem } from './types.js';

type Horizon = Pick<Problem['horizon'], 'startDate' | 'years'>;

/** What happens to units when their contract, or their life, ends inside the horizon; undefined where nothing is stated. */
export const renewalOf = (offer: Offer) => ('renewal' in offer ? offer.renewal : undefined);

/** Whether units stay in use after the day their contract ends: rented on, or replaced. */
export const isCarriedOn = (offer: Offer): boolean => {
  const renewal = renewalOf(offer);
  return renewal !== undefined && renewal.kind !== 'none';
};

/** Whether units beyond the existing and committed ones can be had: not of what is owned, nor of a contract in force. */
export const sellsFurther = (offer: HeldOffer): boolean =>
  offer.terms !== 'owned' && renewalOf(offer) === undefined;

/** Years of the horizon until the contract ends, parts of a year by days; the whole horizon where it lasts. */
export const contractYears = (offer: Pick<Offer, 'endsOn'>, { startDate, years }: Horizon): number =>
  offer.endsOn === undefined ? years : Math.min(years, yearsThrough(startDate, offer.endsOn));

/** Part of year n (1 is the first) that lies before a time in years. */
export const partOfYear = (untilYears: number, year: number): number =>
  Math.min(1, Math.max(0, untilYears - (year - 1)));
