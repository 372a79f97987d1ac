import { InternalError } from '../outcome.js';
import type { Tariff } from '../problem/types.js';
import type { Calendar, DemandTier, DemandWindow, LocalClock } from './types.js';

const HOURS_PER_DAY = 24;
const SATURDAY_HOUR = 120;
const MONTHS = 12;

type Ratchet = NonNullable<NonNullable<Tariff['demand']>['monthlyRatchet']>;
type Schedule = readonly (readonly number[])[];

/** Index of the period of every hour, from 12 x 24 schedules read by the local clock. */
export function periodOfHours(clock: LocalClock, weekday: Schedule, weekend: Schedule): Uint16Array {
  return Uint16Array.from(clock.month, (month, hour) => {
    const hourOfWeek = clock.hourOfWeek[hour] ?? 0;
    const schedule = hourOfWeek >= SATURDAY_HOUR ? weekend : weekday;
    const period = schedule[month]?.[hourOfWeek % HOURS_PER_DAY];
    if (period === undefined)
      throw new InternalError(`A schedule has no month ${month}, hour ${hourOfWeek % 24}.`);
    return period;
  });
}

/** Zone in which a tariff's schedules are read: its own, else the zone of the site that uses it. */
export const zoneOf = (tariff: Tariff, siteZone: string): string => tariff.zone ?? siteZone;

/**
 * Price of a kWh at the meter in every hour of the reference year, money/kWh. Negative prices are kept.
 *
 * @example
 * const tariff = { kind: 'flat', id: 't', pricePerKwh: 0.2 } as const;
 * hourlyPrices(tariff, 'Europe/Berlin', makeCalendar(2026))[0]; // 0.2
 */
export function hourlyPrices(tariff: Tariff, siteZone: string, calendar: Calendar): Float64Array {
  const { hourCount } = calendar;
  switch (tariff.kind) {
    case 'flat':
      return new Float64Array(hourCount).fill(tariff.pricePerKwh);
    case 'hourly':
      if (tariff.pricesPerKwh.length !== hourCount) {
        throw new InternalError(
          `Tariff ${tariff.id} has ${tariff.pricesPerKwh.length} hourly prices, the year has ${hourCount} hours.`,
        );
      }
      return Float64Array.from(tariff.pricesPerKwh);
    case 'time-of-use': {
      const clock = calendar.local(zoneOf(tariff, siteZone));
      const prices = tariff.periods.map((period) => period.pricePerKwh);
      const periods = periodOfHours(clock, tariff.weekdaySchedule, tariff.weekendSchedule);
      return Float64Array.from(periods, (period) => {
        const price = prices[period];
        if (price === undefined) throw new InternalError(`Tariff ${tariff.id} has no period ${period}.`);
        return price;
      });
    }
  }
}

/** A month as windows are named by it: 2026-01. */
export const monthName = (referenceYear: number, month: number): string =>
  `${referenceYear}-${String(month + 1).padStart(2, '0')}`;

/** Names of periods in windows: their own, or the index where it has none or shares it. */
export const periodLabels = (periods: readonly { readonly name?: string | undefined }[]): string[] =>
  periods.map(({ name }, index) =>
    name === undefined || periods.filter((period) => period.name === name).length > 1 ? String(index) : name,
  );

/** Hours of each of `count` windows, ascending. */
export function hoursByWindow(windowOfHour: ArrayLike<number>, count: number): Int32Array[] {
  const sizes = new Int32Array(count);
  for (let hour = 0; hour < windowOfHour.length; hour++) {
    const window = windowOfHour[hour] ?? 0;
    sizes[window] = (sizes[window] ?? 0) + 1;
  }
  const hours = Array.from(sizes, (size) => new Int32Array(size));
  const filled = new Int32Array(count);
  for (let hour = 0; hour < windowOfHour.length; hour++) {
    const window = windowOfHour[hour] ?? 0;
    const at = filled[window] ?? 0;
    (hours[window] ?? new Int32Array(0))[at] = hour;
    filled[window] = at + 1;
  }
  return hours;
}

