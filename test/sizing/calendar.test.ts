import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourStartIso, makeCalendar } from '../../solver/sizing/index.js';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Local month and hour of the week by another road: one hour at a time, in words. */
function wallClock(zone: string, instantMs: number): { month: number; hourOfWeek: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    month: 'numeric',
    hour: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(instantMs);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return {
    month: Number(part('month')) - 1,
    hourOfWeek: WEEKDAYS.indexOf(part('weekday')) * 24 + Number(part('hour')),
  };
}

const hourOf = (iso: string, year: number): number => (Date.parse(iso) - Date.UTC(year, 0, 1)) / 3_600_000;

describe('makeCalendar', () => {
  it('counts the hours of common and leap years', () => {
    expect(makeCalendar(2026).hourCount).toBe(8760);
    expect(makeCalendar(2028).hourCount).toBe(8784);
    expect(makeCalendar(2000).hourCount).toBe(8784);
    expect(makeCalendar(2100).hourCount).toBe(8760);
  });

  it('reads 1 January 2026, 00:00 UTC as Thursday 01:00 in Berlin', () => {
    // Thursday is day 3 from Monday: 3 x 24 + 1 = 73.
    expect(makeCalendar(2026).local('Europe/Berlin').hourOfWeek[0]).toBe(73);
  });

  it('is still in December at the start of the year in New York', () => {
    const { month, hourOfWeek } = makeCalendar(2026).local('America/New_York');
    // 31 December 2025, 19:00, a Wednesday: 2 x 24 + 19 = 67.
    expect([month[0], hourOfWeek[0]]).toEqual([11, 67]);
    expect([month[4], month[5]]).toEqual([11, 0]);
  });

  it('skips and repeats the hour of a clock change, north and south', () => {
    const calendar = makeCalendar(2026);
    const hoursOfDay = (zone: string, fromIso: string, count: number): number[] => {
      const from = hourOf(fromIso, 2026);
      return [...calendar.local(zone).hourOfWeek.slice(from, from + count)].map((hour) => hour % 24);
    };
    // Berlin: 29 March, 01:00 UTC, 02:00 becomes 03:00; 25 October, 01:00 UTC, 03:00 becomes 02:00.
    expect(hoursOfDay('Europe/Berlin', '2026-03-29T00:00Z', 3)).toEqual([1, 3, 4]);
    expect(hoursOfDay('Europe/Berlin', '2026-10-25T00:00Z', 3)).toEqual([2, 2, 3]);
    // New York: 8 March, 07:00 UTC, 02:00 becomes 03:00; 1 November, 06:00 UTC, 02:00 becomes 01:00.
    expect(hoursOfDay('America/New_York', '2026-03-08T06:00Z', 3)).toEqual([1, 3, 4]);
    expect(hoursOfDay('America/New_York', '2026-11-01T05:00Z', 3)).toEqual([1, 1, 2]);
    // Melbourne: back on 4 April, 16:00 UTC (5 April, 03:00 becomes 02:00); on again on 3 October, 16:00 UTC.
    expect(hoursOfDay('Australia/Melbourne', '2026-04-04T15:00Z', 3)).toEqual([2, 2, 3]);
    expect(hoursOfDay('Australia/Melbourne', '2026-10-03T15:00Z', 3)).toEqual([1, 3, 4]);
  });

  it('takes the local clock at the start of the UTC hour in a half-hour zone', () => {
    const calendar = makeCalendar(2026);
    // Kolkata is 05:30 ahead: at 00:00 UTC its clock shows 05:30, which is local hour 5.
    expect((calendar.local('Asia/Kolkata').hourOfWeek[0] ?? 0) % 24).toBe(5);
    // At 18:00 UTC it shows 23:30 of the same day, at 19:00 UTC 00:30 of the next.
    expect((calendar.local('Asia/Kolkata').hourOfWeek[18] ?? 0) % 24).toBe(23);
    expect((calendar.local('Asia/Kolkata').hourOfWeek[19] ?? 0) % 24).toBe(0);
  });

  it('gives one object for one zone, and for zones with the same clock', () => {
    const calendar = makeCalendar(2026);
    expect(calendar.local('Europe/Berlin')).toBe(calendar.local('Europe/Berlin'));
    expect(calendar.local('Europe/Berlin')).toBe(calendar.local('Europe/Paris'));
    expect(calendar.local('Europe/Berlin')).not.toBe(calendar.local('Europe/London'));
  });

  it('agrees with the wall clock of any hour', () => {
    const zones = [
      'UTC',
      'Europe/Berlin',
      'Europe/London',
      'Australia/Melbourne',
      'Australia/Lord_Howe',
      'America/New_York',
      'America/St_Johns',
      'Asia/Kolkata',
      'Asia/Kathmandu',
      'Africa/Casablanca',
      'Pacific/Kiritimati',
      'Pacific/Pago_Pago',
    ];
    for (const year of [1985, 2024, 2026]) {
      const calendar = makeCalendar(year);
      fc.assert(
        fc.property(fc.constantFrom(...zones), fc.nat(calendar.hourCount - 1), (zone, hour) => {
          const { month, hourOfWeek } = calendar.local(zone);
          expect({ month: month[hour], hourOfWeek: hourOfWeek[hour] }).toEqual(
            wallClock(zone, Date.UTC(year, 0, 1) + hour * 3_600_000),
          );
        }),
        { numRuns: 250, seed: 1 },
      );
    }
  });

  it('refuses a zone nobody knows', () => {
    expect(() => makeCalendar(2026).local('Europe/Atlantis')).toThrow(/Europe\/Atlantis/);
  });
});

describe('hourStartIso', () => {
  it('writes the start of an hour', () => {
    expect(hourStartIso(makeCalendar(2026), 25)).toBe('2026-01-02T01:00:00Z');
    expect(hourStartIso(makeCalendar(2028), 8783)).toBe('2028-12-31T23:00:00Z');
  });

  it('refuses an hour outside the year', () => {
    expect(() => hourStartIso(makeCalendar(2026), 8760)).toThrow(/8760/);
    expect(() => hourStartIso(makeCalendar(2026), 0.5)).toThrow(/0.5/);
  });
});
