import { InternalError } from '../outcome.js';

/**
 * Rounds amounts for people so that what is shown adds up to the total that is shown: every amount is rounded down
 * to `decimals`, and the steps still missing from the rounded total go to the largest remainders (ties: the first).
 * Every shown amount is less than one step from the true one.
 *
 * @example
 * roundToTotal([33.333, 33.333, 33.334], 2); // [33.33, 33.33, 33.34], which add up to 100.00
 */
export const roundToTotal = (amounts: readonly number[], decimals: number): number[] => {
  const steps = 10 ** decimals;
  const scaled = amounts.map((amount) => {
    if (!Number.isFinite(amount)) throw new InternalError(`cannot round ${amount}`);
    return amount * steps;
  });
  const down = scaled.map(Math.floor);
  const total = Math.round(scaled.reduce((sum, one) => sum + one, 0));
  let missing = total - down.reduce((sum, one) => sum + one, 0);
  const byRemainder = scaled
    .map((one, index) => ({ index, remainder: one - (down[index] ?? 0) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder) {
    if (missing <= 0) break;
    down[index] = (down[index] ?? 0) + 1;
    missing -= 1;
  }
  return down.map((one) => one / steps);
};
