import { InternalError } from '../outcome.js';
import type { Profile } from '../problem/types.js';
import type { Calendar, LocalClock, Series } from './types.js';

const HOURS_PER_DAY = 24;
const HOURS_PER_WEEK = 168;

/** The series of a problem, each one once, in the order they are first asked for. */
export interface SeriesPool {
  readonly all: readonly Series[];
  /** Share 1 in every hour. */
  flat(): Series;
  /** `shape[h] / peakShape` of a profile read in a zone; flat without a profile. */
  ofProfile(profile: Profile | undefined, zone: string): Series;
  /** Share 1 in the hours a list of 24 or 168 flags allows, 0 elsewhere. */
  ofAllowedHours(flags: readonly boolean[], zone: string): Series;
  /**
   * A series inside some hours and 0 outside, scaled to a peak of 1, with the peak it had; `undefined` where it is 0 in all of
   * them. `key` names the hours: a series that is level there is one object for all that are.
   */
  within(
    series: Series,
    key: string,
    hours: Int32Array,
  ): { readonly series: Series; readonly peakFraction: number } | undefined;
}

/** Value of each hour of the year: 24 and 168 values by the local clock, a whole year by the UTC hour. */
function spread(values: readonly number[], clock: LocalClock, hourCount: number): Float64Array {
  const shape = new Float64Array(hourCount);
  const length = values.length;
  if (length === hourCount) return shape.map((_, hour) => values[hour] ?? Number.NaN);
  if (length !== HOURS_PER_DAY && length !== HOURS_PER_WEEK) {
    throw new InternalError(
      `A profile of ${length} values cannot be read over a year of ${hourCount} hours.`,
    );
  }
  const { hourOfWeek } = clock;
  const byHourOfWeek = Float64Array.from(
    { length: HOURS_PER_WEEK },
    (_, hour) => values[hour % length] ?? Number.NaN,
  );
  for (let hour = 0; hour < hourCount; hour++) {
    shape[hour] = byHourOfWeek[hourOfWeek[hour] ?? 0] ?? Number.NaN;
  }
  return shape;
}

/** Scales a shape to a peak of 1 and sums it. */
function scaled(shape: Float64Array, index: number, what: string): Series {
  let peak = 0;
  for (const value of shape) {
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw new InternalError(`${what} has the value ${value}; shapes are finite numbers of at least 0.`);
    }
    if (value > peak) peak = value;
  }
  if (peak === 0) throw new InternalError(`${what} is 0 in every hour of the year.`);
  let sumShareHours = 0;
  for (let hour = 0; hour < shape.length; hour++) {
    // + 0 turns a written -0 into 0, so that equal shares have equal bits.
    const share = (shape[hour] ?? Number.NaN) / peak + 0;
    shape[hour] = share;
    sumShareHours += share;
  }
  return { index, share: shape, sumShareHours };
}

/**
 * Turns profiles and allowed hours into series. Equal profiles under equal clocks give the same object: it is
 * made once for each (profile, local clock), once for each yearly profile, and flat shapes share one.
 *
 * @example
 * const pool = makeSeriesPool(makeCalendar(2026));
 * pool.flat().sumShareHours; // 8760
 */
export function makeSeriesPool(calendar: Calendar): SeriesPool {
  const all: Series[] = [];
  const { hourCount } = calendar;
  const byClock = new Map<LocalClock | 'utc', Map<string, Series>>();
  let flatSeries: Series | undefined;

  const add = (shape: Float64Array, what: string): Series => {
    const series = scaled(shape, all.length, what);
    all.push(series);
    return series;
  };
  const flat = (): Series => {
    flatSeries ??= add(new Float64Array(hourCount).fill(1), 'The flat shape');
    return flatSeries;
  };
  const once = (clock: LocalClock | 'utc', key: string, make: () => Series): Series => {
    const keyed = byClock.get(clock) ?? new Map<string, Series>();
    byClock.set(clock, keyed);
    const series = keyed.get(key) ?? make();
    keyed.set(key, series);
    return series;
  };

  const byHours = new Map<string, Series>();

  return {
    all,
    flat,
    within({ share, index }, key, hours) {
      let most = 0;
      let least = Number.POSITIVE_INFINITY;
      for (const hour of hours) {
        const value = share[hour] ?? Number.NaN;
        if (value > most) most = value;
        if (value < least) least = value;
      }
      if (most === 0) return undefined;
      const name = least === most ? `${key} level` : `${key} of ${index}`;
      const known = byHours.get(name);
      if (known) return { series: known, peakFraction: most };
      const shape = new Float64Array(hourCount);
      for (const hour of hours) shape[hour] = least === most ? 1 : (share[hour] ?? Number.NaN);
      const series = add(shape, `Block ${key}`);
      byHours.set(name, series);
      return { series, peakFraction: most };
    },
    ofProfile(profile, zone) {
      if (!profile) return flat();
      const { values, id } = profile;
      const first = values[0];
      if (values.every((value) => value === first) && first !== 0) return flat();
      const isYear = values.length > HOURS_PER_WEEK;
      const clock = calendar.local(zone);
      return once(isYear ? 'utc' : clock, `profile ${id}`, () =>
        add(spread(values, clock, hourCount), `Profile "${id}"`),
      );
    },
    ofAllowedHours(flags, zone) {
      if (flags.every((flag) => flag)) return flat();
      const clock = calendar.local(zone);
      const written = flags.map((flag) => (flag ? '1' : '0')).join('');
      // 24 flags are the same every day: written out for the week, both forms have one key.
      const week = written.length === HOURS_PER_DAY ? written.repeat(7) : written;
      return once(clock, `hours ${week}`, () =>
        add(
          spread(
            flags.map((flag) => (flag ? 1 : 0)),
            clock,
            hourCount,
          ),
          'A list of allowed hours',
        ),
      );
    },
  };
}
