import type { Bill, Discounting, Finance, Investment, PlanFinance } from '../plan/types.js';
import type { Problem } from '../problem/types.js';
import { moneyTolerance } from '../program/proof.js';
import { type CashPayment, cashPayments } from './cash-flow.js';
import { equivalentYearlyFactor } from './finance.js';
import { investmentIn, type PlanPayments } from './investment.js';
import { afterTaxYears, taxPayments } from './tax.js';
import { tieOut } from './tie-out.js';
import type { UnitEconomics } from './unit-costs.js';

const sum = (figures: readonly number[]): number => figures.reduce((total, one) => total + one, 0);

/** How a problem discounts, both rates of it. */
export const discountingOf = ({ horizon }: Problem): Discounting => {
  const { discountFraction, realDiscountFraction, discountBasis, inflationFraction, yearlyTiming } = horizon;
  const isReal = discountBasis === 'real';
  return {
    basis: isReal ? 'real' : 'nominal',
    statedFraction: isReal ? (realDiscountFraction ?? discountFraction) : discountFraction,
    nominalFraction: discountFraction,
    ...(isReal && inflationFraction !== undefined ? { inflationFraction } : {}),
    yearlyTiming: yearlyTiming ?? 'end',
  };
};

const financed = (
  { horizon, tax }: Problem,
  bill: Bill,
): { readonly finance: PlanFinance; readonly payments: PlanPayments } => {
  const beforeTax: readonly CashPayment[] = cashPayments(horizon, bill.entries);
  const capexByYear = bill.years.map(({ capex }) => capex);
  const finance: PlanFinance = {
    totalCostOfOwnership: bill.cashPresentWorth,
    equivalentYearlyCash: bill.equivalentYearlyCash,
    totalCash: sum(bill.years.map(({ cash }) => cash)),
    capexByYear,
  };
  const capex = sum(capexByYear);
  if (tax === undefined) return { finance, payments: { capex, beforeTax } };
  const years = afterTaxYears(beforeTax, horizon, tax);
  const afterTaxPresentWorth = sum(years.map((one) => one.afterTaxPresentWorth));
  const recovery = equivalentYearlyFactor(tax.afterTaxDiscountFraction, horizon.years, horizon.yearlyTiming);
  return {
    finance: {
      ...finance,
      afterTax: {
        rateFraction: tax.rateFraction,
        discountFraction: tax.afterTaxDiscountFraction,
        years,
        afterTaxCash: sum(years.map(({ afterTaxCash }) => afterTaxCash)),
        afterTaxPresentWorth,
        afterTaxEquivalentYearlyCash: recovery * afterTaxPresentWorth,
      },
    },
    payments: { capex, beforeTax, afterTax: [...beforeTax, ...taxPayments(years, horizon)] },
  };
};

/**
 * What a plan costs over the horizon: total cost of ownership, equivalent yearly cost, capital by year; after tax where the
 * problem states a tax (formulation.md, sections 7.1 and 7.3).
 */
export const planFinance = (problem: Problem, bill: Bill): PlanFinance => financed(problem, bill).finance;

/** One plan taken in place of another, as an investment (formulation.md, section 7.2). */
export const investmentOf = (problem: Problem, bill: Bill, other: Bill): Investment => {
  const tolerance = Math.max(moneyTolerance(bill.presentWorth), moneyTolerance(other.presentWorth));
  return investmentIn(
    financed(problem, bill).payments,
    financed(problem, other).payments,
    problem.horizon,
    problem.tax?.afterTaxDiscountFraction,
    tolerance,
  );
};

/**
 * The finance of a solved plan: its own, that of the cloud-only plan, one as an investment against the other, and the total
 * added up in several ways.
 *
 * @param cloudOnly - bill of the permitted cloud-only plan; absent: nothing is stated against it
 */
export const financeOf = (
  problem: Problem,
  bill: Bill,
  economics: UnitEconomics,
  cloudOnly?: Bill,
): Finance => {
  const base = {
    discounting: discountingOf(problem),
    plan: financed(problem, bill).finance,
    tieOut: tieOut(bill, economics),
  };
  if (cloudOnly === undefined) return base;
  return {
    ...base,
    cloudOnly: financed(problem, cloudOnly).finance,
    againstCloudOnly: investmentOf(problem, bill, cloudOnly),
  };
};