/** Names of the windows a month's ratchet looks back on, in a year that repeats. */
const lookedBackOn = (ratchet: Ratchet, month: number): number[] =>
  Array.from({ length: ratchet.lookBackMonths }, (_, back) => (month + MONTHS - 1 - back) % MONTHS).filter(
    (earlier) => ratchet.months === undefined || ratchet.months.includes(earlier + 1),
  );

/**
 * Windows of a tariff's demand charges with at least one hour: each local month (`2026-01`), then the hours of each demand
 * period in each local month (`2026-01/peak`, or the period's index where it has no name of its own). Windows without a
 * price are left out, but for those a ratchet may look back on.
 *
 * @example
 * const demand = { monthlyPricePerKw: [9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] };
 * const tariff = { kind: 'flat', id: 't', pricePerKwh: 0.2, demand } as const;
 * demandWindows(tariff, 'UTC', makeCalendar(2026)); // [{ name: '2026-01', pricePerKw: 9, hours: 0 to 743 }]
 */
export function demandWindows(tariff: Tariff, siteZone: string, calendar: Calendar): DemandWindow[] {
  const { demand } = tariff;
  if (!demand) return [];
  const windows: DemandWindow[] = [];
  const clock = calendar.local(zoneOf(tariff, siteZone));
  const add = (
    nameIn: (month: number) => string,
    hoursIn: (month: number) => Int32Array | undefined,
    month: number,
    pricePerKw: number,
    tiers: readonly DemandTier[] | undefined,
    ratchet: Ratchet | undefined,
  ): void => {
    const hours = hoursIn(month);
    const isPriced = pricePerKw > 0 || tiers?.some((tier) => tier.pricePerKw > 0) || ratchet !== undefined;
    if (!isPriced || !hours || hours.length === 0) return;
    const sources = (ratchet ? lookedBackOn(ratchet, month) : []).filter(
      (earlier) => (hoursIn(earlier)?.length ?? 0) > 0,
    );
    windows.push({
      name: nameIn(month),
      pricePerKw,
      hours,
      ...(tiers === undefined ? {} : { tiers }),
      ...(ratchet === undefined
        ? {}
        : { ratchet: { fraction: ratchet.fraction, windows: sources.map(nameIn) } }),
    });
  };

  if (demand.monthlyPricePerKw) {
    const hours = hoursByWindow(clock.month, MONTHS);
    demand.monthlyPricePerKw.forEach((price, month) => {
      const tiers = demand.monthlyTiers?.map(({ fromKw, monthlyPricePerKw }) => ({
        fromKw,
        pricePerKw: monthlyPricePerKw[month] ?? Number.NaN,
      }));
      const name = (one: number): string => monthName(calendar.referenceYear, one);
      add(name, (one) => hours[one], month, price, tiers, demand.monthlyRatchet);
    });
  }
  const { periods } = demand;
  if (periods && periods.length > 0) {
    if (!demand.weekdaySchedule || !demand.weekendSchedule) {
      throw new InternalError(`Tariff ${tariff.id} has demand periods without both schedules.`);
    }
    const periodOfHour = periodOfHours(clock, demand.weekdaySchedule, demand.weekendSchedule);
    const windowOfHour = periodOfHour.map(
      (period, hour) => (clock.month[hour] ?? 0) * periods.length + period,
    );
    const hours = hoursByWindow(windowOfHour, MONTHS * periods.length);
    const labels = periodLabels(periods);
    for (let month = 0; month < MONTHS; month++) {
      periods.forEach(({ pricePerKw, tiers, ratchet }, index) => {
        const name = (one: number): string => `${monthName(calendar.referenceYear, one)}/${labels[index]}`;
        add(name, (one) => hours[one * periods.length + index], month, pricePerKw, tiers, ratchet);
      });
    }
  }
  return windows;
}
