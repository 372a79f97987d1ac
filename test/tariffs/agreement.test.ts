import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { YearHours } from '../../solver/audit/hours.js';
import { billedMonths } from '../../solver/audit/money/meter.js';
import { billedKwOf, Tariffs } from '../../solver/audit/tariff.js';
import type { Site, Tariff } from '../../solver/problem/types.js';
import { makeCalendar } from '../../solver/sizing/index.js';
import { meterBill } from '../../solver/sizing/meter-bill.js';
import { sum } from './support.js';

const YEAR = 2024;
const HOURS = 8784;
const calendar = makeCalendar(YEAR);
const hours = new YearHours(YEAR);

const price = fc.integer({ min: 0, max: 400 }).map((thousandths) => thousandths / 1000);
const month12 = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(one, { minLength: 12, maxLength: 12 });

/** Thresholds that rise, few enough that loads cross some of them. */
const thresholds = (largest: number): fc.Arbitrary<number[]> =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: largest }), { minLength: 1, maxLength: 3 })
    .map((values) => values.sort((a, b) => a - b));

const energyTiers = fc
  .tuple(thresholds(4000), fc.array(price, { minLength: 3, maxLength: 3 }), fc.boolean())
  .map(([from, prices, byDay]) =>
    from.map((kwh, index) => ({
      ...(byDay ? { fromKwhPerDay: kwh / 30 } : { fromKwhPerMonth: kwh }),
      pricePerKwh: prices[index] ?? 0,
    })),
  );
const demandTiers = fc
  .tuple(thresholds(9), fc.array(price, { minLength: 3, maxLength: 3 }))
  .map(([from, prices]) => from.map((fromKw, index) => ({ fromKw, pricePerKw: prices[index] ?? 0 })));
const ratchet = fc.record(
  {
    fraction: fc.integer({ min: 1, max: 10 }).map((tenths) => tenths / 10),
    lookBackMonths: fc.integer({ min: 1, max: 11 }),
    months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1 }),
  },
  { requiredKeys: ['fraction', 'lookBackMonths'] },
);
const schedule = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 11 }))
  .map(([start, summer]) =>
    Array.from({ length: 12 }, (_, month) =>
      Array.from({ length: 24 }, (_, hour) => (hour >= start && month >= summer ? 1 : 0)),
    ),
  );
const demand = fc.record(
  {
    monthlyPricePerKw: month12(price),
    monthlyTiers: thresholds(9).map((from) =>
      from.map((fromKw, index) => ({ fromKw, monthlyPricePerKw: Array<number>(12).fill(0.1 * index) })),
    ),
    monthlyRatchet: ratchet,
    periods: fc.tuple(
      fc.record(
        { name: fc.constant('low'), pricePerKw: price, ratchet },
        { requiredKeys: ['name', 'pricePerKw'] },
      ),
      fc.record(
        { name: fc.constant('high'), pricePerKw: price, tiers: demandTiers, ratchet },
        { requiredKeys: ['name', 'pricePerKw'] },
      ),
    ),
    weekdaySchedule: schedule,
    weekendSchedule: schedule,
  },
  { requiredKeys: ['monthlyPricePerKw', 'periods', 'weekdaySchedule', 'weekendSchedule'] },
);
const shared = {
  demand,
  fixedCostPerMonth: price.map((one) => one * 1000),
  fixedCostPerDay: price.map((one) => one * 10),
  minimumCostPerMonth: price.map((one) => one * 2000),
  minimumCostPerDay: price.map((one) => one * 50),
};
const id = fc.constant('t');
const tariff: fc.Arbitrary<Tariff> = fc.oneof(
  fc.record(
    { kind: fc.constant('flat' as const), id, pricePerKwh: price, tiers: energyTiers, ...shared },
    { requiredKeys: ['kind', 'id', 'pricePerKwh'] },
  ),
  fc.record(
    {
      kind: fc.constant('time-of-use' as const),
      id,
      periods: fc.tuple(
        fc.record(
          { name: fc.constant('off'), pricePerKwh: price, tiers: energyTiers },
          { requiredKeys: ['name', 'pricePerKwh'] },
        ),
        fc.record({ pricePerKwh: price, tiers: energyTiers }, { requiredKeys: ['pricePerKwh'] }),
      ),
      weekdaySchedule: schedule,
      weekendSchedule: schedule,
      ...shared,
    },
    { requiredKeys: ['kind', 'id', 'periods', 'weekdaySchedule', 'weekendSchedule'] },
  ),
  fc.record(
    {
      kind: fc.constant('hourly' as const),
      id,
      pricesPerKwh: fc.integer().map((seed) => randoms(seed).map((one) => one * 0.4 - 0.1)),
      ...shared,
    },
    { requiredKeys: ['kind', 'id', 'pricesPerKwh'] },
  ),
) as fc.Arbitrary<Tariff>;

