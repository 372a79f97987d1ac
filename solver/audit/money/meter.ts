import type { Tariff } from '../../problem/types.js';
import type { YearHours } from '../hours.js';
import { periodAt, type Tiers, upTo, type Window } from '../tariff.js';

/** What a meter counted, hour by hour. */
export interface Counted {
  /** kWh that are billed to the plan. */
  readonly kwh: (hour: number) => number;
  /** kW of load already there, the same in every hour. */
  readonly otherKw: number;
  readonly isPresent: boolean;
}

/** A period's energy in a month; the whole month where the tariff has no periods. */
export interface CountedEnergy {
  readonly period: number;
  kwh: number;
  amount: number;
}

/** A month's bill. */
export interface BilledMonth {
  readonly energy: ReadonlyMap<number, CountedEnergy>;
  /** At the price of the first tier, as if there were no other. */
  readonly firstTierAmount: number;
  readonly demandAmount: number;
  readonly fixedAmount: number;
  readonly otherLoadAmount: number;
  readonly minimumAmount: number;
}

const daysOf = (month: number, isLeap: boolean): number => {
  if (month === 1) return isLeap ? 29 : 28;
  return [3, 5, 8, 10].includes(month) ? 30 : 31;
};

const energyPrice = (
  tariff: Tariff,
  hour: number,
  period: number,
  days: number,
): { price: number; tiers: Tiers } => {
  if (tariff.kind === 'hourly') return { price: tariff.pricesPerKwh[hour] as number, tiers: [] };
  const stated = tariff.kind === 'flat' ? tariff : tariff.periods[period];
  const tiers = (stated?.tiers ?? []).map((one) => ({
    from: one.fromKwhPerDay === undefined ? (one.fromKwhPerMonth as number) : one.fromKwhPerDay * days,
    price: one.pricePerKwh,
  }));
  return { price: stated?.pricePerKwh ?? Number.NaN, tiers };
};

/**
 * The year's bills of one meter, read as the meter turns: each hour's energy is paid at the price the counter of its
 * month and period stands at. Load already there is counted first.
 */
export const billedMonths = (
  hours: YearHours,
  tariff: Tariff,
  zone: string,
  counted: Counted,
  windows: readonly (Window & { readonly billedKw: number })[],
): BilledMonth[] => {
  const local = hours.local(zone);
  const periodOf = (hour: number): number =>
    tariff.kind === 'time-of-use' ? periodAt(tariff.weekdaySchedule, tariff.weekendSchedule, local, hour) : 0;
  const hoursOf = Array.from({ length: 12 }, (): number[] => []);
  for (let hour = 0; hour < hours.count; hour += 1) hoursOf[local.month[hour] as number]?.push(hour);
  return hoursOf.map((own, month): BilledMonth => {
    const days = daysOf(month, hours.count === 8784);
    const counters = new Map<number, number>();
    const energy = new Map<number, CountedEnergy>();
    const turn = (hour: number, period: number, kwh: number): number => {
      const { price, tiers } = energyPrice(tariff, hour, period, days);
      if (tiers.length === 0) return price * kwh;
      const before = counters.get(period) ?? 0;
      counters.set(period, before + kwh);
      return upTo(before + kwh, price, tiers) - upTo(before, price, tiers);
    };
    let otherLoadAmount = 0;
    for (const hour of own) otherLoadAmount += turn(hour, periodOf(hour), counted.otherKw);
    let firstTierAmount = 0;
    for (const hour of own) {
      const period = periodOf(hour);
      const kwh = counted.kwh(hour);
      const row = energy.get(period) ?? { period, kwh: 0, amount: 0 };
      energy.set(period, row);
      row.kwh += kwh;
      row.amount += turn(hour, period, kwh);
      firstTierAmount += kwh * energyPrice(tariff, hour, period, days).price;
    }
    const inMonth = windows.filter((window) => window.month === month);
    const demandAmount = inMonth.reduce(
      (sum, { billedKw, pricePerKw, tiers }) => sum + upTo(billedKw, pricePerKw, tiers),
      0,
    );
    const perDayAndMonth = (day: number | undefined, whole: number | undefined): number =>
      counted.isPresent ? (day ?? 0) * days + (whole ?? 0) : 0;
    const fixedAmount = perDayAndMonth(tariff.fixedCostPerDay, tariff.fixedCostPerMonth);
    const energyAmount = [...energy.values()].reduce((sum, { amount }) => sum + amount, 0);
    const whole = energyAmount + otherLoadAmount + demandAmount + fixedAmount;
    const hasLeast = tariff.minimumCostPerDay !== undefined || tariff.minimumCostPerMonth !== undefined;
    const least = perDayAndMonth(tariff.minimumCostPerDay, tariff.minimumCostPerMonth);
    const minimumAmount = hasLeast && counted.isPresent && whole < least ? least - whole : 0;
    return { energy, firstTierAmount, demandAmount, fixedAmount, otherLoadAmount, minimumAmount };
  });
};
