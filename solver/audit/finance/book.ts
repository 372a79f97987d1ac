import type { Tax } from '../../problem/types.js';

/**
 * Share of an asset's price still on the books at the end of its k-th year, k = 0, 1, ..., in closed form. Declining balance
 * leaves (1 - rate) of the book a year until the life left is at most 1 / rate years; from there the book falls evenly.
 */
export const bookAfter = ({ depreciation }: Tax, k: number): number => {
  const { years, firstYearFraction: first = 1 } = depreciation;
  const evenly = Math.max(0, 1 - (first + k - 1) / years);
  if (k <= 0) return 1;
  if (depreciation.method === 'straight-line') return evenly;
  const rate = depreciation.yearlyRateFraction;
  if (rate * years <= 1) return evenly;
  // Life left before year k (from the second on) is years - first - (k - 2); s is the first year that goes evenly.
  const s = Math.max(2, Math.ceil(years - first + 2 - 1 / rate - 1e-9));
  const declined = (to: number): number => (1 - first * rate) * (1 - rate) ** (to - 1);
  if (k < s) return declined(k);
  const lifeLeft = years - first - (s - 2);
  if (lifeLeft <= 0) return 0;
  return declined(s - 1) * Math.max(0, 1 - (k - s + 1) / lifeLeft);
};
