import type { Bill, Finance, Investment, PlanFinance } from '../../plan/types.js';
import type { Problem } from '../../problem/types.js';
import type { AuditFinding } from '../types.js';
import { bookAfter } from './book.js';
import { FinanceLedger } from './findings.js';
import { checkInvestmentYears, checkPayback, checkRates, netsOf } from './investment.js';
import { type Paid, paidBy, taxOf, worthOf } from './payments.js';

/** What the audit finds of a finance, and how often it looked. */
export interface FinanceAudit {
  readonly ok: boolean;
  readonly findings: readonly AuditFinding[];
  readonly checks: Readonly<Record<string, number>>;
}

const slackOf = (...bills: readonly Bill[]): number =>
  Math.max(...bills.map(({ presentWorth }) => Math.max(0.01, 1e-9 * Math.abs(presentWorth))));

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** The equal yearly amount that is worth `worth`, found from what one a year is worth. */
const yearlyOf = (worth: number, rate: number, { years, yearlyTiming }: Problem['horizon']): number => {
  const early = yearlyTiming === 'mid' ? 0.5 : 0;
  const ones = Array.from({ length: years }, (_, index) => ({ at: index + 1 - early, amount: 1 }));
  return worth / worthOf(ones, rate);
};

/** A plan's own figures. Returns what it pays after tax, where there is a tax. */
const checkPlanFinance = (
  ledger: FinanceLedger,
  what: string,
  problem: Problem,
  bill: Bill,
  stated: PlanFinance,
): Paid[] => {
  const { horizon, tax } = problem;
  const paid = paidBy(bill, horizon);
  const totals = (subject: string, expected: number, actual: number | undefined): void =>
    ledger.money('finance-total', `${what} ${subject}`, expected, actual);
  const worth = worthOf(paid, horizon.discountFraction);
  totals('totalCostOfOwnership', worth, stated.totalCostOfOwnership);
  totals(
    'equivalentYearlyCash',
    yearlyOf(worth, horizon.discountFraction, horizon),
    stated.equivalentYearlyCash,
  );
  totals('totalCash', sum(paid.map(({ amount }) => amount)), stated.totalCash);
  for (let year = 0; year <= horizon.years; year += 1) {
    const capital = paid.filter(({ at, isCapital }) => isCapital && Math.ceil(at) === year);
    totals(`capital of year ${year}`, sum(capital.map(({ amount }) => amount)), stated.capexByYear[year]);
  }
  const { afterTax } = stated;
  const has = afterTax !== undefined;
  ledger.holds(
    'after-tax',
    `${what} is stated`,
    has === (tax !== undefined),
    String(tax !== undefined),
    String(has),
  );
  if (tax === undefined || afterTax === undefined) return paid;
  const taxes = taxOf(paid, problem, (k) => bookAfter(tax, k));
  const all = [...paid, ...taxes.map((one) => one.paid)];
  const rate = tax.afterTaxDiscountFraction;
  for (let year = 0; year <= horizon.years; year += 1) {
    const row = afterTax.years[year];
    const due = all.filter(({ at }) => Math.ceil(at) === year);
    const money = (subject: string, expected: number, actual: number | undefined): void =>
      ledger.money('after-tax', `${what} ${subject} of year ${year}`, expected, actual);
    money('depreciation', taxes[year - 1]?.depreciation ?? 0, row?.depreciation);
    money('tax', taxes[year - 1]?.paid.amount ?? 0, row?.tax);
    money('cash', sum(due.map(({ amount }) => amount)), row?.afterTaxCash);
    money('worth', worthOf(due, rate), row?.afterTaxPresentWorth);
  }
  const worthAfter = worthOf(all, rate);
  const money = (subject: string, expected: number, actual: number): void =>
    ledger.money('after-tax', `${what} ${subject}`, expected, actual);
  // The rate is off the total, whatever was written off when.
  money(
    'afterTaxCash',
    (1 - tax.rateFraction) * sum(paid.map(({ amount }) => amount)),
    afterTax.afterTaxCash,
  );
  money('afterTaxPresentWorth', worthAfter, afterTax.afterTaxPresentWorth);
  money(
    'afterTaxEquivalentYearlyCash',
    yearlyOf(worthAfter, rate, horizon),
    afterTax.afterTaxEquivalentYearlyCash,
  );
  return all;
};

