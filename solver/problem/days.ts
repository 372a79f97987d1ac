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

/** Hours of a calendar year: 8,760, or 8,784 in a leap year. */
export const hoursOfYear = (year: number): number =>
  (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 3_600_000;
