import { describe, expect, it } from 'vitest';
import { placeIt, violationsOf } from '../support/placing.js';
import {
  CHAT_KW,
  chat,
  lease,
  type SiteInput,
  site,
  smallProblem,
  smallWith,
} from '../support/small-problem.js';

const problem = (a: Partial<SiteInput>, more = {}) =>
  smallWith({ sites: [site('a', a), site('b'), site('cloud', { kind: 'hyperscale-region' })], ...more });
/** Three units at a draw 3 x 0.2 kW idle and 3 x 0.4 kW at full load; the whole stream CHAT_KW = 2.4. */
const THREE_UNITS_KW = 3 * 0.6;

describe('power caps', () => {
  it.each<[string, Partial<SiteInput>, Partial<SiteInput>]>([
    ['itCapKw', { itCapKw: CHAT_KW }, { itCapKw: CHAT_KW - 0.01 }],
    ['itCapKw with load already there', { itCapKw: 5, otherLoadKw: 2.6 }, { itCapKw: 5, otherLoadKw: 2.61 }],
    ['itCapKw whatever the PUE', { itCapKw: CHAT_KW, pue: 2 }, { itCapKw: CHAT_KW - 0.01, pue: 2 }],
    ['meterCapKw', { meterCapKw: CHAT_KW * 1.5, pue: 1.5 }, { meterCapKw: CHAT_KW * 1.5 - 0.01, pue: 1.5 }],
    [
      'meterCapKw with load at the meter',
      { meterCapKw: 5, pue: 1.5, otherLoadKw: 5 - CHAT_KW * 1.5 },
      { meterCapKw: 5, pue: 1.5, otherLoadKw: 5.01 - CHAT_KW * 1.5 },
    ],
    ['racks', { racks: 2, kwPerRack: CHAT_KW / 2 }, { racks: 2, kwPerRack: CHAT_KW / 2 - 0.01 }],
  ])('%s holds the stream at its limit and drives a part of it away below', async (_, enough, short) => {
    const whole = await placeIt(problem(enough));
    expect(whole.share('chat@town', 'a')).toBe(1);
    const part = await placeIt(problem(short));
    expect(part.share('chat@town', 'a')).toBeLessThan(1);
    expect(part.cost).toBeGreaterThan(4000);
  });

  it('counts idle watts of every unit: 2.0 kW hold 3 units and their load, not 4', async () => {
    // u units at a draw 0.2 u + 1.6 x. With u = 4: x <= (2.0 - 0.8) / 1.6 = 0.75, which 3 units carry:
    // 0.6 + 1.6 x 0.75 = 1.8 kW = THREE_UNITS_KW, and 1 unit stands at b.
    const answer = await placeIt(
      problem({ itCapKw: 2 }, { offers: [lease('a-lease', 'a', 1000), lease('b-lease', 'b', 3000)] }),
    );
    expect(answer.units('a-lease')).toBe(3);
    expect(answer.plan.sites.find((one) => one.site === 'a')?.peakItKw).toBeLessThanOrEqual(2);
    expect(answer.plan.sites.find((one) => one.site === 'a')?.peakItKw).toBeCloseTo(THREE_UNITS_KW, 1);
    expect(answer.cost).toBeCloseTo(3 * 1000 + 3000, 6);
  });

  it('counts banks whose price includes electricity too', async () => {
    const offers = [lease('a-lease', 'a', 1000, { energyIncluded: true }), lease('b-lease', 'b', 3000)];
    const part = await placeIt(problem({ itCapKw: CHAT_KW - 0.01 }, { offers }));
    expect(part.share('chat@town', 'a')).toBeLessThan(1);
  });

  it('leaves a site alone whose other load is above its cap', async () => {
    const answer = await placeIt(problem({ itCapKw: 5, otherLoadKw: 6 }));
    expect(answer.share('chat@town', 'a')).toBe(0);
  });

  it('rack units: 4 units of 2 U need 8 U; with 7 U one unit stands at b', async () => {
    const silicon = (smallProblem().silicon ?? []).map((one) => ({ ...one, rackUnitsPerUnit: 2 }));
    const offers = [lease('a-lease', 'a', 1000), lease('b-lease', 'b', 3000)];
    expect((await placeIt(problem({ rackUnits: 8 }, { silicon, offers }))).units('a-lease')).toBe(4);
    const short = await placeIt(problem({ rackUnits: 7 }, { silicon, offers }));
    expect(short.units('a-lease')).toBe(3);
    expect(short.cost).toBeCloseTo(3 * 1000 + 3000, 6);
  });

  it('objects to power and rack units beyond the limits', async () => {
    const silicon = (smallProblem().silicon ?? []).map((one) => ({ ...one, rackUnitsPerUnit: 2 }));
    const a = { itCapKw: CHAT_KW, rackUnits: 8, racks: 2, kwPerRack: CHAT_KW / 2 };
    const { plan, prepared } = await placeIt(problem(a, { silicon }));
    const more = { ...plan, units: plan.units.map((one) => ({ ...one, unitsFurther: 5 })) };
    expect(violationsOf(prepared, more)).toMatchObject([
      { rule: 'power', subject: 'IT power at a, hour 0', limit: 2.4, unit: 'kW' },
      { rule: 'power', subject: 'rack power at a, hour 0', limit: 2.4, unit: 'kW' },
      { rule: 'power', subject: 'rack units at a', actual: 10, limit: 8, unit: 'U' },
    ]);
  });
});