const checkInvestment = (
  ledger: FinanceLedger,
  { horizon, tax }: Problem,
  bills: { readonly plan: Bill; readonly other: Bill },
  afterTaxPaid: { readonly plan: readonly Paid[]; readonly other: readonly Paid[] },
  stated: Investment,
): void => {
  const slack = slackOf(bills.plan, bills.other);
  const money = (subject: string, expected: number, actual: number): void =>
    ledger.money('investment', subject, expected, actual);
  const nets = netsOf(paidBy(bills.plan, horizon), paidBy(bills.other, horizon));
  const capital = ({ years }: Bill): number => sum(years.map(({ capex }) => capex));
  const extra = capital(bills.plan) - capital(bills.other);
  money('extraCapex', extra, stated.extraCapex);
  money('npv', bills.other.cashPresentWorth - bills.plan.cashPresentWorth, stated.npv);
  const gained = sum(nets.map(({ amount }) => amount));
  const isStated = stated.roi.status === 'stated';
  ledger.holds('investment', 'roi', isStated === extra > slack, `capital of ${extra}`, stated.roi.status);
  if (stated.roi.status === 'stated') money('roi', gained, stated.roi.fraction * extra);
  checkInvestmentYears(ledger, 'before tax', nets, horizon.discountFraction, horizon.years, stated.years);
  checkRates(ledger, 'before tax', nets, slack, stated.irr);
  const paybacks = (
    what: string,
    years: Investment['years'],
    plain: typeof stated.payback,
    worth: typeof plain,
  ) => {
    checkPayback(
      ledger,
      `${what} payback`,
      years.map(({ net }) => net),
      slack,
      plain,
    );
    checkPayback(
      ledger,
      `${what} discounted payback`,
      years.map(({ presentWorth }) => presentWorth),
      slack,
      worth,
    );
  };
  paybacks('before tax', stated.years, stated.payback, stated.discountedPayback);
  const { afterTax } = stated;
  const has = afterTax !== undefined;
  ledger.holds(
    'after-tax',
    'investment is stated',
    has === (tax !== undefined),
    String(tax !== undefined),
    String(has),
  );
  if (tax === undefined || afterTax === undefined) return;
  const rate = tax.afterTaxDiscountFraction;
  const netsAfter = netsOf(afterTaxPaid.plan, afterTaxPaid.other);
  money(
    'afterTaxNpv',
    worthOf(afterTaxPaid.other, rate) - worthOf(afterTaxPaid.plan, rate),
    afterTax.afterTaxNpv,
  );
  checkInvestmentYears(ledger, 'after tax', netsAfter, rate, horizon.years, afterTax.years);
  checkRates(ledger, 'after tax', netsAfter, slack, afterTax.afterTaxIrr);
  paybacks('after tax', afterTax.years, afterTax.afterTaxPayback, afterTax.afterTaxDiscountedPayback);
};

/**
 * Checks the finance of a plan by a path of its own, from the entries of the bills: cash by moment, book values in closed
 * form, each stated rate put back into the payments. The bills themselves are the matter of {@link auditPlan}.
 *
 * @param cloudOnly - bill of the permitted cloud-only plan, if there is one
 */
export const auditFinance = (
  problem: Problem,
  bill: Bill,
  finance: Finance,
  cloudOnly?: Bill,
): FinanceAudit => {
  const ledger = new FinanceLedger(slackOf(bill, ...(cloudOnly ? [cloudOnly] : [])));
  const plan = checkPlanFinance(ledger, 'plan', problem, bill, finance.plan);
  for (const { way, total } of finance.tieOut.ways)
    ledger.money('tie-out', way, bill.cashPresentWorth, total);
  ledger.holds('tie-out', 'agrees', finance.tieOut.agrees, 'true', String(finance.tieOut.agrees));
  const isStated = finance.againstCloudOnly !== undefined && finance.cloudOnly !== undefined;
  const wanted = cloudOnly !== undefined;
  ledger.holds('investment', 'is stated', isStated === wanted, String(wanted), String(isStated));
  if (cloudOnly && finance.cloudOnly && finance.againstCloudOnly) {
    const other = checkPlanFinance(ledger, 'cloud-only', problem, cloudOnly, finance.cloudOnly);
    const bills = { plan: bill, other: cloudOnly };
    checkInvestment(ledger, problem, bills, { plan, other }, finance.againstCloudOnly);
  }
  return { ok: ledger.findings.length === 0, findings: ledger.findings, checks: ledger.checks };
};
