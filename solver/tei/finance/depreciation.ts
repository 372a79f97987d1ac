/** How the price of an asset is written off; plain numbers only. */
export interface DepreciationRule {
  readonly method: 'straight-line' | 'declining-balance';
  /** Years over which it is written off. */
  readonly years: number;
  /** declining-balance: share of the book value written off a year, before it switches to the straight line. */
  readonly yearlyRateFraction?: number | undefined;
  /** Share of a full year's charge in the first year; absent: a full year. */
  readonly firstYearFraction?: number | undefined;
}

/** What is left below this of the price is rounding. */
const NOTHING = 1e-12;

/**
 * Share of the price written off in each year of the asset's life, the first year first; together exactly what is there
 * (formulation.md, section 7.3). Declining balance switches to the straight line over the life left where that is more.
 *
 * @example
 * depreciationSchedule({ method: 'declining-balance', years: 5, yearlyRateFraction: 0.4, firstYearFraction: 0.5 });
 * // 0.2, 0.32, 0.192, 0.1152, 0.1152, 0.0576 (IRS Publication 946, table A-1, 5 years)
 */
export const depreciationSchedule = (rule: DepreciationRule): number[] => {
  const { method, years, yearlyRateFraction = 0, firstYearFraction = 1 } = rule;
  const charges: number[] = [];
  let book = 1;
  let lifeLeft = years;
  for (let k = 0; book > NOTHING; k += 1) {
    const yearPart = k === 0 ? firstYearFraction : 1;
    const straight = book / Math.max(lifeLeft, yearPart);
    const declining = method === 'declining-balance' ? book * yearlyRateFraction : 0;
    const charge = Math.min(book, yearPart * Math.max(straight, declining));
    charges.push(charge);
    book -= charge;
    lifeLeft -= yearPart;
  }
  return charges;
};
