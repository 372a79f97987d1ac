import type { ShapedProblem } from './schema/problem.js';

/**
 * Last day of a horizon: startDate + years - 1 day.
 *
 * @example
 * lastDay({ startDate: '2026-01-01', years: 3 }); // '2028-12-31'
 */
export const lastDay = ({
  startDate,
  years,
}: Pick<ShapedProblem['horizon'], 'startDate' | 'years'>): string => {
  const day = new Date(`${startDate}T00:00:00Z`);
  day.setUTCFullYear(day.getUTCFullYear() + years);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
};

/**
 * Years from the start of a day through the end of another: whole years, and the days after the last of them over the days
 * of the year they lie in. 0 where the last day is before the first.
 *
 * @example
 * yearsThrough('2026-01-01', '2027-06-30'); // 1 + 181 / 365
 */
export const yearsThrough = (firstDay: string, lastDay: string): number => {
  const start = new Date(`${firstDay}T00:00:00Z`);
  const anniversary = (years: number): number =>
    Date.UTC(start.getUTCFullYear() + years, start.getUTCMonth(), start.getUTCDate());
  const end = Date.parse(`${lastDay}T00:00:00Z`) + 86_400_000;
  if (end <= anniversary(0)) return 0;
  let years = 0;
  while (anniversary(years + 1) <= end) years += 1;
  return years + (end - anniversary(years)) / (anniversary(years + 1) - anniversary(years));
};

/** Hours of a calendar year: 8,760, or 8,784 in a leap year. */
export const hoursOfYear = (year: number): number =>
  (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 3_600_000;
