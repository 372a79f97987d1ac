import type { Plan } from '../plan/types.js';
import type { HeldOffer, Problem } from '../problem/types.js';
import { replacementSchedule } from '../tei/finance.js';
import { kilowatts } from '../units.js';
import type { OrderLine } from './types.js';

const DAY_MS = 86_400_000;

const dayText = (day: Date): string => day.toISOString().slice(0, 10);

/** Whole years by the calendar, the rest in days of a 365-day year. */
const dayAfter = (startDate: string, years: number): Date => {
  const day = new Date(`${startDate}T00:00:00Z`);
  const whole = Math.floor(years);
  day.setUTCFullYear(day.getUTCFullYear() + whole);
  return new Date(day.getTime() + Math.round((years - whole) * 365) * DAY_MS);
};

interface Need {
  readonly kind: OrderLine['kind'];
  readonly units: number;
  /** Years after the start. */
  readonly atYears: number;
  readonly costPerUnit: number;
}

const needsOf = (offer: HeldOffer, further: number, horizonYears: number): Need[] => {
  if (offer.terms === 'owned') return [];
  const committed = offer.unitsCommitted;
  const costPerUnit =
    offer.terms === 'purchase'
      ? offer.pricePerUnit
      : offer.terms === 'reserved'
        ? offer.upfrontCostPerUnit
        : 0;
  const again =
    offer.terms === 'purchase'
      ? replacementSchedule(offer.lifeYears, horizonYears, offer.priceChangeFraction)
      : [];
  const needs: Need[] = [
    { kind: offer.terms === 'purchase' ? 'purchase' : 'rent', units: further, atYears: 0, costPerUnit },
    { kind: 'committed', units: committed, atYears: 0, costPerUnit },
    ...again.map(
      ({ year, factor }): Need => ({
        kind: 'replacement',
        units: further + committed,
        atYears: year,
        costPerUnit: costPerUnit * factor,
      }),
    ),
  ];
  return needs.filter(({ units }) => units > 0);
};

/**
 * The purchase list: what is bought or rented, where, when it is needed and when it must be ordered. The costs of a
 * year add up to the capital the bill has in it (silicon bought, replaced, and upfront parts of reservations).
 * Ordered by day of need, then as the problem has its sites and offers.
 *
 * @example
 * // 2 servers of 8 at 32,000 a unit, lead time 84 days, start 2027-01-01:
 * // 16 units, 2 packs, neededOn 2027-01-01, orderBy 2026-10-09, upfrontCost 512,000
 */
export const ordersOf = (problem: Problem, plan: Plan): OrderLine[] => {
  const { startDate, years } = problem.horizon;
  const further = new Map<string, number>();
  for (const { offer, unitsFurther } of plan.units)
    further.set(offer, (further.get(offer) ?? 0) + unitsFurther);
  const silicon = new Map(problem.silicon.map((one) => [one.id, one]));
  const siteOrder = new Map(problem.sites.map((site, index) => [site.id, index]));
  const held = problem.offers.filter((offer): offer is HeldOffer => 'unitsExisting' in offer);
  const lines = held.flatMap((offer) =>
    needsOf(offer, further.get(offer.id) ?? 0, years).map(({ kind, units, atYears, costPerUnit }) => {
      const needed = dayAfter(startDate, atYears);
      const lead = offer.leadTimeDays;
      return {
        site: offer.site,
        year: Math.floor(atYears),
        neededOn: dayText(needed),
        orderBy: lead === undefined ? null : dayText(new Date(needed.getTime() - lead * DAY_MS)),
        offer: offer.id,
        silicon: offer.silicon,
        terms: offer.terms,
        kind,
        units,
        packs: Math.ceil(units / offer.unitsPerPurchase),
        unitsPerPack: offer.unitsPerPurchase,
        itKw: kilowatts(silicon.get(offer.silicon)?.maxWatts ?? 0) * units,
        upfrontCost: costPerUnit * units,
      };
    }),
  );
  const order = (line: OrderLine): number => siteOrder.get(line.site) ?? 0;
  return lines.sort((a, b) =>
    a.neededOn === b.neededOn ? order(a) - order(b) : a.neededOn < b.neededOn ? -1 : 1,
  );
};
