import { isCarriedOn, renewalOf } from '../problem/contract.js';
import type { Offer, Problem } from '../problem/types.js';

/** Last day of a horizon: the day before startDate + years. ISO date. */
export function lastDay(horizon: Pick<Problem['horizon'], 'startDate' | 'years'>): string {
  const day = new Date(`${horizon.startDate}T00:00:00Z`);
  day.setUTCFullYear(day.getUTCFullYear() + horizon.years);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/** Why an offer is left out: the day it states and the day it would have to hold; `undefined` where it is available. */
export function unavailable(
  offer: Offer,
  horizon: Pick<Problem['horizon'], 'startDate' | 'years'>,
): { readonly actual: string; readonly limit: string } | undefined {
  const { availableFrom, endsOn } = offer;
  // ISO dates compare as texts.
  if (availableFrom !== undefined && availableFrom > horizon.startDate) {
    return { actual: availableFrom, limit: horizon.startDate };
  }
  const last = lastDay(horizon);
  if (isCarriedOn(offer)) return undefined;
  return endsOn !== undefined && endsOn < last ? { actual: endsOn, limit: last } : undefined;
}

/** Whether an offer is a contract in force that ends inside the horizon and is not renewed: paid until then, of no use. */
export function isRunningOff(
  offer: Offer,
  horizon: Pick<Problem['horizon'], 'startDate' | 'years'>,
): boolean {
  const { availableFrom, endsOn } = offer;
  if (renewalOf(offer)?.kind !== 'none' || endsOn === undefined || endsOn < horizon.startDate) return false;
  if (availableFrom !== undefined && availableFrom > horizon.startDate) return false;
  return endsOn < lastDay(horizon);
}
