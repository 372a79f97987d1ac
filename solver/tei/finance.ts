import { InternalError } from '../outcome.js';

/**
 * Present worth (formulation.md, section 7; the series is REopt's): year 0 has factor 1, yearly amounts are paid
 * at the ends of years 1..N, d is the discount rate and e the yearly price change, both fractions a year.
 * Plain numbers only: nothing here knows of a problem.
 */

/** What a factor needs to know of when an amount is paid. */
export type PaymentTiming =
  | { readonly kind: 'upfront' }
  | { readonly kind: 'yearly'; readonly escalationFraction: number }
  | { readonly kind: 'dated'; readonly payments: readonly DatedPayment[] };

/** When in its year a yearly amount is paid. */
export type YearlyTiming = 'end' | 'mid';

/** `factor` x the amount, paid at `year` (0 is the start; may be a fraction of a year). */
export interface DatedPayment {
  readonly year: number;
  readonly factor: number;
}

/** More purchases of one unit than any horizon and life that make sense can ask for. */
const MOST_PURCHASES = 10_000;

/**
 * sum over n = 1..N of ((1 + e) / (1 + d))^n: what 1 a year is worth at the start.
 *
 * @example
 * escalatedAnnuityFactor(0, 0, 1); // 1
 * escalatedAnnuityFactor(0, 0.1, 2); // 1/1.1 + 1/1.21 = 1.7355...
 */
export const escalatedAnnuityFactor = (
  escalationFraction: number,
  discountFraction: number,
  years: number,
): number => {
  const ratio = (1 + escalationFraction) / (1 + discountFraction);
  let factor = 1;
  let sum = 0;
  for (let year = 1; year <= years; year += 1) {
    factor *= ratio;
    sum += factor;
  }
  return sum;
};

/**
 * (1 + d)^0.5: how much more an amount is worth in the middle of its year than at the end.
 *
 * @example
 * midYearFactor(0.1); // 1.0488
 */
export const midYearFactor = (discountFraction: number): number => Math.sqrt(1 + discountFraction);

/**
 * (1 + real) x (1 + inflation) - 1: the nominal rate of a real one (Fisher).
 *
 * @example
 * nominalRate(0.05, 0.02); // 0.071
 */
export const nominalRate = (realFraction: number, inflationFraction: number): number =>
  realFraction + inflationFraction + realFraction * inflationFraction;

/**
 * Present worth of 1 paid as `timing` says. Yearly: N times, escalated, at the ends of the years or in their middle.
 * Dated: sum of factor x (1 + d)^-year.
 *
 * @example
 * presentWorthFactor({ kind: 'upfront' }, 0.08, 3); // 1
 * presentWorthFactor({ kind: 'dated', payments: [{ year: 2, factor: -0.5 }] }, 0, 3); // -0.5
 */
export const presentWorthFactor = (
  timing: PaymentTiming,
  discountFraction: number,
  years: number,
  yearlyTiming: YearlyTiming = 'end',
): number => {
  if (timing.kind === 'upfront') return 1;
  if (timing.kind === 'yearly') {
    const atEnd = escalatedAnnuityFactor(timing.escalationFraction, discountFraction, years);
    return yearlyTiming === 'mid' ? atEnd * midYearFactor(discountFraction) : atEnd;
  }
  return timing.payments.reduce(
    (sum, payment) => sum + payment.factor * (1 + discountFraction) ** -payment.year,
    0,
  );
};

/**
 * d (1 + d)^N / ((1 + d)^N - 1), and its limit 1/N at d = 0: the equal yearly amount that is worth 1 at the start.
 *
 * @example
 * 2_000_000 * capitalRecoveryFactor(0.1, 25); // 220,336 a year (Calliope's example: about 220,000)
 */
export const capitalRecoveryFactor = (discountFraction: number, years: number): number => {
  // expm1 and log1p keep every digit where d is small; the plain formula subtracts nearly equal numbers.
  if (discountFraction === 0) return 1 / years;
  return discountFraction / -Math.expm1(-years * Math.log1p(discountFraction));
};

/**
 * The equal yearly amount that is worth 1 at the start, paid when yearly amounts are.
 *
 * @example
 * equivalentYearlyFactor(0.1, 25, 'end'); // capitalRecoveryFactor(0.1, 25)
 */
export const equivalentYearlyFactor = (
  discountFraction: number,
  years: number,
  yearlyTiming: YearlyTiming = 'end',
): number => {
  const atEnd = capitalRecoveryFactor(discountFraction, years);
  return yearlyTiming === 'mid' ? atEnd / midYearFactor(discountFraction) : atEnd;
};

/** Index k of the last purchase, at k x life: the largest with k x life < years. */
const lastPurchase = (lifeYears: number, years: number): number => {
  const last = Math.ceil(years / lifeYears - 1e-9) - 1;
  if (!(lifeYears > 0) || last > MOST_PURCHASES) {
    throw new InternalError(`a life of ${lifeYears} years in ${years} years asks for ${last + 1} purchases`);
  }
  return Math.max(0, last);
};

/**
 * Purchases after the first: at t = L, 2L, ... < N, each for (1 + g)^t of today's price.
 *
 * @example
 * replacementSchedule(4, 6, 0); // [{ year: 4, factor: 1 }]
 */
export const replacementSchedule = (
  lifeYears: number,
  years: number,
  priceChangeFraction: number,
): DatedPayment[] =>
  Array.from({ length: lastPurchase(lifeYears, years) }, (_, index) => {
    const year = (index + 1) * lifeYears;
    return { year, factor: (1 + priceChangeFraction) ** year };
  });

/**
 * What is left at year N of the last purchase t*, over today's price: (1 + g)^t* x (1 - (N - t*) / L) x market,
 * market being the market value over the straight-line book value, at most 1.
 *
 * @example
 * residualFactor(4, 6, 0, 1); // bought again at 4, two of four years used: 0.5
 */
export const residualFactor = (
  lifeYears: number,
  years: number,
  priceChangeFraction: number,
  marketFraction: number,
): number => {
  if (!(marketFraction >= 0 && marketFraction <= 1)) {
    throw new InternalError(`a residual of ${marketFraction} x book value is outside 0 to 1 x book value`);
  }
  const year = lastPurchase(lifeYears, years) * lifeYears;
  const book = Math.max(0, 1 - (years - year) / lifeYears);
  return (1 + priceChangeFraction) ** year * book * marketFraction;
};
