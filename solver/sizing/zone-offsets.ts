import { InternalError } from '../outcome.js';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** From `fromHour` of the year on, local clocks are `offsetMs` ahead of UTC. */
export interface OffsetSpan {
  readonly fromHour: number;
  readonly offsetMs: number;
}

/** Local clock minus UTC of a zone at an instant, in ms, read from the runtime's own zone data. */
function offsetReader(zone: string): (instantMs: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch (cause) {
    throw new InternalError(`Zone "${zone}" is not an IANA time zone this runtime knows.`, [String(cause)]);
  }
  // en-US writes 03/29/2026, 03:00:00: six fields at fixed places.
  const field = (written: string, at: number, length: number): number =>
    Number.parseInt(written.slice(at, at + length), 10);
  return (instantMs) => {
    const written = format.format(instantMs);
    const localMs = Date.UTC(
      field(written, 6, 4),
      field(written, 0, 2) - 1,
      field(written, 3, 2),
      field(written, 12, 2),
      field(written, 15, 2),
      field(written, 18, 2),
    );
    if (Number.isNaN(localMs))
      throw new InternalError(`Cannot read the local clock "${written}" of ${zone}.`);
    return localMs - instantMs;
  };
}

/**
 * Spans of equal offset over the hours of a year, first hour first. Each day is looked at; a day in which the
 * offset changes is halved until the first whole UTC hour with the new offset is found.
 */
export function offsetSpans(zone: string, yearStartMs: number, hourCount: number): OffsetSpan[] {
  const offsetAt = offsetReader(zone);
  const ofHour = (hour: number): number => offsetAt(yearStartMs + hour * HOUR_MS);
  let offsetMs = ofHour(0);
  const spans: OffsetSpan[] = [{ fromHour: 0, offsetMs }];
  for (let known = 0; known < hourCount - 1; ) {
    const next = Math.min(known + DAY_HOURS, hourCount - 1);
    const nextOffsetMs = ofHour(next);
    if (nextOffsetMs === offsetMs) {
      known = next;
      continue;
    }
    let before = known;
    let after = next;
    while (after - before > 1) {
      const middle = (before + after) >> 1;
      if (ofHour(middle) === offsetMs) before = middle;
      else after = middle;
    }
    offsetMs = ofHour(after);
    spans.push({ fromHour: after, offsetMs });
    known = after;
  }
  return spans;
}
