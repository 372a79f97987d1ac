/** Years until an outlay has come back for good. */
export type PaybackYears =
  | { readonly status: 'paid-back'; readonly years: number }
  | { readonly status: 'not-paid-back' | 'no-outlay' };

/**
 * When the sum of nets by year, from year 0, is 0 or more and stays so; the net of a year arrives evenly over it. A dip
 * below 0 after a first recovery (a replacement) moves it on.
 *
 * @param tolerance - a sum this little below 0 is 0
 * @example
 * paybackOf([-100, 60, 60]); // paid back after 1 + 40 / 60 years
 */
export const paybackOf = (nets: readonly number[], tolerance = 0): PaybackYears => {
  let sum = 0;
  let hasOutlay = false;
  let years: number | undefined;
  nets.forEach((net, year) => {
    const before = sum;
    sum += net;
    if (sum < -tolerance) {
      hasOutlay = true;
      years = undefined;
    } else if (before < -tolerance) {
      years = net > -before ? year - 1 - before / net : year;
    }
  });
  if (!hasOutlay) return { status: 'no-outlay' };
  return years === undefined ? { status: 'not-paid-back' } : { status: 'paid-back', years };
};
