import { InternalError } from '../outcome.js';
import type { Calendar, LocalClock } from './types.js';
import { type OffsetSpan, offsetSpans } from './zone-offsets.js';

const HOUR_MS = 3_600_000;
const HOURS_PER_DAY = 24;
/** 1 January 1970 was a Thursday; Monday is 0. */
const EPOCH_WEEKDAY = 3;

const yearStartMs = (year: number): number => Date.UTC(year, 0, 1);

/**
 * The hours of a reference year: hour h is counted in UTC from 1 January 00:00; local time is the local clock at the
 * start of the hour. Zones are IANA names; a zone is worked out once, and zones whose clocks agree on
 * every hour have the same `LocalClock` object.
 *
 * @example
 * const calendar = makeCalendar(2026);
 * calendar.hourCount; // 8760
 * calendar.local('Europe/Berlin').hourOfWeek[0]; // 73: Thursday 01:00
 */
export function makeCalendar(referenceYear: number): Calendar {
  const startMs = yearStartMs(referenceYear);
  const hourCount = (yearStartMs(referenceYear + 1) - startMs) / HOUR_MS;
  if (hourCount !== 8760 && hourCount !== 8784) {
    throw new InternalError(`Reference year ${referenceYear} has ${hourCount} hours.`);
  }
  const byZone = new Map<string, LocalClock>();
  const byClock = new Map<string, LocalClock>();
  return {
    referenceYear,
    hourCount,
    local(zone) {
      const known = byZone.get(zone);
      if (known) return known;
      const spans = offsetSpans(zone, startMs, hourCount);
      // +05:30 and +05:00 show the same local hour at the start of every UTC hour.
      const key = spans.map((span) => `${span.fromHour}:${Math.floor(span.offsetMs / HOUR_MS)}`).join(' ');
      const clock = byClock.get(key) ?? clockOf(spans, startMs, hourCount);
      byClock.set(key, clock);
      byZone.set(zone, clock);
      return clock;
    },
  };
}

function clockOf(spans: readonly OffsetSpan[], startMs: number, hourCount: number): LocalClock {
  const month = new Uint8Array(hourCount);
  const hourOfWeek = new Uint8Array(hourCount);
  const startHour = startMs / HOUR_MS;
  let currentDay = Number.NaN;
  let currentMonth = 0;
  let mondayHour = 0;
  spans.forEach((span, index) => {
    const untilHour = spans[index + 1]?.fromHour ?? hourCount;
    const offsetHours = Math.floor(span.offsetMs / HOUR_MS);
    for (let hour = span.fromHour; hour < untilHour; hour++) {
      const localHour = startHour + hour + offsetHours;
      const localDay = Math.floor(localHour / HOURS_PER_DAY);
      if (localDay !== currentDay) {
        currentDay = localDay;
        currentMonth = new Date(localDay * HOURS_PER_DAY * HOUR_MS).getUTCMonth();
        mondayHour = (((localDay + EPOCH_WEEKDAY) % 7) + 7) % 7;
        mondayHour *= HOURS_PER_DAY;
      }
      month[hour] = currentMonth;
      hourOfWeek[hour] = mondayHour + (localHour - localDay * HOURS_PER_DAY);
    }
  });
  return { month, hourOfWeek };
}

/**
 * Start of an hour of the reference year, ISO 8601 in UTC.
 *
 * @example
 * hourStartIso(makeCalendar(2026), 25); // 2026-01-02T01:00:00Z
 */
export function hourStartIso(calendar: Calendar, hour: number): string {
  if (!Number.isInteger(hour) || hour < 0 || hour >= calendar.hourCount) {
    throw new InternalError(
      `Hour ${hour} is not one of the ${calendar.hourCount} hours of ${calendar.referenceYear}.`,
    );
  }
  return `${new Date(yearStartMs(calendar.referenceYear) + hour * HOUR_MS).toISOString().slice(0, 19)}Z`;
}
