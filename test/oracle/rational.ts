/** Exact fractions of big integers, denominator positive. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => {
  let x = a < 0n ? -a : a;
  let y = b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

export const ratio = (n: bigint, d: bigint): Rational => {
  if (d === 0n) throw new Error('oracle: division by zero');
  const sign = d < 0n ? -1n : 1n;
  const common = n === 0n ? d * sign : gcd(n, d * sign);
  return { n: (sign * n) / common, d: (sign * d) / common };
};

export const ZERO: Rational = { n: 0n, d: 1n };

/** The exact value of a double. */
export function exact(value: number): Rational {
  if (!Number.isFinite(value)) throw new Error(`oracle: ${value} has no exact value`);
  let digits = value;
  let scale = 1n;
  while (!Number.isInteger(digits)) {
    digits *= 2;
    scale *= 2n;
  }
  return ratio(BigInt(digits), scale);
}

export const add = (a: Rational, b: Rational): Rational => ratio(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Rational, b: Rational): Rational => ratio(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Rational, b: Rational): Rational => ratio(a.n * b.n, a.d * b.d);
export const divide = (a: Rational, b: Rational): Rational => ratio(a.n * b.d, a.d * b.n);
export const compare = (a: Rational, b: Rational): number => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** The nearest double, but for the last bit. */
export function toNumber(value: Rational): number {
  const whole = value.n / value.d;
  const rest = value.n - whole * value.d;
  const shift = BigInt(Math.max(0, value.d.toString(2).length - 1000));
  return Number(whole) + Number(rest >> shift) / Number(value.d >> shift);
}

/** Solves a square system exactly; null where it is singular. */
export function solveExactly(
  rows: readonly (readonly Rational[])[],
  right: readonly Rational[],
): Rational[] | null {
  const size = rows.length;
  const table = rows.map((row, index) => [...row, right[index] ?? ZERO]);
  for (let column = 0; column < size; column += 1) {
    const pivot = table.findIndex((row, index) => index >= column && row[column]?.n !== 0n);
    if (pivot < 0) return null;
    const chosen = table[pivot] as Rational[];
    table[pivot] = table[column] as Rational[];
    table[column] = chosen;
    const head = chosen[column] as Rational;
    for (let index = column; index <= size; index += 1) chosen[index] = divide(chosen[index] ?? ZERO, head);
    for (const [index, row] of table.entries()) {
      const factor = row[column] as Rational;
      if (index === column || factor.n === 0n) continue;
      for (let other = column; other <= size; other += 1)
        row[other] = subtract(row[other] as Rational, multiply(factor, chosen[other] as Rational));
    }
  }
  return table.map((row) => row[size] as Rational);
}
