import type { AfterTaxYear } from '../plan/types.js';
import type { Tax } from '../problem/types.js';
import type { CashHorizon, CashPayment } from './cash-flow.js';
import { depreciationSchedule } from './finance/depreciation.js';
import { discountFactor } from './finance/schedule.js';

/** Write-offs by year, from 0: each payment of capital is one asset; what is left in the last year is written off there. */
const depreciationByYear = (payments: readonly CashPayment[], years: number, tax: Tax): number[] => {
  const byYear = Array.from({ length: years + 1 }, () => 0);
  const charges = depreciationSchedule(tax.depreciation);
  for (const { kind, atYears, amount } of payments) {
    if (kind !== 'capex') continue;
    charges.forEach((charge, index) => {
      const year = Math.min(Math.floor(atYears) + 1 + index, years);
      byYear[year] = (byYear[year] ?? 0) + amount * charge;
    });
  }
  return byYear;
};

/** When the yearly amounts of a year are paid; the start for year 0. */
const momentOf = (year: number, { yearlyTiming }: CashHorizon): number =>
  year > 0 && yearlyTiming === 'mid' ? year - 0.5 : year;

/** Tax as payments, at the moments of yearly amounts. */
export const taxPayments = (
  years: readonly AfterTaxYear[],
  horizon: CashHorizon,
): { readonly year: number; readonly atYears: number; readonly amount: number }[] =>
  years.map(({ year, tax }) => ({ year, atYears: momentOf(year, horizon), amount: tax }));

/**
 * Tax on profit and after-tax cash by year (formulation.md, section 7.3):
 *
 *   tax[n] = - rate x (operating[n] + depreciation[n] + residual[n])
 *
 * below 0 where deductions save tax on other income. After-tax present worth is at the after-tax rate.
 *
 * @example
 * // 1,000 of capital over 2 years straight-line, 100 a year, 30 %: -(100 + 500) x 0.3 = -180 in each of two years
 */
export const afterTaxYears = (
  payments: readonly CashPayment[],
  horizon: CashHorizon,
  tax: Tax,
): AfterTaxYear[] => {
  const { rateFraction, afterTaxDiscountFraction } = tax;
  const depreciation = depreciationByYear(payments, horizon.years, tax);
  return depreciation.map((writtenOff, year) => {
    const due = payments.filter((payment) => payment.year === year);
    const cash = due.reduce((sum, { amount }) => sum + amount, 0);
    // Running cost paid at the start (the ending of a contract) is deducted in the first year.
    const deducted = payments.filter((one) => one.kind !== 'capex' && Math.max(1, one.year) === year);
    const income = deducted.reduce((sum, { amount }) => sum + amount, 0);
    // Nothing is deducted at the start; a plain 0 rather than -0.
    const paid = year === 0 ? 0 : -rateFraction * (income + writtenOff) + 0;
    const worth = (atYears: number): number => discountFactor(afterTaxDiscountFraction, atYears);
    const afterTaxPresentWorth = due.reduce(
      (sum, { amount, atYears }) => sum + amount * worth(atYears),
      paid * worth(momentOf(year, horizon)),
    );
    return { year, depreciation: writtenOff, tax: paid, afterTaxCash: cash + paid, afterTaxPresentWorth };
  });
};
