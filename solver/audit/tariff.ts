import { InternalError } from '../outcome.js';
import type { Site, Tariff } from '../problem/types.js';
import type { LocalHours, YearHours } from './hours.js';

/** Prices that hold from thresholds on, ascending. */
export type Tiers = readonly { readonly from: number; readonly price: number }[];

/** A month, or one period's hours in it, whose highest kW is billed. */
export interface Window {
  readonly month: number;
  /** Null for the whole month; else the index and name of the period. */
  readonly period: { readonly index: number; readonly name: string | null } | null;
  readonly pricePerKw: number;
  /** Prices above thresholds, ascending. */
  readonly tiers: Tiers;
  readonly ratchet: Ratchet | null;
  readonly hours: readonly number[];
}

type Ratchet = NonNullable<NonNullable<Tariff['demand']>['monthlyRatchet']>;

type Schedule = readonly (readonly number[])[] | undefined;

export const periodAt = (weekday: Schedule, weekend: Schedule, local: LocalHours, h: number): number => {
  const day = local.weekday[h] as number;
  const period = (day >= 5 ? weekend : weekday)?.[local.month[h] as number]?.[local.hour[h] as number];
  if (period === undefined) throw new InternalError('audit: a tariff has periods and no schedule of them');
  return period;
};

/** Prices and windows hour by hour; sites of one tariff and zone share them. */
export class Tariffs {
  private readonly priced = new Map<string, Float64Array>();
  private readonly windowed = new Map<string, readonly Window[]>();

  constructor(private readonly hours: YearHours) {}

  /** Price of every hour of the year at a site, per kWh at the meter. */
  prices(tariff: Tariff, site: Site): Float64Array {
    return keep(this.priced, keyOf(tariff, site), () => this.readPrices(tariff, site));
  }

  /** Windows of a tariff's demand charge at a site; those without an hour are left out. */
  windows(tariff: Tariff, site: Site): readonly Window[] {
    return keep(this.windowed, keyOf(tariff, site), () => this.readWindows(tariff, site));
  }

  private readPrices(tariff: Tariff, site: Site): Float64Array {
    const { count } = this.hours;
    if (tariff.kind === 'flat') return new Float64Array(count).fill(tariff.pricePerKwh);
    if (tariff.kind === 'hourly') {
      const stated = tariff.pricesPerKwh.length;
      if (stated === count) return Float64Array.from(tariff.pricesPerKwh);
      throw new InternalError(`audit: tariff ${tariff.id} has ${stated} prices for ${count} hours`);
    }
    const local = this.hours.local(zoneOf(tariff, site));
    const prices = new Float64Array(count);
    for (let h = 0; h < count; h += 1) {
      const period = periodAt(tariff.weekdaySchedule, tariff.weekendSchedule, local, h);
      const price = tariff.periods[period]?.pricePerKwh;
      if (price === undefined) throw new InternalError(`audit: tariff ${tariff.id} has no period ${period}`);
      prices[h] = price;
    }
    return prices;
  }

  private readWindows(tariff: Tariff, site: Site): Window[] {
    const { demand } = tariff;
    if (demand === undefined) return [];
    const local = this.hours.local(zoneOf(tariff, site));
    const hoursOfMonth: number[][] = Array.from({ length: 12 }, () => []);
    for (let h = 0; h < this.hours.count; h += 1) hoursOfMonth[local.month[h] as number]?.push(h);
    return hoursOfMonth.flatMap((hours, month) => {
      const windows: Window[] = [];
      const monthly = demand.monthlyPricePerKw?.[month];
      const monthlyTiers = (demand.monthlyTiers ?? []).map((tier) => ({
        from: tier.fromKw,
        price: tier.monthlyPricePerKw[month] as number,
      }));
      if (monthly !== undefined)
        windows.push({
          month,
          period: null,
          pricePerKw: monthly,
          tiers: monthlyTiers,
          ratchet: demand.monthlyRatchet ?? null,
          hours,
        });
      demand.periods?.forEach(({ name, pricePerKw, tiers, ratchet }, index) => {
        const { weekdaySchedule, weekendSchedule } = demand;
        const within = hours.filter((h) => periodAt(weekdaySchedule, weekendSchedule, local, h) === index);
        const period = { index, name: name ?? null };
        if (within.length === 0) return;
        windows.push({
          month,
          period,
          pricePerKw,
          tiers: (tiers ?? []).map((tier) => ({ from: tier.fromKw, price: tier.pricePerKw })),
          ratchet: ratchet ?? null,
          hours: within,
        });
      });
      return windows;
    });
  }
}

const zoneOf = (tariff: Tariff, site: Site): string => tariff.zone ?? site.zone;
const keyOf = (tariff: Tariff, site: Site): string => `${tariff.id}\n${zoneOf(tariff, site)}`;

const keep = <T>(known: Map<string, T>, key: string, read: () => T): T => {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = read();
  known.set(key, made);
  return made;
};

/** Whether a month's bill holds more than prices by the hour and by the highest kW. */
export const isBilledMonthly = (tariff: Tariff): boolean => {
  const { fixedCostPerDay, fixedCostPerMonth, minimumCostPerDay, minimumCostPerMonth, demand } = tariff;
  const periods = tariff.kind === 'time-of-use' ? tariff.periods : tariff.kind === 'flat' ? [tariff] : [];
  const stated = [
    fixedCostPerDay,
    fixedCostPerMonth,
    minimumCostPerDay,
    minimumCostPerMonth,
    demand?.monthlyTiers,
    demand?.monthlyRatchet,
    ...periods.map(({ tiers }) => tiers),
    ...(demand?.periods ?? []).flatMap(({ tiers, ratchet }) => [tiers, ratchet]),
  ];
  return stated.some((one) => one !== undefined);
};

/** What the first `quantity` of something costs where its price changes at thresholds. */
export const upTo = (quantity: number, price: number, tiers: Tiers): number => {
  const crossed = tiers.filter(({ from }) => from < quantity);
  const bounds = [0, ...crossed.map(({ from }) => from), quantity];
  const prices = [price, ...crossed.map((tier) => tier.price)];
  return prices.reduce(
    (sum, one, index) => sum + one * ((bounds[index + 1] as number) - (bounds[index] as number)),
    0,
  );
};

/** Months that bill a part of a month's peak: those that follow it within the look-back, the year repeating. */
const looksBackOn = (ratchet: Ratchet, month: number, earlier: number): boolean => {
  const distance = (month - earlier + 12) % 12;
  return (
    distance >= 1 &&
    distance <= ratchet.lookBackMonths &&
    (ratchet.months === undefined || ratchet.months.includes(earlier + 1))
  );
};

/** Billed kW of a window: its peak, or the ratchet's part of the highest one looked back on. */
export const billedKwOf = (
  window: Window,
  peakKw: number,
  all: readonly { readonly window: Window; readonly peakKw: number }[],
): number => {
  const { ratchet, month, period } = window;
  if (ratchet === null) return peakKw;
  const earlier = all.filter(
    (one) => one.window.period?.index === period?.index && looksBackOn(ratchet, month, one.window.month),
  );
  return earlier.reduce((kw, one) => Math.max(kw, ratchet.fraction * one.peakKw), peakKw);
};
