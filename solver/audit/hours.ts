const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** Local clock at the start of every hour of the year in one zone. */
export interface LocalHours {
  /** 0 is January. */
  readonly month: Uint8Array;
  /** 0 is Monday. */
  readonly weekday: Uint8Array;
  readonly hour: Uint8Array;
}

/** The 8,760 or 8,784 real hours of the reference year, counted in UTC. */
export class YearHours {
  readonly count: number;
  private readonly startMs: number;
  private readonly zones = new Map<string, LocalHours>();

  constructor(readonly year: number) {
    this.startMs = Date.UTC(year, 0, 1);
    this.count = (Date.UTC(year + 1, 0, 1) - this.startMs) / HOUR_MS;
  }

  /** ISO 8601 of an hour. */
  nameOf(hour: number): string {
    return `${new Date(this.startMs + hour * HOUR_MS).toISOString().slice(0, 13)}:00Z`;
  }

  local(zone: string): LocalHours {
    const known = this.zones.get(zone);
    if (known) return known;
    const made = this.read(zone);
    this.zones.set(zone, made);
    return made;
  }

  private read(zone: string): LocalHours {
    const offsets = this.offsets(zone);
    const month = new Uint8Array(this.count);
    const weekday = new Uint8Array(this.count);
    const hour = new Uint8Array(this.count);
    for (let h = 0; h < this.count; h += 1) {
      const at = new Date(this.startMs + h * HOUR_MS + (offsets[h] as number));
      month[h] = at.getUTCMonth();
      weekday[h] = (at.getUTCDay() + 6) % 7;
      hour[h] = at.getUTCHours();
    }
    return { month, weekday, hour };
  }

  /**
   * Offset of each hour in ms. The clock is asked at every midnight UTC, and hour by hour on the days
   * whose two ends differ: no zone changes twice within a day and back.
   */
  private offsets(zone: string): Float64Array {
    const offsetAt = offsetReader(zone);
    const offsets = new Float64Array(this.count);
    let before = offsetAt(this.startMs);
    for (let h = 0; h < this.count; h += DAY_HOURS) {
      const after = offsetAt(this.startMs + (h + DAY_HOURS) * HOUR_MS);
      for (let k = h; k < h + DAY_HOURS; k += 1) {
        offsets[k] = before === after ? before : offsetAt(this.startMs + k * HOUR_MS);
      }
      before = after;
    }
    return offsets;
  }
}

/** Local wall clock minus UTC at an instant, in ms. */
const offsetReader = (zone: string): ((atMs: number) => number) => {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (atMs) => {
    const wall = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
    for (const { type, value } of clock.formatToParts(atMs)) {
      if (type in wall) wall[type as keyof typeof wall] = Number(value);
    }
    return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second) - atMs;
  };
};
