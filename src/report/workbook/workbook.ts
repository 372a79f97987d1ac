import { type OutSheet, writeXlsx } from '../../import/xlsx-write.js';
import type { ReportInput } from '../input.js';
import { type Conventions, entriesSheet, paymentsSheet, sidedEntries } from './entries.js';
import { formula, rangedSheet } from './ranges.js';
import { billSheet, sitesSheet, yearsSheet } from './sums.js';

const conventionsSheet = ({ problem, answer }: ReportInput): OutSheet => {
  const { horizon } = problem;
  return {
    name: 'Conventions',
    heading: 0,
    rows: [
      ['Convention', 'Value', 'What it means'],
      [
        'Discount rate',
        horizon.discountFraction,
        'Nominal, a fraction a year. Change it, and every total follows.',
      ],
      [
        'Yearly amounts before year end',
        horizon.yearlyTiming === 'mid' ? 0.5 : 0,
        'Years: 0 at the end of each year, 0.5 in its middle. Dated payments do not move with it.',
      ],
      [
        'Years',
        horizon.years,
        'Yearly amounts are paid in years 1 to this. Dated payments do not move with it.',
      ],
      ['Currency', horizon.currency, 'Of every amount.'],
      ['Start', horizon.startDate, 'Upfront amounts are paid here.'],
      ['Prices as of', horizon.priceAsOf, 'Date the prices are of.'],
      ['Problem', answer.plan.problemHash, 'Hash of the problem this was solved for.'],
      ['Placewright', answer.plan.solverVersion, 'Version that wrote it.'],
    ],
  };
};

/** Sheets of the workbook: every total a formula over the entries of the bills, held against our own figures on the last. */
const sheetsOf = (input: ReportInput): readonly OutSheet[] => {
  const { problem, answer, report } = input;
  const { plan, comparison, unitEconomics } = answer;
  const { currency, bill } = plan;
  const other = comparison.cloudOnly?.bill;
  const conventions: Conventions = {
    discountCell: 'Conventions!$B$2',
    earlyCell: 'Conventions!$B$3',
    yearsCell: 'Conventions!$B$4',
    discountFraction: problem.horizon.discountFraction,
    years: problem.horizon.years,
  };
  const siteNumbers = new Map(problem.sites.map((site, index) => [site.id, index + 1]));
  const sided = sidedEntries(bill, other);
  const payments = paymentsSheet(sided, conventions, currency);
  const entries = entriesSheet(sided, conventions, payments, siteNumbers, currency);
  const bills = billSheet(entries, bill, other);
  const sites = sitesSheet(entries, plan, siteNumbers);
  const years = yearsSheet(entries, payments, conventions, bill, other);
  const workloads = rangedSheet(
    'Workloads',
    { workload: 'Workload', worth: `Attributed cash, present worth [${currency}]` },
    unitEconomics.workloads.map((one) => () => [one.workload, one.presentWorthCash]),
  );
  const purchases = rangedSheet(
    'Purchases',
    {
      needed: 'Needed on',
      orderBy: 'Order by',
      site: 'Site',
      silicon: 'Silicon',
      offer: 'Offer',
      terms: 'Terms',
      kind: 'Kind',
      units: 'Units',
      price: `Capital a unit [${currency}]`,
      capital: `Capital [${currency}]`,
    },
    report.orders.map((line) => (own) => [
      line.neededOn,
      line.orderBy,
      line.site,
      line.silicon,
      line.offer,
      line.terms,
      line.kind,
      line.units,
      line.upfrontCost / line.units,
      formula(`${own('units')}*${own('price')}`, line.upfrontCost),
    ]),
  );
  const totalRow = bills.rowCount - 3;
  const planTotal = bills.range.plan.cell(totalRow);
  const otherTotal = bills.range.other.cell(totalRow);
  const capital = bill.entries
    .filter(({ component }) => component === 'siliconUpfront' || component === 'siliconReplacement')
    .reduce(
      (sum, { amount, timing }) =>
        sum +
        (timing.kind === 'dated'
          ? timing.payments.reduce((all, { factor }) => all + amount * factor, 0)
          : amount),
      0,
    );
  const sum = (range: string): string => `SUM(${range})`;
  const cash = bill.cashPresentWorth;
  const checks: readonly (readonly [string, number, string, number])[] = [
    ['Total cost of ownership by line', cash, planTotal, cash],
    ['Total cost of ownership by site', cash, sum(sites.range.worth.all), cash],
    ['Total cost of ownership by workload', cash, sum(workloads.range.worth.all), cash],
    ['Total cost of ownership by year', cash, sum(years.range.worth.all), cash],
    ['Objective', plan.objective, bills.range.plan.cell(totalRow + 2), plan.objective],
    ['Capital by the purchase list', capital, sum(purchases.range.capital.all), capital],
    ...(other === undefined || comparison.savesAtMost === undefined
      ? []
      : [
          [
            'Cloud-only, total cost of ownership',
            other.cashPresentWorth,
            otherTotal,
            other.cashPresentWorth,
          ] as const,
          [
            'Saves at most',
            comparison.savesAtMost.money,
            `${otherTotal}-${planTotal}`,
            comparison.savesAtMost.money,
          ] as const,
        ]),
  ];
  const checkSheet = rangedSheet(
    'Checks',
    {
      what: 'What',
      ours: `Placewright [${currency}]`,
      sheet: `This workbook [${currency}]`,
      difference: 'Difference',
      verdict: 'Verdict',
    },
    checks.map(([what, ours, text, value]) => (own) => [
      what,
      ours,
      formula(text, value),
      formula(`${own('sheet')}-${own('ours')}`, value - ours),
      formula(
        `IF(ABS(${own('difference')})<=MAX(0.01,0.000000001*ABS(${own('ours')})),"agrees","differs")`,
        'agrees',
      ),
    ]),
  );
  return [
    conventionsSheet(input),
    bills.sheet,
    sites.sheet,
    workloads.sheet,
    years.sheet,
    purchases.sheet,
    entries.sheet,
    payments.sheet,
    checkSheet.sheet,
  ];
};

/** The bill as a workbook (.xlsx) whose totals are formulas; the same bytes for the same report. */
export const workbookOf = (input: ReportInput): Buffer => writeXlsx(sheetsOf(input));
