import type { BillEntry } from '../plan/types.js';

/**
 * What an entry pays at the end of year n, undiscounted: a yearly amount escalated n times, a dated one by its factor.
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
    (sum, payment) => (payment.year === year ? sum + amount * payment.factor : sum),
    0,
  );
};
