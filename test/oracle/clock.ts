/** Local clock of every hour of a year, hour 0 being 1 January 00:00 UTC, as the platform's zone data tell it. */
export interface LocalYear {
  /** 0 is January. */
  readonly month: readonly number[];
  /** 0 to 23. */
  readonly hourOfDay: readonly number[];
  /** 0 is Monday 00:00. */
  readonly hourOfWeek: readonly number[];
  /** 0 is Monday. */
  readonly weekday: readonly number[];
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const years = new Map<string, LocalYear>();

/** 8,784 in a leap year, else 8,760. */
export function hoursOfYear(year: number): number {
  return (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 3_600_000;
}

/** Reads the zone's own clock at the start of each hour. */
export function localYear(zone: string, year: number): LocalYear {
  const key = `${zone} ${year}`;
  const known = years.get(key);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    month: 'numeric',
    hour: 'numeric',
  });
  const month: number[] = [];
  const hourOfDay: number[] = [];
  const hourOfWeek: number[] = [];
  const weekday: number[] = [];
  const start = Date.UTC(year, 0, 1);
  for (let hour = 0; hour < hoursOfYear(year); hour += 1) {
    const parts = new Map(
      format.formatToParts(start + hour * 3_600_000).map((part) => [part.type, part.value]),
    );
    const day = WEEKDAYS.indexOf(parts.get('weekday') ?? '');
    const clock = Number(parts.get('hour'));
    month.push(Number(parts.get('month')) - 1);
    hourOfDay.push(clock);
    weekday.push(day);
    hourOfWeek.push(day * 24 + clock);
  }
  const result = { month, hourOfDay, hourOfWeek, weekday };
  years.set(key, result);
  return result;
}
