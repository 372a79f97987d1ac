import type { Terms } from './terms.js';

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
/** Distance of the point from a rounding from which it is taken. */
const EFFICACY_LEAST = 1e-4;
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
    private readonly whole: Terms,
    rest: Terms,
    /** Right side of the terms as they are now. */
    private right: number,
  ) {
    for (let at = 0; at < rest.count; at += 1) {
      const coefficient = rest.coefficient[at] ?? 0;
      this.restSum += coefficient * (rest.value[at] ?? 0);
      this.restSquare += coefficient * coefficient;
    }
  }

  best(): Rounding | undefined {
    let best: Rounding | undefined;
    let most = EFFICACY_LEAST;
    const take = (divisor: number): boolean => {
      const rounding = roundingOf(this.right, divisor);
      const efficacy = rounding ? this.efficacy(rounding) : 0;
      if (!rounding || efficacy <= most) return false;
      most = efficacy;
      best = rounding;
      return true;
    };
    const inside = this.inside();
    for (const divisor of this.divisors(inside)) take(divisor);
    if (!best) return undefined;
    let { divisor } = best;
    for (let halving = 1; halving <= HALVINGS; halving += 1) take(divisor / 2 ** halving);
    divisor = best.divisor;
    for (const at of inside.slice(0, MOST_FLIPS)) {
      this.flip(at);
      if (!take(divisor)) this.flip(at);
    }
    return best;
  }

  /** Places of whole terms off their bounds, the furthest first. */
  private inside(): number[] {
    const { count, value, range } = this.whole;
    const found: number[] = [];
    const distance = (at: number): number => Math.min(value[at] ?? 0, (range[at] ?? 0) - (value[at] ?? 0));
    for (let at = 0; at < count; at += 1)
      if (Number.isFinite(range[at]) && distance(at) > ON_BOUND) found.push(at);
    return found.sort((a, b) => distance(b) - distance(a) || a - b);
  }

  /** Sizes of the coefficients of whole terms that are off their bounds, and of the largest of all. */
  private divisors(inside: readonly number[]): number[] {
    const found: number[] = [];
    const { count, coefficient } = this.whole;
    for (const at of inside) {
      const size = Math.abs(coefficient[at] ?? 0);
      if (size < 1e-12 || found.some((other) => Math.abs(other - size) <= 1e-6 * size)) continue;
      found.push(size);
      if (found.length >= MOST_DIVISORS) break;
    }
    let largest = 0;
    for (let at = 0; at < count; at += 1) largest = Math.max(largest, Math.abs(coefficient[at] ?? 0));
    if (largest > 0) found.push(largest * (1 + 1e-3));
    return found;
  }

  /** Distance of the point from the rounded row, about: by the sizes of terms and not of columns. */
  private efficacy(rounding: Rounding): number {
    const { count, coefficient, value } = this.whole;
    const scale = 1 / (rounding.divisor * (1 - rounding.fraction));
    let violation = this.restSum * scale - rounding.whole;
    let square = this.restSquare * scale * scale;
    for (let at = 0; at < count; at += 1) {
      const rounded = wholeCoefficient(coefficient[at] ?? 0, rounding);
      violation += rounded * (value[at] ?? 0);
      square += rounded * rounded;
    }
    return violation > 0 && square > 0 ? violation / Math.sqrt(square) : 0;
  }

  private flip(at: number): void {
    const change = (this.whole.coefficient[at] ?? 0) * (this.whole.range[at] ?? 0);
    this.right -= change;
    // What rounding the right side lost is less than this.
    this.right += SAFE * (Math.abs(change) + Math.abs(this.right));
    this.whole.flip(at);
  }
}
