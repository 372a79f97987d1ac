import { describe, expect, it } from 'vitest';
import { allDay, atOneSite, ENGINES, KW, lineOf, MONTH_HOURS, monthsAt, solvedPlan, sum } from './support.js';

/** chat runs at 2.4 kW all year: 2.4 x 744 = 1,785.6 kWh in January, 21,024 kWh in 2026. */
const KWH = 21_024;

describe.each(ENGINES)('electricity bills on %s', (_, engine) => {
  it('rising tiers: 0.10 to 1,000 kWh a month, 0.15 above', async () => {
    const plan = await solvedPlan(
      atOneSite({
        id: 'grid',
        kind: 'flat',
        pricePerKwh: 0.1,
        tiers: [{ fromKwhPerMonth: 1000, pricePerKwh: 0.15 }],
      }),
      engine,
    );
    expect(lineOf(plan, 'energy')).toBeCloseTo(0.1 * KWH, 6);
    // 0.05 more on 21,024 - 12 x 1,000 kWh.
    expect(lineOf(plan, 'energyTiers')).toBeCloseTo(0.05 * 9024, 6);
    const [january] = monthsAt(plan, 'a');
    expect(january?.energy).toMatchObject([
      { window: '2026-01', fromKwh: 0, kwh: 1000, pricePerKwh: 0.1 },
      { window: '2026-01', fromKwh: 1000, pricePerKwh: 0.15 },
    ]);
    expect(january?.energy[1]?.kwh).toBeCloseTo(785.6, 9);
    expect(january?.amount).toBeCloseTo(100 + 785.6 * 0.15, 9);
  });

  it('falling tiers: 0.10 to 1,000 kWh a month, 0.06 to 1,700, 0.05 above', async () => {
    const plan = await solvedPlan(
      atOneSite({
        id: 'grid',
        kind: 'flat',
        pricePerKwh: 0.1,
        tiers: [
          { fromKwhPerMonth: 1000, pricePerKwh: 0.06 },
          { fromKwhPerMonth: 1700, pricePerKwh: 0.05 },
        ],
      }),
      engine,
    );
    // February has 1,612.8 kWh and never reaches 1,700; the others do.
    const above1700 = KWH - 1612.8 - 11 * 1700;
    expect(lineOf(plan, 'energyTiers')).toBeCloseTo(-0.04 * 9024 - 0.01 * above1700, 6);
  });

  it('demand by time of use and by month, with tiers', async () => {
    // 8 to 20 local time the load is 2.4 kW, at night half the requests: 0.8 + 0.8 kW.
    const day = Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour < 20 ? 2 : 1));
    const schedule = Array.from({ length: 12 }, () => day.map((value) => value - 1));
    const plan = await solvedPlan(
      atOneSite(
        {
          id: 'grid',
          kind: 'flat',
          pricePerKwh: 0,
          demand: {
            monthlyPricePerKw: Array(12).fill(5),
            monthlyTiers: [{ fromKw: 2, monthlyPricePerKw: Array(12).fill(3) }],
            periods: [
              { name: 'night', pricePerKw: 1 },
              { name: 'day', pricePerKw: 10, tiers: [{ fromKw: 1, pricePerKw: 20 }] },
            ],
            weekdaySchedule: schedule,
            weekendSchedule: allDay(0),
          },
        },
        { profiles: [{ id: 'day', values: day }], workload: { profile: 'day' } },
      ),
      engine,
    );
    // Weekend days are of the night period: its peak is 2.4 kW too. 5 x 2 + 3 x 0.4, 2.4, 10 + 20 x 1.4.
    const month = 11.2 + 2.4 + 38;
    expect(lineOf(plan, 'demandCharge')).toBeCloseTo(12 * month, 6);
    expect(monthsAt(plan, 'a')[6]?.demand.map(({ amount }) => amount)).toEqual(
      [10, 1.2, 2.4, 10, 28].map((amount) => expect.closeTo(amount, 9)),
    );
  });

  it.each([
    { lookBackMonths: 11, months: undefined, ratcheted: 11 },
    // August, September and October look back on July.
    { lookBackMonths: 3, months: undefined, ratcheted: 3 },
    { lookBackMonths: 11, months: [1, 2, 3], ratcheted: 0 },
  ])(
    'a ratchet of 80 %: $lookBackMonths months, of $months',
    async ({ lookBackMonths, months, ratcheted }) => {
      // July runs at 2.4 kW, every other month at 1.6.
      const values = MONTH_HOURS.flatMap((hours, month) => Array<number>(hours).fill(month === 6 ? 2 : 1));
      const plan = await solvedPlan(
        atOneSite(
          {
            id: 'grid',
            kind: 'flat',
            pricePerKwh: 0,
            demand: {
              monthlyPricePerKw: Array(12).fill(10),
              monthlyRatchet: { fraction: 0.8, lookBackMonths, ...(months ? { months } : {}) },
            },
          },
          { profiles: [{ id: 'july', values }], workload: { profile: 'july' } },
        ),
        engine,
      );
      // 0.8 x 2.4 = 1.92 kW against 1.6 of its own.
      const kw = 2.4 + ratcheted * 1.92 + (11 - ratcheted) * 1.6;
      expect(lineOf(plan, 'demandCharge')).toBeCloseTo(10 * kw, 6);
      const august = monthsAt(plan, 'a')[7]?.demand[0];
      expect(august?.peakKw).toBeCloseTo(1.6, 9);
      expect(august?.billedKw).toBeCloseTo(ratcheted > 0 ? 1.92 : 1.6, 9);
    },
  );

  it('a least bill that binds: 50 fixed, energy, and what reaches 300', async () => {
    const plan = await solvedPlan(
      atOneSite({
        id: 'grid',
        kind: 'flat',
        pricePerKwh: 0.1,
        fixedCostPerMonth: 50,
        minimumCostPerMonth: 300,
      }),
      engine,
    );
    expect(lineOf(plan, 'energy')).toBeCloseTo(0.1 * KWH, 6);
    expect(lineOf(plan, 'meterCharge')).toBeCloseTo(12 * 300 - 0.1 * KWH, 6);
    const [january] = monthsAt(plan, 'a');
    expect(january?.fixedAmount).toBe(50);
    expect(january?.minimumAmount).toBeCloseTo(300 - 50 - 178.56, 9);
    expect(january?.amount).toBeCloseTo(300, 9);
  });

  it('a least bill that binds in no month, and charges by the day', async () => {
    const plan = await solvedPlan(
      atOneSite({
        id: 'grid',
        kind: 'flat',
        pricePerKwh: 0.1,
        fixedCostPerDay: 2,
        minimumCostPerDay: 5,
      }),
      engine,
    );
    // 28 days: 56 and 161.28 are more than 140.
    expect(lineOf(plan, 'meterCharge')).toBeCloseTo(365 * 2, 6);
    expect(monthsAt(plan, 'a')[1]?.minimumAmount).toBe(0);
  });

  it('negative hours lower a bill to its least and no further', async () => {
    // January at -0.10, the rest at 0.10.
    const pricesPerKwh = MONTH_HOURS.flatMap((hours, month) =>
      Array<number>(hours).fill(month === 0 ? -0.1 : 0.1),
    );
    const plan = await solvedPlan(
      atOneSite({ id: 'grid', kind: 'hourly', pricesPerKwh, minimumCostPerMonth: 100 }),
      engine,
    );
    expect(lineOf(plan, 'energy')).toBeCloseTo(0.1 * (KWH - 2 * KW * 744), 6);
    const [january, february] = monthsAt(plan, 'a');
    expect(january?.energy).toMatchObject([{ pricePerKwh: null }]);
    expect(january?.energy[0]?.amount).toBeCloseTo(-178.56, 9);
    expect(january?.minimumAmount).toBeCloseTo(278.56, 9);
    expect(february?.minimumAmount).toBe(0);
  });

  it('load already there fills the tiers first, and its kW are billed', async () => {
    // 1 kW of other load: 744 kWh in January, of 1,000 in the first tier. 256 are left, and 1,529.6 lie above.
    const plan = await solvedPlan(
      atOneSite(
        {
          id: 'grid',
          kind: 'flat',
          pricePerKwh: 0.1,
          tiers: [{ fromKwhPerMonth: 1000, pricePerKwh: 0.15 }],
          fixedCostPerMonth: 20,
          minimumCostPerMonth: 400,
        },
        { site: { otherLoadKw: 1 } },
      ),
      engine,
    );
    const [january] = monthsAt(plan, 'a');
    expect(january?.energy.map(({ kwh }) => kwh)).toEqual([
      expect.closeTo(256, 9),
      expect.closeTo(1529.6, 9),
    ]);
    expect(january?.otherLoadAmount).toBeCloseTo(74.4, 9);
    // 25.6 + 229.44 + 20, and 74.4 that others pay: 50.56 are missing to 400.
    expect(january?.minimumAmount).toBeCloseTo(400 - 20 - 74.4 - 25.6 - 229.44, 9);
    expect(lineOf(plan, 'energyTiers')).toBeCloseTo(0.05 * (KWH + 8760 - 12_000), 6);
  });

  it('the lines of a bill are the months of its meter', async () => {
    const plan = await solvedPlan(
      atOneSite({
        id: 'grid',
        kind: 'flat',
        pricePerKwh: 0.1,
        tiers: [{ fromKwhPerMonth: 1000, pricePerKwh: 0.15 }],
        fixedCostPerMonth: 20,
        demand: { monthlyPricePerKw: Array(12).fill(3) },
      }),
      engine,
    );
    const lines = ['energy', 'energyTiers', 'demandCharge', 'meterCharge'] as const;
    expect(sum(monthsAt(plan, 'a').map(({ amount }) => amount))).toBeCloseTo(
      sum(lines.map((line) => lineOf(plan, line))),
      6,
    );
  });
});
