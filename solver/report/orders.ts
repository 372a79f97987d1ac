import { groupBy } from '../collections.js';
import type { BillEntry, Plan } from '../plan/types.js';
import type { HeldOffer, Problem } from '../problem/types.js';
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
  readonly cost: number;
}

/** Capital the bill has in an offer, by the moment it is paid. */
const capitalOf = (entries: readonly BillEntry[]): ReadonlyMap<number, number> => {
  const paid = new Map<number, number>();
  for (const { component, timing, amount } of entries) {
    if (component !== 'siliconUpfront' && component !== 'siliconReplacement') continue;
    const payments =
      timing.kind === 'dated' ? timing.payments : timing.kind === 'upfront' ? [{ year: 0, factor: 1 }] : [];
    for (const { year, factor } of payments) paid.set(year, (paid.get(year) ?? 0) + amount * factor);
  }
  return paid;
};

interface UnitsOfOffer {
  readonly further: number;
  readonly kept: number;
  readonly givenUp: number;
  readonly signedAgainInYears: readonly number[];
}

const needsOf = (
  offer: HeldOffer,
  { further, kept, givenUp, signedAgainInYears }: UnitsOfOffer,
  capital: ReadonlyMap<number, number>,
): Need[] => {
  const isRent = offer.terms === 'lease' || offer.terms === 'reserved';
  const committed = offer.unitsCommitted;
  const pricePerUnit =
    offer.terms === 'purchase'
      ? offer.pricePerUnit
      : offer.terms === 'reserved'
        ? offer.upfrontCostPerUnit
        : 0;
  const atStart = capital.get(0) ?? 0;
  const later = isRent ? signedAgainInYears : [...capital.keys()].filter((year) => year > 0);
  // Owned units are replaced where they are in use, bought ones all together, rented ones but for those given up.
  const again = offer.terms === 'owned' ? kept : further + committed - (isRent ? givenUp : 0);
  const needs: Need[] = [
    {
      kind: isRent ? 'rent' : 'purchase',
      units: offer.terms === 'owned' ? 0 : further,
      atYears: 0,
      cost: atStart - pricePerUnit * committed,
    },
    {
      kind: 'committed',
      units: offer.terms === 'owned' ? 0 : committed,
      atYears: 0,
      cost: pricePerUnit * committed,
    },
    ...later.map(
      (year): Need => ({
        kind: isRent ? 'renewal' : 'replacement',
        units: again,
        atYears: year,
        cost: capital.get(year) ?? 0,
      }),
    ),
  ];
  return needs.filter(({ units }) => units > 0);
};

/**
 * The purchase list: what is bought or rented, where, when it is needed and when it must be ordered. Costs are those of
 * the bill, so they add up to the capital in it (silicon bought and replaced, upfront parts of reservations).
 * Ordered by day of need, then as the problem has its sites and offers.
 *
 * @example
 * // 2 servers of 8 at 32,000 a unit, lead time 84 days, start 2027-01-01:
 * // 16 units, 2 packs, neededOn 2027-01-01, orderBy 2026-10-09, upfrontCost 512,000
 */
export const ordersOf = (problem: Problem, plan: Plan): OrderLine[] => {
  const { startDate } = problem.horizon;
  const further = new Map<string, number>();
  const kept = new Map<string, number>();
  for (const { offer, unitsKept, unitsFurther } of plan.units) {
    further.set(offer, (further.get(offer) ?? 0) + unitsFurther);
    kept.set(offer, (kept.get(offer) ?? 0) + unitsKept);
  }
  const contracts = new Map((plan.contracts ?? []).map((one) => [one.offer, one]));
  const entries = groupBy(plan.bill.entries, (entry) => entry.offer ?? '');
  const silicon = new Map(problem.silicon.map((one) => [one.id, one]));
  const siteOrder = new Map(problem.sites.map((site, index) => [site.id, index]));
  const held = problem.offers.filter((offer): offer is HeldOffer => 'unitsExisting' in offer);
  const lines = held.flatMap((offer) => {
    const contract = contracts.get(offer.id);
    const units: UnitsOfOffer = {
      further: further.get(offer.id) ?? 0,
      kept: kept.get(offer.id) ?? 0,
      givenUp: contract?.unitsGivenUp ?? 0,
      signedAgainInYears: contract?.signedAgainInYears ?? [],
    };
    const capital = capitalOf(entries.get(offer.id) ?? []);
    return needsOf(offer, units, capital).map((need) => {
      const needed = dayAfter(startDate, need.atYears);
      const lead = offer.leadTimeDays;
      return {
        site: offer.site,
        year: Math.ceil(need.atYears),
        neededOn: dayText(needed),
        orderBy: lead === undefined ? null : dayText(new Date(needed.getTime() - lead * DAY_MS)),
        offer: offer.id,
        silicon: offer.silicon,
        terms: offer.terms,
        kind: need.kind,
        units: need.units,
        packs: Math.ceil(need.units / offer.unitsPerPurchase),
        unitsPerPack: offer.unitsPerPurchase,
        itKw: kilowatts(silicon.get(offer.silicon)?.maxWatts ?? 0) * need.units,
        upfrontCost: need.cost,
      };
    });
  });
  const order = (line: OrderLine): number => siteOrder.get(line.site) ?? 0;
  return lines.sort((a, b) =>
    a.neededOn === b.neededOn ? order(a) - order(b) : a.neededOn < b.neededOn ? -1 : 1,
  );
};
