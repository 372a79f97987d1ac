import { InternalError } from '../outcome.js';
import type { Site, Tariff } from '../problem/types.js';
import type { LocalHours } from './hours.js';
import type { Case } from './rows.js';

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

const zoneOf = (tariff: Tariff, site: Site): string => tariff.zone ?? site.zone;

/** Price of every hour of the year at a site, per kWh at the meter. */
export const hourPrices = (audit: Case, tariff: Tariff, site: Site): Float64Array => {
  const { count } = audit.hours;
  if (tariff.kind === 'flat') return new Float64Array(count).fill(tariff.pricePerKwh);
  if (tariff.kind === 'hourly') {
    if (tariff.pricesPerKwh.length !== count)
      throw new InternalError(
        `audit: tariff ${tariff.id} has ${tariff.pricesPerKwh.length} prices for ${count} hours`,
      );
    return Float64Array.from(tariff.pricesPerKwh);
  }
  const local = audit.hours.local(zoneOf(tariff, site));
  return Float64Array.from({ length: count }, (_, h) => {
    const period = periodAt(tariff.weekdaySchedule, tariff.weekendSchedule, local, h);
    const price = tariff.periods[period]?.pricePerKwh;
    if (price === undefined) throw new InternalError(`audit: tariff ${tariff.id} has no period ${period}`);
    return price;
  });
};

/** Windows of a tariff's demand charge at a site; those without an hour are left out. */
export const demandWindows = (audit: Case, tariff: Tariff, site: Site): Window[] => {
  const { demand } = tariff;
  if (demand === undefined) return [];
  const local = audit.hours.local(zoneOf(tariff, site));
  const windows: Window[] = [];
  for (let month = 0; month < 12; month += 1) {
    const hours: number[] = [];
    local.month.forEach((one, h) => {
      if (one === month) hours.push(h);
    });
    const monthly = demand.monthlyPricePerKw?.[month];
    if (monthly !== undefined) windows.push({ month, period: null, pricePerKw: monthly, hours });
    demand.periods?.forEach((period, index) => {
      const within = hours.filter(
        (h) => periodAt(demand.weekdaySchedule, demand.weekendSchedule, local, h) === index,
      );
      if (within.length > 0)
        windows.push({
          month,
          period: { index, name: period.name ?? null },
          pricePerKw: period.pricePerKw,
          hours: within,
        });
    });
  }
  return windows;
};
