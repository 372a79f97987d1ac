import type { BillEntry } from '../plan/types.js';

/**
 * What an entry pays in year n, undiscounted: a yearly amount escalated n times, a dated one by its factor; a payment at t is
 * of year t rounded up.
 *
 * @example
 * paidInYear({ amount: 100, timing: { kind: 'yearly', escalationFraction: 0.1 } }, 2); // 121
 */
export const paidInYear = (
  { amount, timing }: Pick<BillEntry, 'amount' | 'timing'>,
  year: number,
): number => {
  if (timing.kind === 'upfront') return year === 0 ? amount : 0;
  if (timing.kind === 'yearly') return year === 0 ? 0 : amount * (1 + timing.escalationFraction) ** year;
  return timing.payments.reduce(
    (sum, payment) => (Math.ceil(payment.year) === year ? sum + amount * payment.factor : sum),
    0,
  );
};
