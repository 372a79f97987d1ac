import type { Bill } from '@placewright/solver';
import { LINE_NAMES } from '../../render/bill.js';
import { waterfall } from '../charts/waterfall.js';
import { type Block, figures, money, type Section, type TableBlock, type Value, words } from '../document.js';
import type { ReportInput } from '../input.js';

type Line = Bill['lines'][number];

const find = (bill: Bill | undefined, { component, nature }: Line): number =>
  bill?.lines.find((line) => line.component === component && line.nature === nature)?.presentWorth ?? 0;

/** Lines of either bill, in the order of a bill. */
const linesOf = (bills: readonly Bill[]): readonly Line[] => {
  const order = Object.keys(LINE_NAMES);
  const all = new Map<string, Line>();
  for (const bill of bills)
    for (const line of bill.lines) {
      const key = `${line.component}|${line.nature}`;
      if (!all.has(key)) all.set(key, line);
    }
  return [...all.values()].sort((a, b) => order.indexOf(a.component) - order.indexOf(b.component));
};

const billTable = (plan: Bill, other: Bill | undefined): TableBlock => {
  const lines = linesOf(other === undefined ? [plan] : [plan, other]);
  const cells = (name: string, mine: number, theirs: number, firstYear: number): Value[] => [
    name,
    money(mine),
    ...(other === undefined ? [] : [money(theirs), money(theirs - mine)]),
    money(firstYear),
  ];
  const rowsOf = (nature: Line['nature']): Value[][] =>
    lines
      .filter((line) => line.nature === nature)
      .map((line) =>
        cells(
          `${nature === 'shadow' ? '(not paid) ' : ''}${LINE_NAMES[line.component]}`,
          find(plan, line),
          find(other, line),
          plan.lines.find((one) => one.component === line.component && one.nature === nature)?.firstYear ?? 0,
        ),
      );
  const total = (name: string, pick: (bill: Bill) => number, firstYear: number): Value[] =>
    cells(name, pick(plan), other === undefined ? 0 : pick(other), firstYear);
  const shadow = rowsOf('shadow');
  const shadowFirstYear = plan.lines
    .filter((line) => line.nature === 'shadow')
    .reduce((sum, line) => sum + line.firstYear, 0);
  return {
    kind: 'table',
    id: 'bill',
    title: 'Bill, present worth over the horizon',
    columns: [
      words('Line'),
      figures('Plan', plan.currency),
      ...(other === undefined
        ? []
        : [figures('Cloud-only', plan.currency), figures('Difference', plan.currency)]),
      figures('Plan, start and first year, undiscounted', plan.currency),
    ],
    rows: [...rowsOf('cash'), ...shadow],
    totals: [
      total('Total cost of ownership', (bill) => bill.cashPresentWorth, plan.firstYearCash),
      ...(shadow.length === 0
        ? []
        : [total('Objective', (bill) => bill.presentWorth, plan.firstYearCash + shadowFirstYear)]),
    ],
  };
};

const change = (plan: Bill, other: Bill, decimals: number): Block => {
  const lines = linesOf([plan, other]).filter((line) => line.nature === 'cash');
  return waterfall(
    'waterfall',
    'From cloud-only to the plan',
    plan.currency,
    [
      { name: 'Cloud-only', kind: 'total', amount: other.cashPresentWorth },
      ...lines
        .map((line) => ({
          name: LINE_NAMES[line.component],
          kind: 'change' as const,
          amount: find(plan, line) - find(other, line),
        }))
        .filter(({ amount }) => amount !== 0),
      { name: 'Plan', kind: 'total', amount: plan.cashPresentWorth },
    ],
    decimals,
  );
};

/** The bill beside cloud-only, and the way from one to the other. */
export const billSection = ({ answer }: ReportInput, moneyDecimals: number): Section => {
  const plan = answer.plan.bill;
  const other = answer.comparison.cloudOnly?.bill;
  return {
    id: 'bill',
    title: 'The bill',
    blocks: [billTable(plan, other), ...(other === undefined ? [] : [change(plan, other, moneyDecimals)])],
  };
};
