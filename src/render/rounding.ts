/**
 * Rounds amounts so that what is shown adds up to the rounded total (largest remainders; ties: the first).
 *
 * @example
 * roundToTotal([33.333, 33.333, 33.334], 2); // [33.33, 33.33, 33.34]
 */
export const roundToTotal = (amounts: readonly number[], decimals: number): number[] => {
  const steps = 10 ** decimals;
  const scaled = amounts.map((amount) => amount * steps);
  const shown = scaled.map(Math.floor);
  const total = Math.round(scaled.reduce((sum, one) => sum + one, 0));
  const missing = total - shown.reduce((sum, one) => sum + one, 0);
  const order = scaled.map((one, index) => ({ index, remainder: one - Math.floor(one) }));
  order.sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of order.slice(0, missing)) shown[index] = (shown[index] ?? 0) + 1;
  return shown.map((one) => one / steps);
};
