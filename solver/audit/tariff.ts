import { InternalError } from '../outcome.js';
import type { Site, Tariff } from '../problem/types.js';
import type { LocalHours, YearHours } from './hours.js';

/** A month, or one period's hours in it, whose highest kW is billed. */
export interface Window {
  readonly month: number;
  /** Null for the whole month; else the index and name of the period. */
  readonly period: { readonly index: number; readonly name: string | null } | null;
  readonly pricePerKw: number;
  readonly hours: readonly number[];
}

type Schedule = readonly (readonly number[])[] | undefined;

const periodAt = (weekday: Schedule, weekend: Schedule, local: LocalHours, h: number): number => {
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
      if (monthly !== undefined) windows.push({ month, period: null, pricePerKw: monthly, hours });
      demand.periods?.forEach(({ name, pricePerKw }, index) => {
        const { weekdaySchedule, weekendSchedule } = demand;
        const within = hours.filter((h) => periodAt(weekdaySchedule, weekendSchedule, local, h) === index);
        const period = { index, name: name ?? null };
        if (within.length > 0) windows.push({ month, period, pricePerKw, hours: within });
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
