import { describe, expect, it } from 'vitest';
import type { Tariff } from '../../solver/problem/types.js';
import { demandWindows, hourlyPrices, makeCalendar } from '../../solver/sizing/index.js';

const calendar = makeCalendar(2026);
const everyMonth = (row: readonly number[]): number[][] => Array.from({ length: 12 }, () => [...row]);
/** Period 1 from 8 to 20 local time on weekdays, period 0 otherwise. */
const weekdaySchedule = everyMonth(Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour < 20 ? 1 : 0)));
const weekendSchedule = everyMonth(Array(24).fill(0));
const timeOfUse: Tariff = {
  kind: 'time-of-use',
  id: 'tou',
  periods: [{ pricePerKwh: 0.1 }, { pricePerKwh: 0.3 }],
  weekdaySchedule,
  weekendSchedule,
};

describe('hourlyPrices', () => {
  it('is flat, or the series as it is', () => {
    const flat = hourlyPrices({ kind: 'flat', id: 't', pricePerKwh: -0.02 }, 'UTC', calendar);
    expect([flat.length, flat[0], flat[8759]]).toEqual([8760, -0.02, -0.02]);
    const pricesPerKwh = Array.from({ length: 8760 }, (_, hour) => hour / 1000 - 1);
    const hourly = hourlyPrices({ kind: 'hourly', id: 't', pricesPerKwh }, 'UTC', calendar);
    expect([hourly[0], hourly[8759]]).toEqual([-1, 7.759]);
    expect(() => hourlyPrices({ kind: 'hourly', id: 't', pricesPerKwh: [1] }, 'UTC', calendar)).toThrow(
      /1 hourly/,
    );
  });

  it('reads schedules by local month, weekday and hour', () => {
    const prices = hourlyPrices(timeOfUse, 'Europe/Berlin', calendar);
    const at = (iso: string): number | undefined =>
      prices[(Date.parse(iso) - Date.UTC(2026, 0, 1)) / 3_600_000];
    // Friday 2 January, 07:00 and 08:00 in Berlin.
    expect([at('2026-01-02T06:00Z'), at('2026-01-02T07:00Z')]).toEqual([0.1, 0.3]);
    // In July the clock is two hours ahead: 06:00 UTC is 08:00.
    expect([at('2026-07-01T05:00Z'), at('2026-07-01T06:00Z')]).toEqual([0.1, 0.3]);
    // Saturday.
    expect(at('2026-01-03T10:00Z')).toBe(0.1);
    // 261 weekdays x 12 hours at 0.3, the other 5,628 at 0.1.
    expect(prices.reduce((sum, price) => sum + price, 0)).toBeCloseTo(3132 * 0.3 + 5628 * 0.1, 6);
  });

  it("takes the tariff's zone before the site's", () => {
    const own = hourlyPrices({ ...timeOfUse, zone: 'America/New_York' }, 'Europe/Berlin', calendar);
    expect(own).toEqual(hourlyPrices(timeOfUse, 'America/New_York', calendar));
    expect(own).not.toEqual(hourlyPrices(timeOfUse, 'Europe/Berlin', calendar));
  });
});

describe('demandWindows', () => {
  const monthlyPricePerKw = [9, 0, 7, ...Array(9).fill(0)];

  it('has a window for each month with a price, by the local month', () => {
    const tariff: Tariff = { kind: 'flat', id: 't', pricePerKwh: 0.2, demand: { monthlyPricePerKw } };
    const windows = demandWindows(tariff, 'UTC', calendar);
    expect(windows.map(({ name, pricePerKw, hours }) => [name, pricePerKw, hours.length, hours[0]])).toEqual([
      ['2026-01', 9, 744, 0],
      ['2026-03', 7, 744, 59 * 24],
    ]);
    // March in Berlin begins an hour earlier and is one hour short.
    const march = demandWindows(tariff, 'Europe/Berlin', calendar)[1];
    expect([march?.hours.length, march?.hours[0]]).toEqual([743, 59 * 24 - 1]);
  });

  it('has a window for each priced period of each month', () => {
    const tariff: Tariff = {
      kind: 'flat',
      id: 't',
      pricePerKwh: 0.2,
      demand: {
        periods: [{ pricePerKw: 0 }, { name: 'peak', pricePerKw: 5 }],
        weekdaySchedule,
        weekendSchedule,
      },
    };
    const windows = demandWindows(tariff, 'UTC', calendar);
    expect(windows.length).toBe(12);
    // January 2026 has 22 weekdays of 12 peak hours; its first is Thursday, 1 January, 08:00.
    expect(windows[0]).toMatchObject({ name: '2026-01/peak', pricePerKw: 5 });
    expect([windows[0]?.hours.length, windows[0]?.hours[0]]).toEqual([22 * 12, 8]);
    expect(
      windows.every(({ hours }) => hours.every((hour, at) => at === 0 || hour > (hours[at - 1] ?? 0))),
    ).toBe(true);
  });

  it('tells periods apart that share a name or have none', () => {
    const tariff: Tariff = {
      kind: 'flat',
      id: 't',
      pricePerKwh: 0.2,
      demand: {
        periods: [
          { name: 'p', pricePerKw: 1 },
          { name: 'p', pricePerKw: 2 },
        ],
        weekdaySchedule,
        weekendSchedule,
      },
    };
    const names = demandWindows(tariff, 'UTC', calendar).map((window) => window.name);
    expect(names.slice(0, 2)).toEqual(['2026-01/0', '2026-01/1']);
    expect(new Set(names).size).toBe(24);
  });

  it('is empty without demand charges', () => {
    expect(demandWindows(timeOfUse, 'UTC', calendar)).toEqual([]);
  });
});
