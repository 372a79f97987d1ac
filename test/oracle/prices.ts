import type { Site, Tariff } from '../../solver/problem/types.js';
import { hoursOfYear, localYear } from './clock.js';
import { must } from './demand.js';
import { type Worth, yearly } from './worth.js';

export interface DemandWindow {
  /** Present worth of a kW of its highest hour. */
  readonly price: number;
  readonly hours: readonly number[];
}

export function hourPrices(tariff: Tariff, site: Site, year: number): Float64Array {
  const prices = new Float64Array(hoursOfYear(year));
  const local = localYear(tariff.zone ?? must(site.zone, 'zone'), year);
  for (let hour = 0; hour < prices.length; hour += 1) {
    const month = must(local.month[hour], 'month');
    const clock = must(local.hourOfDay[hour], 'hour');
    const isWeekend = must(local.weekday[hour], 'weekday') >= 5;
    if (tariff.kind === 'flat') prices[hour] = tariff.pricePerKwh;
    else if (tariff.kind === 'hourly') prices[hour] = must(tariff.pricesPerKwh[hour], 'hourly price');
    else {
      const schedule = isWeekend ? tariff.weekendSchedule : tariff.weekdaySchedule;
      const period = must(schedule[month]?.[clock], 'period');
      prices[hour] = must(tariff.periods[period], 'period').pricePerKwh;
    }
  }
  return prices;
}

export function demandWindows(tariff: Tariff, site: Site, year: number, worth: Worth): DemandWindow[] {
  const { demand } = tariff;
  if (demand === undefined) return [];
  const factor = yearly(worth, tariff.escalationFraction);
  const local = localYear(tariff.zone ?? must(site.zone, 'zone'), year);
  const windows = new Map<string, { price: number; hours: number[] }>();
  const put = (key: string, price: number, hour: number): void => {
    const window = windows.get(key) ?? { price: price * factor, hours: [] };
    window.hours.push(hour);
    windows.set(key, window);
  };
  for (let hour = 0; hour < local.month.length; hour += 1) {
    const month = must(local.month[hour], 'month');
    if (demand.monthlyPricePerKw !== undefined)
      put(`${month}`, must(demand.monthlyPricePerKw[month], 'price of the month'), hour);
    const schedule =
      must(local.weekday[hour], 'weekday') >= 5 ? demand.weekendSchedule : demand.weekdaySchedule;
    if (schedule === undefined || demand.periods === undefined) continue;
    const period = must(schedule[month]?.[must(local.hourOfDay[hour], 'hour')], 'demand period');
    put(`${month}/${period}`, must(demand.periods[period], 'demand period').pricePerKw, hour);
  }
  return [...windows.values()].filter((window) => window.price !== 0);
}
