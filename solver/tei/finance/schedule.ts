import type { PaymentTiming, YearlyTiming } from '../finance.js';

/** One payment of an amount: `factor` x it, `atYears` after the start. */
export interface ScheduledPayment {
  /** Year it counts in: 0 is the start, a payment at t is of year t rounded up. */
  readonly year: number;
  readonly atYears: number;
  readonly factor: number;
}

/**
 * Every payment of a timing over a horizon (formulation.md, section 7.1). The amount of year n is the same at its end
 * and in its middle; only its moment moves.
 *
 * @example
 * scheduleOf({ kind: 'yearly', escalationFraction: 0.1 }, 2, 'mid');
 * // [{ year: 1, atYears: 0.5, factor: 1.1 }, { year: 2, atYears: 1.5, factor: 1.21 }]
 */
export const scheduleOf = (
  timing: PaymentTiming,
  years: number,
  yearlyTiming: YearlyTiming = 'end',
): ScheduledPayment[] => {
  if (timing.kind === 'upfront') return [{ year: 0, atYears: 0, factor: 1 }];
  if (timing.kind === 'dated') {
    return timing.payments.map(({ year, factor }) => ({ year: Math.ceil(year), atYears: year, factor }));
  }
  const before = yearlyTiming === 'mid' ? 0.5 : 0;
  return Array.from({ length: years }, (_, index) => {
    const year = index + 1;
    return { year, atYears: year - before, factor: (1 + timing.escalationFraction) ** year };
  });
};

/** What 1 paid `atYears` after the start is worth at the start. */
export const discountFactor = (discountFraction: number, atYears: number): number =>
  (1 + discountFraction) ** -atYears;
