import type { Finance, Investment } from '@placewright/solver';
import { paybackText, rateOfReturnText } from '../../render/finance.js';
import { percent } from '../../render/numbers.js';
import { barsByYear } from '../charts/by-year.js';
import {
  type Block,
  figure,
  figures,
  money,
  type Section,
  share,
  text,
  type Value,
  words,
} from '../document.js';
import type { ReportInput } from '../input.js';

const rates = ({ discounting }: Finance): string => {
  const { basis, statedFraction, nominalFraction, inflationFraction = 0, yearlyTiming } = discounting;
  const paid = yearlyTiming === 'mid' ? 'in the middle of each year' : 'at the end of each year';
  const rate =
    basis === 'nominal'
      ? `${percent(nominalFraction, 2)} nominal`
      : `${percent(statedFraction, 2)} real, with ${percent(inflationFraction, 2)} inflation ${percent(nominalFraction, 2)} nominal`;
  return `Discounted at ${rate}; yearly amounts are paid ${paid}. The plan is the least before tax; figures after tax say so in their names.`;
};

const investmentRows = (one: Investment): (readonly Value[])[] => [
  ['Capital more than cloud-only', money(one.extraCapex), null],
  ['Net present value', money(one.npv), null],
  ['Internal rate of return', null, rateOfReturnText(one.irr)],
  ['Payback', null, paybackText(one.payback)],
  ['Discounted payback', null, paybackText(one.discountedPayback)],
  [
    'Return on outlay',
    one.roi.status === 'stated' ? share(one.roi.fraction) : null,
    one.roi.status === 'stated' ? null : 'no further capital',
  ],
  ...(one.afterTax === undefined
    ? []
    : ([
        ['After-tax net present value', money(one.afterTax.afterTaxNpv), null],
        ['After-tax internal rate of return', null, rateOfReturnText(one.afterTax.afterTaxIrr)],
        ['After-tax payback', null, paybackText(one.afterTax.afterTaxPayback)],
        ['After-tax discounted payback', null, paybackText(one.afterTax.afterTaxDiscountedPayback)],
      ] as const)),
];

/** Cash by year, the plan as an investment against cloud-only, and one total added up in several ways. */
export const financeSection = ({ answer }: ReportInput): Section => {
  const { finance, plan, comparison } = answer;
  const { currency, bill } = plan;
  const other = comparison.cloudOnly?.bill;
  const { againstCloudOnly, tieOut } = finance;
  const { afterTax } = finance.plan;
  const blocks: Block[] = [
    text(rates(finance)),
    barsByYear('cash-by-year', 'Cash paid', currency, [
      { name: 'Plan', amounts: bill.years.map(({ cash }) => cash) },
      ...(other === undefined ? [] : [{ name: 'Cloud-only', amounts: other.years.map(({ cash }) => cash) }]),
    ]),
    {
      kind: 'table',
      id: 'cash-by-year',
      title: 'Cash by year, undiscounted',
      columns: [
        figures('Year', null),
        figures('Capital', currency),
        figures('Operating', currency),
        figures('Residual', currency),
        figures('Cash', currency),
        figures('Present worth', currency),
        ...(other === undefined ? [] : [figures('Cloud-only, cash', currency)]),
      ],
      rows: bill.years.map((year) => [
        figure(year.year),
        money(year.capex),
        money(year.operating),
        money(year.residual),
        money(year.cash),
        money(year.presentWorth),
        ...(other === undefined ? [] : [money(other.years[year.year]?.cash ?? 0)]),
      ]),
    },
  ];
  if (afterTax !== undefined)
    blocks.push({
      kind: 'table',
      id: 'after-tax',
      title: `After tax of ${percent(afterTax.rateFraction, 2)} on profit, the plan alone`,
      columns: [
        figures('Year', null),
        figures('Depreciation', currency),
        figures('Tax', currency),
        figures('After-tax cash', currency),
        figures('After-tax present worth', currency),
      ],
      rows: afterTax.years.map((year) => [
        figure(year.year),
        money(year.depreciation),
        money(year.tax),
        money(year.afterTaxCash),
        money(year.afterTaxPresentWorth),
      ]),
      totals: [[null, null, null, money(afterTax.afterTaxCash), money(afterTax.afterTaxPresentWorth)]],
    });
  if (againstCloudOnly !== undefined)
    blocks.push({
      kind: 'table',
      id: 'investment',
      title: 'The plan in place of cloud-only, as an investment',
      columns: [words('Figure'), figures('Amount', currency), words('Reading')],
      rows: investmentRows(againstCloudOnly),
    });
  blocks.push({
    kind: 'table',
    id: 'tie-out',
    title: 'One total, added up in several ways',
    columns: [words('By'), figures('Total', currency), figures('Difference', currency)],
    rows: tieOut.ways.map(({ way, total, difference }) => [way, money(total), money(difference)]),
  });
  return { id: 'finance', title: 'Finance', blocks };
};
