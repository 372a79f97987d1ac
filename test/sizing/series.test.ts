import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourClasses, makeCalendar, makeSeriesPool } from '../../solver/sizing/index.js';
import type { Series } from '../../solver/sizing/types.js';

const daily = Array.from({ length: 24 }, (_, hour) => 1 + hour);
const weekly = Array.from({ length: 168 }, (_, hour) => (hour < 120 ? 3 : 1));

describe('makeSeriesPool', () => {
  it('scales a profile to a peak of 1 and sums it', () => {
    // A day sums to 1 + ... + 24 = 300, over the peak 24: 12.5 hours at full load; no clock changes in UTC: x 365.
    const series = makeSeriesPool(makeCalendar(2026)).ofProfile({ id: 'day', values: daily }, 'UTC');
    expect(series.sumShareHours).toBeCloseTo(365 * 12.5, 8);
    expect(Math.max(...series.share)).toBe(1);
    expect(series.share[0]).toBeCloseTo(1 / 24, 15);
  });

  it('keeps the sum of a day across clock changes that skip and repeat one hour of equal value', () => {
    // Berlin skips local hour 2 once and repeats it once, and its year starts and ends at local 01:00.
    const series = makeSeriesPool(makeCalendar(2026)).ofProfile(
      { id: 'day', values: daily },
      'Europe/Berlin',
    );
    expect(series.sumShareHours).toBeCloseTo(365 * 12.5, 8);
  });

  it('reads a weekly profile by the local day', () => {
    const calendar = makeCalendar(2026);
    const series = makeSeriesPool(calendar).ofProfile({ id: 'week', values: weekly }, 'UTC');
    // 2026 has 104 weekend days (52 Saturdays, 52 Sundays) and 261 weekdays: 261 x 24 + 104 x 24 / 3.
    expect(series.sumShareHours).toBeCloseTo(261 * 24 + (104 * 24) / 3, 8);
  });

  it('reads a yearly profile in UTC, whatever the zone', () => {
    const values = Array.from({ length: 8760 }, (_, hour) => hour % 7);
    const pool = makeSeriesPool(makeCalendar(2026));
    const series = pool.ofProfile({ id: 'year', values }, 'Asia/Tokyo');
    expect(series.share[13]).toBe(1);
    expect(series.share[8]).toBeCloseTo(1 / 6, 15);
    expect(pool.ofProfile({ id: 'year', values }, 'Europe/Berlin')).toBe(series);
  });

  it('covers a leap year', () => {
    const series = makeSeriesPool(makeCalendar(2028)).ofProfile({ id: 'day', values: daily }, 'UTC');
    expect(series.share.length).toBe(8784);
    expect(series.sumShareHours).toBeCloseTo(366 * 12.5, 8);
  });

  it('equals an hour-by-hour loop over the local clock', () => {
    const calendar = makeCalendar(2026);
    for (const zone of ['Europe/Berlin', 'Australia/Melbourne', 'Asia/Kolkata', 'America/New_York']) {
      const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' });
      let sum = 0;
      for (let hour = 0; hour < 8760; hour++) {
        sum += daily[Number(clock.format(Date.UTC(2026, 0, 1, hour)))] ?? Number.NaN;
      }
      const series = makeSeriesPool(calendar).ofProfile({ id: 'day', values: daily }, zone);
      expect(series.sumShareHours).toBeCloseTo(sum / 24, 7);
    }
  });

  it('makes a series once: by profile and clock, and one for every flat shape', () => {
    const pool = makeSeriesPool(makeCalendar(2026));
    const berlin = pool.ofProfile({ id: 'day', values: daily }, 'Europe/Berlin');
    expect(pool.ofProfile({ id: 'day', values: daily }, 'Europe/Paris')).toBe(berlin);
    expect(pool.ofProfile({ id: 'day', values: daily }, 'Europe/London')).not.toBe(berlin);
    expect(pool.ofProfile(undefined, 'UTC')).toBe(pool.flat());
    expect(pool.ofProfile({ id: 'same', values: Array(24).fill(7) }, 'UTC')).toBe(pool.flat());
    expect(pool.ofAllowedHours(Array(24).fill(true), 'UTC')).toBe(pool.flat());
    expect(pool.flat().sumShareHours).toBe(8760);
    expect(pool.all.map((series) => series.index)).toEqual([0, 1, 2]);
  });

  it('marks allowed hours with 1 and others with 0', () => {
    const pool = makeSeriesPool(makeCalendar(2026));
    const nights = Array.from({ length: 24 }, (_, hour) => hour < 6);
    const series = pool.ofAllowedHours(nights, 'UTC');
    expect(series.sumShareHours).toBe(365 * 6);
    expect([series.share[5], series.share[6]]).toEqual([1, 0]);
    // The same hours written out for the week.
    expect(
      pool.ofAllowedHours(
        Array.from({ length: 168 }, (_, hour) => hour % 24 < 6),
        'UTC',
      ),
    ).toBe(series);
  });

  it('refuses a shape that is no shape', () => {
    const pool = makeSeriesPool(makeCalendar(2026));
    expect(() => pool.ofProfile({ id: 'none', values: Array(24).fill(0) }, 'UTC')).toThrow(/none/);
    expect(() => pool.ofProfile({ id: 'odd', values: [1, 2, 3] }, 'UTC')).toThrow(/3 values/);
  });
});