describe('demand charges', () => {
  const prices = Array.from({ length: 12 }, () => 10);
  const tariffs = (monthlyPricePerKw: number[]) => [
    { id: 'free', kind: 'flat' as const, pricePerKwh: 0 },
    { id: 'grid', kind: 'flat' as const, pricePerKwh: 0, demand: { monthlyPricePerKw } },
  ];

  it('bill the highest metered kW of each month: 12 x 10 x (1.5 x 2.4 kW + 2 kW at the meter)', async () => {
    const answer = await placeIt(
      problem({ tariff: 'grid', pue: 1.5, otherLoadKw: 2 }, { tariffs: tariffs(prices) }),
    );
    expect(answer.cost).toBeCloseTo(4000 + 12 * 10 * (1.5 * CHAT_KW + 2), 6);
    const windows = answer.plan.sites.find((one) => one.site === 'a')?.demandWindows ?? [];
    expect(windows).toHaveLength(12);
    for (const window of windows) expect(window.billedKw).toBeCloseTo(1.5 * CHAT_KW + 2, 9);
  });

  it('bill what is there already although nothing is placed at the site', async () => {
    // At 200 a kW and month 2.4 kW cost 12 x 200 x 2.4 = 5,760 at a, less than the 8,000 that b costs more.
    const stay = await placeIt(
      problem({ tariff: 'grid', otherLoadKw: 1 }, { tariffs: tariffs(prices.map(() => 200)) }),
    );
    expect(stay.share('chat@town', 'a')).toBe(1);
    // At 300: 8,640 more at a against 8,000 more at b. The kW already there is billed all the same.
    const away = await placeIt(
      problem({ tariff: 'grid', otherLoadKw: 1 }, { tariffs: tariffs(prices.map(() => 300)) }),
    );
    expect(away.share('chat@town', 'a')).toBe(0);
    expect(away.cost).toBeCloseTo(12_000 + 12 * 300 * 1, 6);
  });

  it('objects to a window that bills less than its peak, and to a missing one', async () => {
    const input = problem({ tariff: 'grid' }, { tariffs: tariffs(prices), workloads: [chat()] });
    const { plan, prepared } = await placeIt(input);
    const withWindows = (change: (kw: number, index: number) => number | undefined) => ({
      ...plan,
      sites: plan.sites.map((one) => ({
        ...one,
        demandWindows: one.demandWindows.flatMap((window, index) => {
          const billedKw = change(window.billedKw, index);
          return billedKw === undefined ? [] : [{ ...window, billedKw }];
        }),
      })),
    });
    expect(
      violationsOf(
        prepared,
        withWindows((kw) => kw),
      ),
    ).toEqual([]);
    expect(
      violationsOf(
        prepared,
        withWindows((kw, index) => (index === 3 ? kw - 0.1 : kw)),
      ),
    ).toMatchObject([{ rule: 'power', subject: 'billed kW of a 2026-04' }]);
    expect(
      violationsOf(
        prepared,
        withWindows((kw, index) => (index === 3 ? undefined : kw)),
      ),
    ).toHaveLength(1);
    expect(
      violationsOf(
        prepared,
        withWindows(() => undefined),
      ),
    ).toHaveLength(12);
  });
});
