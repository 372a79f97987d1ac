import { InternalError } from '../outcome.js';
import type { Problem } from '../problem/types.js';
import { isDeferrable } from './dispatch-kinds.js';
import type { SeriesPool } from './series.js';
import type { Calendar, Dispatch, Stream } from './types.js';

const HOURS_PER_DAY = 24;

/**
 * Window of every hour of the year, counted from 0: local days, or local weeks from Monday. The year is followed by one that is
 * alike, so what is left of a window at its end belongs to the first window.
 */
export function windowOfHours(calendar: Calendar, zone: string, window: 'day' | 'week'): Int32Array {
  const { hourOfWeek } = calendar.local(zone);
  const dayAt = (hour: number): number => Math.floor((hourOfWeek[hour] ?? 0) / HOURS_PER_DAY);
  const starts = (hour: number): boolean =>
    dayAt(hour) !== dayAt(hour - 1) && (window === 'day' || dayAt(hour) === 0);
  const windows = new Int32Array(calendar.hourCount);
  let current = 0;
  for (let hour = 1; hour < windows.length; hour += 1) {
    if (starts(hour)) current += 1;
    windows[hour] = current;
  }
  // The year's first hour follows its last: where no window starts there, the two ends are one.
  const firstHour = hourOfWeek[0] ?? 0;
  const isWhole = firstHour % HOURS_PER_DAY === 0 && (window === 'day' || firstHour === 0);
  return isWhole ? windows : windows.map((one) => (one === current ? 0 : one));
}

/** Windows that have the same number of allowed hours in each block. */
export interface WindowKind {
  /** w1, w2 ... by their first window. */
  readonly id: string;
  readonly windows: number;
  readonly firstHour: number;
  /** Allowed hours of the year in its windows. */
  readonly hourCount: number;
  /** Its allowed hours, by block. */
  readonly hoursOfBlock: ReadonlyMap<string, Int32Array>;
}

/** The kinds of windows of allowed hours; hours are allowed where `allowed` is above 0. */
export function windowKinds(
  windowOf: Int32Array,
  allowed: Float64Array,
  dispatch: Dispatch,
): readonly WindowKind[] {
  const blockOf = new Int32Array(windowOf.length);
  dispatch.blocks.forEach(({ hours }, block) => {
    for (const hour of hours) blockOf[hour] = block;
  });
  const windows = new Map<number, { first: number; counts: number[]; hours: number[] }>();
  windowOf.forEach((window, hour) => {
    if (!((allowed[hour] ?? 0) > 0)) return;
    const own = windows.get(window) ?? { first: hour, counts: dispatch.blocks.map(() => 0), hours: [] };
    windows.set(window, own);
    own.counts[blockOf[hour] ?? 0] = (own.counts[blockOf[hour] ?? 0] ?? 0) + 1;
    own.hours.push(hour);
  });
  const kinds = new Map<string, { first: number; windows: number; hours: number[] }>();
  for (const { first, counts, hours } of windows.values()) {
    const key = counts.join(' ');
    const kind = kinds.get(key) ?? { first, windows: 0, hours: [] };
    kinds.set(key, kind);
    kind.windows += 1;
    kind.hours.push(...hours);
  }
  return [...kinds.values()].map(({ first, windows: count, hours }, at): WindowKind => {
    const byBlock = new Map<string, number[]>();
    for (const hour of hours) {
      const block = dispatch.blocks[blockOf[hour] ?? 0]?.id ?? '';
      const own = byBlock.get(block) ?? [];
      byBlock.set(block, own);
      own.push(hour);
    }
    return {
      id: `w${at + 1}`,
      windows: count,
      firstHour: first,
      hourCount: hours.length,
      hoursOfBlock: new Map(
        [...byBlock].map(([id, own]) => [id, Int32Array.from(own.sort((a, b) => a - b))]),
      ),
    };
  });
}

/**
 * A deferrable stream as its cells: one for each kind of window and block in which it may compute. A share of a cell is of
 * `mostUnits` units at work in all its hours.
 */
export function deferredParts(
  problem: Problem,
  calendar: Calendar,
  pool: SeriesPool,
  stream: Stream,
  dispatch: Dispatch,
): Omit<Stream, 'index'>[] {
  const { workload } = stream;
  const location = problem.locations.find(({ id }) => id === stream.location);
  if (!isDeferrable(workload) || !location) throw new InternalError(`${stream.id} cannot be deferred.`);
  const windowOf = windowOfHours(calendar, location.zone, workload.deferrable.window);
  const allowedHours = stream.series.sumShareHours;
  return windowKinds(windowOf, stream.series.share, dispatch).flatMap((kind) =>
    [...kind.hoursOfBlock].flatMap(([block, hours]) => {
      const id = `${block}.${kind.id}`;
      const inside = pool.within(stream.series, `${stream.id} ${id}`, hours);
      if (!inside) return [];
      return [
        {
          ...stream,
          id: `${stream.id}/${id}`,
          series: inside.series,
          isIndivisible: false,
          block: {
            id,
            hourCount: hours.length,
            peakFraction: 1,
            yearFraction: hours.length / allowedHours,
            deferred: {
              window: kind.id,
              windows: kind.windows,
              firstHour: kind.firstHour,
              windowFraction: kind.hourCount / allowedHours,
              allowedHours,
              leastFraction: workload.gangUnits / workload.deferrable.mostUnits,
            },
          },
        },
      ];
    }),
  );
}
