import type { Timing } from '../../plan/types.js';
import { contractYears, partOfYear, renewalOf } from '../../problem/contract.js';
import type { LeaseOffer, ReservedOffer } from '../../problem/types.js';
import type { DatedPayment } from '../finance.js';
import { type Horizon, yearly, yearlyMoment } from './terms.js';

export type RentedOffer = LeaseOffer | ReservedOffer;

/** Rent of a unit for a whole year at the stated price. */
export const rentPerUnitYear = (offer: RentedOffer, hoursPerYear: number): number =>
  offer.terms === 'lease' ? offer.pricePerUnitYear : offer.pricePerUnitHour * hoursPerYear;

const isSignedAgain = ({ termYears }: RentedOffer, { years }: Horizon): boolean =>
  termYears !== undefined && termYears < years;

/**
 * What a whole year's rent of 1 is in year n, over the price stated for the first contract:
 *
 *   (1 + g)^s x (1 + e)^(n - s), s = T x floor((n - 1) / T)
 *
 * T termYears, g priceChangeFraction, e escalationFraction: the price of a contract is that of the year s it is signed in,
 * and moves inside it only if the contract says so.
 *
 * @example
 * // T 1, g -0.1, e absent: 1, 0.9, 0.81
 */
const agreedFactor = (offer: RentedOffer, year: number): number => {
  const { termYears, escalationFraction = 0, priceChangeFraction = 0 } = offer;
  const signed = termYears === undefined ? 0 : termYears * Math.floor((year - 1) / termYears);
  return (1 + priceChangeFraction) ** signed * (1 + escalationFraction) ** (year - signed);
};

/** Payments of the years in which some part of a year is paid for, when yearly amounts are paid; `partOf` says which. */
export const rentPayments = (
  offer: RentedOffer,
  horizon: Horizon,
  partOf: (year: number) => number,
): DatedPayment[] =>
  Array.from({ length: horizon.years }, (_, index) => index + 1).flatMap((year) => {
    const part = partOf(year);
    return part === 0
      ? []
      : [{ year: yearlyMoment(year, horizon), factor: agreedFactor(offer, year) * part }];
  });

/** How a rent is paid: alike each year, or dated where contracts are signed again or one in force ends inside the horizon. */
export const rentTiming = (offer: RentedOffer, horizon: Horizon): Timing => {
  const lasts = renewalOf(offer) === undefined ? horizon.years : contractYears(offer, horizon);
  if (lasts >= horizon.years && !isSignedAgain(offer, horizon)) return yearly(offer.escalationFraction);
  return { kind: 'dated', payments: rentPayments(offer, horizon, (year) => partOfYear(lasts, year)) };
};

/** When an upfront price is paid again, and at which factor of the stated one: at T, 2T, ... < N. */
export const signingsAgain = (offer: RentedOffer, horizon: Horizon): DatedPayment[] => {
  const { termYears, priceChangeFraction = 0 } = offer;
  if (termYears === undefined || !isSignedAgain(offer, horizon)) return [];
  const count = Math.ceil(horizon.years / termYears) - 1;
  return Array.from({ length: count }, (_, index) => {
    const year = (index + 1) * termYears;
    return { year, factor: (1 + priceChangeFraction) ** year };
  });
};
