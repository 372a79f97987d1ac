/**
 * A number with thousands apart.
 *
 * @example
 * grouped(-1234567.891, 1); // '-1,234,567.9'
 */
export const grouped = (value: number, decimals = 0): string => {
  const text = Math.abs(value).toFixed(decimals);
  const [whole = '', part] = text.split('.');
  const sign = value < 0 && Number(text) !== 0 ? '-' : '';
  const apart = whole.replace(/\B(?=(?:[0-9]{3})+$)/g, ',');
  return `${sign}${apart}${part === undefined ? '' : `.${part}`}`;
};

/** A share in percent. */
export const percent = (fraction: number, decimals = 1): string => `${grouped(100 * fraction, decimals)} %`;

/** A gap in percent; a small one is not shown as none. */
export const gapPercent = (fraction: number): string => {
  if (fraction === 0) return '0 %';
  if (Math.abs(fraction) < 0.00005) return `${(100 * fraction).toExponential(1)} %`;
  return percent(fraction, 2);
};

/** A figure with about three digits that count; a whole number stays whole. */
export const short = (value: number): string => {
  const size = Math.abs(value);
  if (Number.isInteger(value) || size >= 99.95) return grouped(value, 0);
  if (size >= 9.995) return grouped(value, 1);
  if (size >= 0.0995) return grouped(value, 2);
  return size >= 1e-6 ? value.toPrecision(3) : value.toExponential(2);
};

/** Cents where they can matter, whole units of currency where they cannot. */
export const moneyDecimals = (largest: number): number => (Math.abs(largest) < 10_000 ? 2 : 0);

/** `1 workload`, `2 workloads`. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${grouped(count)} ${count === 1 ? noun : plural}`;

/** A figure that may be very large or very small in few characters: `479 M`, `1.57e-4`. */
export const compact = (value: number): string => {
  const size = Math.abs(value);
  if (size >= 1e9) return `${short(value / 1e9)} bn`;
  if (size >= 1e6) return `${short(value / 1e6)} M`;
  return size > 0 && size < 0.001 ? value.toExponential(2) : short(value);
};