describe('hourClasses', () => {
  const seriesOf = (share: readonly number[], index: number): Series => ({
    index,
    share: Float64Array.from(share),
    sumShareHours: share.reduce((sum, value) => sum + value, 0),
  });

  it('puts hours together exactly where every share is the same', () => {
    const HOURS = 60;
    const share = fc.array(fc.constantFrom(0, 0.25, 0.5, 0.1 + 0.2, 0.3, 1), {
      minLength: HOURS,
      maxLength: HOURS,
    });
    fc.assert(
      fc.property(fc.array(share, { maxLength: 4 }), (shares) => {
        const series = shares.map(seriesOf);
        const { classOfHour, representativeHour } = hourClasses(series, HOURS);
        for (let a = 0; a < HOURS; a++) {
          for (let b = a; b < HOURS; b++) {
            const isSame = shares.every((values) => values[a] === values[b]);
            expect(classOfHour[a] === classOfHour[b]).toBe(isSame);
          }
          // The representative is the first hour of its class.
          expect(representativeHour[classOfHour[a] ?? -1]).toBe(classOfHour.indexOf(classOfHour[a] ?? -1));
        }
        expect(new Set(classOfHour).size).toBe(representativeHour.length);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it('classes only the hours it is given', () => {
    const series = seriesOf([1, 2, 1, 2, 3], 0);
    const { classOfHour, representativeHour } = hourClasses([series], 5, Int32Array.of(1, 2, 3));
    expect([...classOfHour]).toEqual([-1, 0, 1, 0, -1]);
    expect([...representativeHour]).toEqual([1, 2]);
  });

  it('has one class without series, and none without hours', () => {
    expect(hourClasses([], 4).representativeHour).toEqual(Int32Array.of(0));
    expect(hourClasses([], 4, new Int32Array(0)).representativeHour.length).toBe(0);
  });

  it('classes 20 series over a leap year at once', () => {
    const pool = makeSeriesPool(makeCalendar(2028));
    const series = Array.from({ length: 20 }, (_, at) =>
      pool.ofProfile(
        {
          id: `p${at}`,
          values: Array.from({ length: 168 }, (_unused, hour) => ((hour * (at + 3)) % 97) + 1),
        },
        'UTC',
      ),
    );
    // Every value follows from the hour of the week modulo 97, the first profile tells all 97 apart.
    const { representativeHour } = hourClasses(series, 8784);
    expect(representativeHour.length).toBe(97);
  });
});
