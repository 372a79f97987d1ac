import { describe, expect, it } from 'vitest';
import { YearHours } from '../../solver/audit/hours.js';
import { Shapes } from '../../solver/audit/shapes.js';

const at = (hours: YearHours, zone: string, hour: number): string => {
  const local = hours.local(zone);
  return `${local.month[hour]} ${local.weekday[hour]} ${local.hour[hour]}`;
};
/** Hour of the year of a moment in UTC. */
const hourOf = (iso: string): number => (Date.parse(iso) - Date.UTC(2026, 0, 1)) / 3_600_000;

describe('YearHours', () => {
  it('counts the hours of a year', () => {
    expect(new YearHours(2026).count).toBe(8760);
    expect(new YearHours(2028).count).toBe(8784);
    expect(new YearHours(2026).nameOf(25)).toBe('2026-01-02T01:00Z');
  });

  it('reads the clock of Berlin through both changes of 2026', () => {
    const hours = new YearHours(2026);
    // 1 January 2026 is a Thursday (3), an hour ahead.
    expect(at(hours, 'Europe/Berlin', 0)).toBe('0 3 1');
    // 29 March: 00:00 UTC is 01:00, 01:00 UTC is 03:00.
    expect(at(hours, 'Europe/Berlin', hourOf('2026-03-29T00:00Z'))).toBe('2 6 1');
    expect(at(hours, 'Europe/Berlin', hourOf('2026-03-29T01:00Z'))).toBe('2 6 3');
    // 25 October: 00:00 UTC is 02:00, and so is 01:00 UTC.
    expect(at(hours, 'Europe/Berlin', hourOf('2026-10-25T00:00Z'))).toBe('9 6 2');
    expect(at(hours, 'Europe/Berlin', hourOf('2026-10-25T01:00Z'))).toBe('9 6 2');
    // The last hour in UTC is the first of a Friday in January.
    expect(at(hours, 'Europe/Berlin', 8759)).toBe('0 4 0');
  });

  it('takes the local hour of zones between the hours', () => {
    const hours = new YearHours(2026);
    expect(at(hours, 'Asia/Kolkata', 0)).toBe('0 3 5');
    // Lord Howe is 11:00 ahead, and 10:30 from the first Sunday of April on.
    expect(at(hours, 'Australia/Lord_Howe', 0)).toBe('0 3 11');
    expect(at(hours, 'Australia/Lord_Howe', hourOf('2026-07-01T00:00Z'))).toBe('6 2 10');
  });

  it('asks the clock often enough: every hour of the year agrees with the calendar itself', () => {
    const hours = new YearHours(2026);
    const clock = new Intl.DateTimeFormat('en-US', {
      timeZone: 'America/New_York',
      hourCycle: 'h23',
      hour: 'numeric',
    });
    const local = hours.local('America/New_York');
    for (let h = 0; h < 8760; h += 1) {
      expect(local.hour[h]).toBe(Number(clock.format(Date.UTC(2026, 0, 1) + h * 3_600_000)));
    }
  });
});

describe('Shapes', () => {
  const hours = new YearHours(2026);
  const profile = (values: number[]) => new Map([['p', { id: 'p', values }]]);

  it('reads a day in local time', () => {
    const shape = new Shapes(
      hours,
      profile(Array.from({ length: 24 }, (_, h) => (h === 9 ? 4 : 1))),
    ).ofProfile('p', 'Europe/Berlin');
    expect(shape.share[8]).toBe(1);
    expect(shape.share[9]).toBe(0.25);
    // A day is 23 hours once and 25 once; nine in the morning comes 365 times.
    expect(shape.sumShape).toBe(365 * 4 + (8760 - 365));
    expect(shape.fullHours).toBeCloseTo(365 + (8760 - 365) / 4, 9);
  });

  it('reads a week from Monday on', () => {
    const values = Array.from({ length: 168 }, (_, h) => (h === 3 * 24 ? 1 : 0));
    const shape = new Shapes(hours, profile(values)).ofProfile('p', 'UTC');
    // Thursday midnight: 53 Thursdays begin in 2026, the first with the year.
    expect(shape.share[0]).toBe(1);
    expect(shape.fullHours).toBe(53);
  });

  it('reads a year in UTC, whatever the zone', () => {
    const values = Array.from({ length: 8760 }, (_, h) => (h === 5 ? 2 : 1));
    const shape = new Shapes(hours, profile(values)).ofProfile('p', 'Asia/Kolkata');
    expect(shape.share[5]).toBe(1);
    expect(shape.share[4]).toBe(0.5);
  });

  it('refuses a year of the wrong length', () => {
    const shapes = new Shapes(hours, profile(Array.from({ length: 8784 }, () => 1)));
    expect(() => shapes.ofProfile('p', 'UTC')).toThrow(/8784 values/);
  });

  it('is one shape for one profile and zone', () => {
    const shapes = new Shapes(hours, profile(Array.from({ length: 24 }, () => 1)));
    expect(shapes.ofProfile('p', 'UTC')).toBe(shapes.ofProfile('p', 'UTC'));
    expect(shapes.ofProfile(undefined, 'UTC')).toBe(shapes.flat());
  });
});
