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
  offer: Pick<Offer, 'availableFrom' | 'endsOn'>,
  horizon: Pick<Problem['horizon'], 'startDate' | 'years'>,
): { readonly actual: string; readonly limit: string } | undefined {
  const { availableFrom, endsOn } = offer;
  // ISO dates compare as texts.
  if (availableFrom !== undefined && availableFrom > horizon.startDate) {
    return { actual: availableFrom, limit: horizon.startDate };
  }
  const last = lastDay(horizon);
  return endsOn !== undefined && endsOn < last ? { actual: endsOn, limit: last } : undefined;
}
