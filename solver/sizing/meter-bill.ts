import type { Tariff } from '../problem/types.js';
import { energyWindows, monthCharges } from './metering.js';
import { demandWindows, hourlyPrices, monthName } from './tariff.js';
import type { Calendar } from './types.js';

/** What a meter sees, hour by hour of the reference year. */
export interface MeterLoad {
  /** Energy that is billed to the plan in each hour, kWh. */
  readonly kwh: Float64Array;
  /** Highest kW of each hour, load already there included. */
  readonly peakKw: Float64Array;
  /** Load already there, at the meter; the same in every hour. */
  readonly otherKw: number;
  /** Whether there is a meter to pay for: the site is open, or other load stands at it. */
  readonly isPresent: boolean;
}

/** Energy of a window that was billed at one price. */
export interface MeterEnergy {
  /** Month, or month and period: 2026-01/peak. */
  readonly window: string;
  /** Energy of the window at which the tier begins; load already there counts. */
  readonly fromKwh: number;
  /** Billed to the plan in this tier. */
  readonly kwh: number;
  /** Null where each hour has its own price. */
  readonly pricePerKwh: number | null;
  readonly amount: number;
}

/** kW of a window that were billed at one price. */
export interface MeterDemand {
  readonly window: string;
  /** Highest kW of the window. */
  readonly peakKw: number;
  /** What is billed: the peak, or part of an earlier one. */
  readonly billedKw: number;
  readonly fromKw: number;
  /** Of the billed kW, those in this tier. */
  readonly kw: number;
  readonly pricePerKw: number;
  readonly amount: number;
}

/** The electricity bill of a month, at the prices of the first year. */
export interface MeterMonth {
  /** For example 2026-01. */
  readonly month: string;
  readonly energy: readonly MeterEnergy[];
  readonly demand: readonly MeterDemand[];
  readonly fixedAmount: number;
  /** Energy of load already there, which the plan does not pay; it counts towards the least bill. */
  readonly otherLoadAmount: number;
  /** What is added to reach the least bill. */
  readonly minimumAmount: number;
  /** Energy, demand, fixed and minimum: what the plan pays. */
  readonly amount: number;
}

/** A part of a quantity, in the tier it fell into. */
interface Filled {
  readonly from: number;
  readonly quantity: number;
  readonly price: number;
}

/**
 * Fills tiers in their order with what lies between two levels.
 *
 * @example
 * // 0.10 to 1,000 and 0.08 above; from 600 to 1,500: 400 at 0.10, 500 at 0.08
 */
const fill = (
  price: number,
  tiers: readonly { readonly from: number; readonly price: number }[],
  begin: number,
  end: number,
): Filled[] => {
  const all = [{ from: 0, price }, ...tiers];
  return all.flatMap((tier, index) => {
    const next = all[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    const quantity = Math.max(0, Math.min(end, next) - Math.max(begin, tier.from));
    return index === 0 || quantity > 0 ? [{ from: tier.from, quantity, price: tier.price }] : [];
  });
};

const sum = (figures: readonly number[]): number => figures.reduce((total, one) => total + one, 0);
const amounts = (rows: readonly { readonly amount: number }[]): number =>
  sum(rows.map(({ amount }) => amount));

/**
 * The electricity bill of a site, month by month (docs/formulation.md, section 7.5). Load already at the site fills the
 * tiers first and its energy is not billed to the plan; its kW are, as everywhere.
 *
 * @example
 * // 10 kW all January at 0.20 a kWh, 500 a month fixed: 7,440 kWh are 1,488, and 500
 */
export const meterBill = (
  tariff: Tariff,
  siteZone: string,
  calendar: Calendar,
  load: MeterLoad,
): MeterMonth[] => {
  const prices = hourlyPrices(tariff, siteZone, calendar);
  const windows = energyWindows(tariff, siteZone, calendar);
  const charged = demandWindows(tariff, siteZone, calendar);
  const peaks = new Map(
    charged.map(({ name, hours }) => [
      name,
      hours.reduce((most, hour) => Math.max(most, load.peakKw[hour] ?? 0), 0),
    ]),
  );
  return monthCharges(tariff, calendar).map(({ fixed, minimum }, month) => {
    const name = monthName(calendar.referenceYear, month);
    let otherLoadAmount = 0;
    const energy = windows
      .filter((window) => window.month === month)
      .flatMap(({ name: window, hours, pricePerKwh, tiers }): MeterEnergy[] => {
        const kwh = hours.reduce((total, hour) => total + (load.kwh[hour] ?? 0), 0);
        const otherKwh = load.otherKw * hours.length;
        if (pricePerKwh === null) {
          const paid = (energyOf: (hour: number) => number): number =>
            hours.reduce((total, hour) => total + (prices[hour] ?? 0) * energyOf(hour), 0);
          otherLoadAmount += paid(() => load.otherKw);
          return [{ window, fromKwh: 0, kwh, pricePerKwh, amount: paid((hour) => load.kwh[hour] ?? 0) }];
        }
        const steps = tiers.map((tier) => ({ from: tier.fromKwh, price: tier.pricePerKwh }));
        for (const { quantity, price } of fill(pricePerKwh, steps, 0, otherKwh))
          otherLoadAmount += quantity * price;
        return fill(pricePerKwh, steps, otherKwh, otherKwh + kwh).map(({ from, quantity, price }) => ({
          window,
          fromKwh: from,
          kwh: quantity,
          pricePerKwh: price,
          amount: quantity * price,
        }));
      });
    const demand = charged
      .filter((window) => window.name.startsWith(name))
      .flatMap(({ name: window, pricePerKw, tiers, ratchet }): MeterDemand[] => {
        const peakKw = peaks.get(window) ?? 0;
        const earlier = (ratchet?.windows ?? []).map((one) => peaks.get(one) ?? 0);
        const billedKw = Math.max(peakKw, (ratchet?.fraction ?? 0) * Math.max(0, ...earlier));
        const steps = (tiers ?? []).map((tier) => ({ from: tier.fromKw, price: tier.pricePerKw }));
        return fill(pricePerKw, steps, 0, billedKw).map(({ from, quantity, price }) => ({
          window,
          peakKw,
          billedKw,
          fromKw: from,
          kw: quantity,
          pricePerKw: price,
          amount: quantity * price,
        }));
      });
    const fixedAmount = load.isPresent ? fixed : 0;
    const used = amounts(energy) + amounts(demand) + fixedAmount;
    const least = load.isPresent ? (minimum ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY;
    const minimumAmount = Math.max(0, least - used - otherLoadAmount);
    return {
      month: name,
      energy,
      demand,
      fixedAmount,
      otherLoadAmount,
      minimumAmount,
      amount: used + minimumAmount,
    };
  });
};
