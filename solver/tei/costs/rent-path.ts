import type { Timing } from '../../plan/types.js';
import type { LeaseOffer, ReservedOffer } from '../../problem/types.js';
import type { DatedPayment } from '../finance.js';
import { type Horizon, yearly, yearlyMoment } from './terms.js';

export type RentedOffer = LeaseOffer | ReservedOffer;

/** Whether a contract is signed again before the horizon ends. */
export const isSignedAgain = ({ termYears }: RentedOffer, years: number): boolean =>
  termYears !== undefined && termYears < years;

/**
 * What a rent of 1 is in each year n, over the price stated for the first contract:
 *
 *   (1 + g)^s x (1 + e)^(n - s), s = T x floor((n - 1) / T)
 *
 * T termYears, g priceChangeFraction, e escalationFraction: the price of a contract is that of the year s it is signed in,
 * and moves inside it only if the contract says so. Paid when the yearly amounts of year n are.
 *
 * @example
 * // T 1, g -0.1, e absent, 3 years: 1, 0.9, 0.81
 */
export const rentTiming = (offer: RentedOffer, horizon: Horizon): Timing => {
  const { years } = horizon;
  const { termYears, escalationFraction = 0, priceChangeFraction = 0 } = offer;
  if (termYears === undefined || !isSignedAgain(offer, years)) return yearly(offer.escalationFraction);
  const payments = Array.from({ length: years }, (_, index): DatedPayment => {
    const signed = termYears * Math.floor(index / termYears);
    const year = index + 1;
    const factor = (1 + priceChangeFraction) ** signed * (1 + escalationFraction) ** (year - signed);
    return { year: yearlyMoment(year, horizon), factor };
  });
  return { kind: 'dated', payments };
};

/** When an upfront price is paid again, and at which factor of the stated one: at T, 2T, ... < N. */
export const signingsAgain = (offer: RentedOffer, years: number): DatedPayment[] => {
  const { termYears, priceChangeFraction = 0 } = offer;
  if (termYears === undefined || !isSignedAgain(offer, years)) return [];
  const count = Math.ceil(years / termYears) - 1;
  return Array.from({ length: count }, (_, index) => {
    const year = (index + 1) * termYears;
    return { year, factor: (1 + priceChangeFraction) ** year };
  });
};
