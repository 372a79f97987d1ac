import type { Term } from './term.js';

/** Fraction of the right side below or above which a rounding gives too little, or large coefficients. */
const FRACTION_LEAST = 0.01;
const FRACTION_MOST = 0.999;
/** Divisors tried for one row, and times the best one is halved. */
const MOST_DIVISORS = 10;
const HALVINGS = 3;
/** Columns whose complement is tried the other way round. */
const MOST_FLIPS = 10;
/** Distance from a bound below which a value lies on it. */
const ON_BOUND = 1e-6;
/** Share of a coefficient's last place, and more, that rounding may have cost it. */
const SAFE = 2 ** -50;

/** A rounding of sum a t <= b with t >= 0: what is divided by, and the right side afterwards. */
export interface Rounding {
  readonly divisor: number;
  /** floor(b / divisor): the right side of the rounded row. */
  readonly whole: number;
  /** At least frac(b / divisor). */
  readonly fraction: number;
}

/** The rounding of a right side; undefined where its fraction is too small or too large. */
export const roundingOf = (right: number, divisor: number): Rounding | undefined => {
  const ratio = right / divisor;
  if (!(Math.abs(ratio) < 1e9)) return undefined;
  const whole = Math.floor(ratio);
  // Upwards: another right side that is larger is as true.
  const fraction = ratio - whole + SAFE * (1 + Math.abs(ratio));
  return fraction >= FRACTION_LEAST && fraction <= FRACTION_MOST ? { divisor, whole, fraction } : undefined;
};

/** Coefficient of a whole term after rounding, or less. */
export const wholeCoefficient = (coefficient: number, { divisor, fraction }: Rounding): number => {
  const exact = coefficient / divisor;
  const ratio = exact - SAFE * Math.abs(exact);
  const floor = Math.floor(ratio);
  const over = ratio - floor - fraction;
  if (!(over > 0)) return floor;
  const gained = floor + over / (1 - fraction);
  return Math.max(floor, gained - SAFE * (2 + Math.abs(gained) + 1 / (1 - fraction)));
};

/** Coefficient of a term that is not whole, or less; zero where it is not negative. */
export const restCoefficient = (coefficient: number, { divisor, fraction }: Rounding): number =>
  coefficient < 0 ? (coefficient / (divisor * (1 - fraction))) * (1 + 2 * SAFE) : 0;

/** Looks for the rounding of a row that its point breaks most. Terms may be complemented on the way. */
export class RoundingSearch {
  private restSum = 0;
  private restSquare = 0;

  constructor(
    private readonly whole: readonly Term[],
    rest: readonly Term[],
    /** Right side of the terms as they are now. */
    public right: number,
  ) {
    for (const { coefficient, value } of rest) {
      this.restSum += coefficient * value;
      this.restSquare += coefficient * coefficient;
    }
  }

  best(): Rounding | undefined {
    let best: Rounding | undefined;
    let most = 1e-4;
    const take = (divisor: number): boolean => {
      const rounding = roundingOf(this.right, divisor);
      const efficacy = rounding ? this.efficacy(rounding) : 0;
      if (!rounding || efficacy <= most) return false;
      most = efficacy;
      best = rounding;
      return true;
    };
    for (const divisor of this.divisors()) take(divisor);
    if (!best) return undefined;
    let divisor = best.divisor;
    for (let halving = 1; halving <= HALVINGS; halving += 1) take(divisor / 2 ** halving);
    divisor = best.divisor;
    for (const term of this.flippable()) {
      this.flip(term);
      if (!take(divisor)) this.flip(term);
    }
    return best;
  }

  /** Sizes of the coefficients of whole terms that are off their bounds, and of the largest of all. */
  private divisors(): number[] {
    const found: number[] = [];
    const inside = this.whole.filter(({ value, range }) => value > ON_BOUND && value < range - ON_BOUND);
    inside.sort((a, b) => Math.min(b.value, b.range - b.value) - Math.min(a.value, a.range - a.value));
    for (const { coefficient } of inside) {
      const size = Math.abs(coefficient);
      if (size < 1e-12 || found.some((other) => Math.abs(other - size) <= 1e-6 * size)) continue;
      found.push(size);
      if (found.length >= MOST_DIVISORS) break;
    }
    const largest = this.whole.reduce((most, { coefficient }) => Math.max(most, Math.abs(coefficient)), 0);
    if (largest > 0) found.push(largest * (1 + 1e-3));
    return found;
  }

  private efficacy(rounding: Rounding): number {
    let violation = -rounding.whole;
    const scale = 1 / (rounding.divisor * (1 - rounding.fraction));
    let square = this.restSquare * scale * scale;
    violation += this.restSum * scale;
    for (const { coefficient, value } of this.whole) {
      const rounded = wholeCoefficient(coefficient, rounding);
      violation += rounded * value;
      square += rounded * rounded;
    }
    return violation > 0 && square > 0 ? violation / Math.sqrt(square) : 0;
  }

  private flippable(): Term[] {
    return this.whole
      .filter(({ value, range }) => value > ON_BOUND && value < range - ON_BOUND && Number.isFinite(range))
      .sort((a, b) => Math.abs(a.value - a.range / 2) - Math.abs(b.value - b.range / 2))
      .slice(0, MOST_FLIPS);
  }

  /** The distance from the other bound in place of this one. */
  private flip(term: Term): void {
    this.right -= term.coefficient * term.range;
    // What rounding the right side lost is less than this.
    this.right += SAFE * (Math.abs(term.coefficient * term.range) + Math.abs(this.right));
    term.coefficient = -term.coefficient;
    term.value = term.range - term.value;
    term.kind = term.kind === 'lower' ? 'upper' : 'lower';
  }
}