/** Figures of 0 to 1, one for each hour; the same for a seed. */
const randoms = (seed: number): number[] => {
  let state = seed >>> 0;
  return Array.from({ length: HOURS }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  });
};

/** The audit's bill of the same hours, by its own path. */
const auditBill = (
  one: Tariff,
  zone: string,
  kwh: Float64Array,
  peakKw: Float64Array,
  otherKw: number,
  isPresent: boolean,
) => {
  const site = { zone } as Site;
  const peaks = new Tariffs(hours).windows(one, site).map((window) => ({
    window,
    peakKw: Math.max(...window.hours.map((hour) => peakKw[hour] ?? 0)),
  }));
  const windows = peaks.map(({ window, peakKw: highest }) => ({
    ...window,
    billedKw: billedKwOf(window, highest, peaks),
  }));
  return billedMonths(hours, one, zone, { kwh: (hour) => kwh[hour] ?? 0, otherKw, isPresent }, windows);
};

describe('two readings of one meter', () => {
  it('agree to a tenth of a cent in every month and every charge', () => {
    let tiered = 0;
    let least = 0;
    let runs = 0;
    fc.assert(
      fc.property(
        tariff,
        fc.constantFrom('UTC', 'Europe/Berlin', 'America/Los_Angeles'),
        fc.integer(),
        fc.constantFrom(0, 0, 1.5),
        fc.boolean(),
        (one, zone, seed, otherKw, isPresent) => {
          const kwh = Float64Array.from(randoms(seed), (share) => 8 * share);
          const peakKw = kwh.map((kw) => kw * 1.1 + otherKw);
          const own = meterBill(one, zone, calendar, { kwh, peakKw, otherKw, isPresent });
          const audit = auditBill(one, zone, kwh, peakKw, otherKw, isPresent);
          own.forEach((shown, index) => {
            const read = audit[index];
            if (!read) throw new Error(`the audit has no month ${index}`);
            const pairs: [number, number][] = [
              [
                sum(shown.energy.map(({ amount }) => amount)),
                sum([...read.energy.values()].map(({ amount }) => amount)),
              ],
              [sum(shown.demand.map(({ amount }) => amount)), read.demandAmount],
              [shown.fixedAmount, read.fixedAmount],
              [shown.otherLoadAmount, read.otherLoadAmount],
              [shown.minimumAmount, read.minimumAmount],
            ];
            for (const [a, b] of pairs) expect(Math.abs(a - b)).toBeLessThan(0.001);
            if (shown.energy.some(({ fromKwh, kwh: part }) => fromKwh > 0 && part > 0)) tiered += 1;
            if (shown.minimumAmount > 0) least += 1;
          });
          runs += 1;
        },
      ),
      { numRuns: 25, seed: 20_261_127 },
    );
    expect(runs).toBe(25);
    // Months that reached a further tier, and months that were raised to their least bill.
    expect(tiered).toBeGreaterThan(30);
    expect(least).toBeGreaterThan(10);
  });
});
