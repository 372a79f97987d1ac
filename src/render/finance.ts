import type { Finance, Investment, Payback, PlanFinance, RateOfReturn } from '@placewright/solver';
import { grouped, moneyDecimals, percent, short } from './numbers.js';
import { labelled } from './text.js';

export const rateOfReturnText = ({ status, rates, sense, signChanges }: RateOfReturn): string => {
  const shown = rates.slice(0, 3).map((rate) => percent(rate));
  if (status === 'none') return signChanges === 0 ? 'none (no change of sign)' : 'none';
  if (status === 'several') return `several rates (${shown.join(', ')}), none of them alone means anything`;
  return `${shown[0]}${sense === 'loan' ? ' as the cost of a loan: it pays later' : ''}`;
};

export const paybackText = (payback: Payback): string => {
  if (payback.status === 'paid-back') return `${short(payback.years)} years`;
  return payback.status === 'no-outlay' ? 'nothing to pay back' : 'not in the horizon';
};

/** Amounts by year; neighbours that print alike are said together, years without an amount are left out. */
const byYear = (amounts: readonly number[], decimals: number): string => {
  const runs: { text: string; from: number; to: number }[] = [];
  amounts.forEach((amount, year) => {
    const text = grouped(amount, decimals);
    const last = runs.at(-1);
    if (last !== undefined && last.text === text && last.from > 0) last.to = year;
    else runs.push({ text, from: year, to: year });
  });
  const zero = grouped(0, decimals);
  const said = runs.filter(({ text }) => text !== zero);
  if (said.length === 0) return 'none';
  return said
    .map(({ text, from, to }) => {
      if (from === 0) return `${text} at the start`;
      return from === to ? `${text} in year ${from}` : `${text} in each of years ${from} to ${to}`;
    })
    .join('; ');
};

const rates = (finance: Finance): string => {
  const { basis, statedFraction, nominalFraction, inflationFraction, yearlyTiming } = finance.discounting;
  const paid = yearlyTiming === 'mid' ? 'yearly amounts in mid-year' : 'yearly amounts at year end';
  if (basis === 'nominal') return `${percent(nominalFraction, 2)} nominal, ${paid}, before tax`;
  return `${percent(statedFraction, 2)} real, with ${percent(inflationFraction ?? 0, 2)} inflation ${percent(nominalFraction, 2)} nominal, ${paid}, before tax`;
};

const against = (one: Investment, decimals: number): string[] => {
  const { roi, extraCapex } = one;
  const gain = roi.status === 'stated' ? percent(roi.fraction) : 'no further capital';
  return [
    ...labelled(
      'Investment',
      `against cloud-only: capital ${grouped(extraCapex, decimals)} more, NPV ${grouped(one.npv, decimals)}, IRR ${rateOfReturnText(one.irr)}, ROI ${gain}`,
    ),
    ...labelled('Payback', `${paybackText(one.payback)}, discounted ${paybackText(one.discountedPayback)}`),
    ...(one.afterTax === undefined
      ? []
      : labelled(
          'After-tax NPV',
          `${grouped(one.afterTax.afterTaxNpv, decimals)}, IRR ${rateOfReturnText(one.afterTax.afterTaxIrr)}, payback ${paybackText(one.afterTax.afterTaxPayback)}, discounted ${paybackText(one.afterTax.afterTaxDiscountedPayback)}`,
        )),
  ];
};

/** What a plan costs by year and a year, before tax and after it. */
export const planFinanceLines = (
  finance: PlanFinance,
  years: readonly { readonly cash: number }[],
  currency: string,
): string[] => {
  const decimals = moneyDecimals(finance.totalCash);
  const cash = years.map((year) => year.cash);
  return [
    ...labelled(
      'Cost',
      `${grouped(finance.equivalentYearlyCash, decimals)} ${currency} a year, equivalent; ${grouped(finance.totalCash, decimals)} over the horizon, undiscounted`,
    ),
    ...labelled('Cash by year', byYear(cash, decimals)),
    ...labelled('Capital', byYear(finance.capexByYear, decimals)),
    ...(finance.afterTax === undefined
      ? []
      : labelled(
          'After tax',
          `present worth ${grouped(finance.afterTax.afterTaxPresentWorth, decimals)} ${currency} at ${percent(finance.afterTax.discountFraction, 2)}, ${grouped(finance.afterTax.afterTaxEquivalentYearlyCash, decimals)} a year; tax at ${percent(finance.afterTax.rateFraction, 2)}`,
        )),
  ];
};

/** The finance of a solved plan: discounting, cost and cash by year, and the plan as an investment. */
export const financeLines = (
  finance: Finance,
  years: readonly { readonly cash: number }[],
  currency: string,
): string[] => [
  ...labelled('Discounted', rates(finance)),
  ...planFinanceLines(finance.plan, years, currency),
  ...(finance.againstCloudOnly === undefined
    ? []
    : against(finance.againstCloudOnly, moneyDecimals(finance.plan.totalCash))),
];
