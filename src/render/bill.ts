import { type Bill, type CostId, roundToTotal } from '@placewright/solver';
import { grouped, moneyDecimals } from './numbers.js';

import { type Column, table } from './text.js';

/** Lines of a bill in a reader's words, in the order they stand. */
export const LINE_NAMES: Readonly<Record<CostId, string>> = {
  siliconUpfront: 'Silicon, bought',
  siliconReplacement: 'Silicon, replaced',
  siliconResidual: 'Silicon, residual value',
  rentHeld: 'Rent, leased and reserved',
  rentByUse: 'Rent, by use',
  tokens: 'Tokens',
  spendShortfall: 'Committed spend, shortfall',
  contractEnding: 'Contracts, given up',
  operations: 'Operations of units',
  staff: 'Staff',
  irrecoverableTax: 'Tax not recovered',
  energy: 'Energy',
  energyTiers: 'Energy, further tiers',
  demandCharge: 'Demand charge',
  meterCharge: 'Meter, fixed and least charges',
  carbon: 'Carbon',
  siteOpening: 'Sites, opening',
  siteRunning: 'Sites, running',
  traffic: 'Traffic',
  orchestration: 'Orchestration',
  trainingWork: 'Data preparation, engineering',
  agentTools: 'Agent tools',
  quoted: 'Quoted',
  otherCosts: 'Other costs',
  rulePenalty: 'Penalty of soft rules',
  latency: 'Value of latency',
};

const isCostId = (name: string): name is CostId => Object.hasOwn(LINE_NAMES, name);
const ORDER = Object.keys(LINE_NAMES).filter(isCostId);
type Nature = Bill['lines'][number]['nature'];

/** The lines of a bill rounded so that they add up, by component and nature. */
export interface ShownBill {
  amount(component: CostId, nature: Nature): number;
  total(nature: Nature): number;
  readonly whole: number;
}

/** @param decimals - digits after the point that are shown */
export const showBill = (bill: Bill, decimals: number): ShownBill => {
  const rounded = roundToTotal(
    bill.lines.map((line) => line.presentWorth),
    decimals,
  );
  const step = 10 ** decimals;
  const sum = (wanted: (line: Bill['lines'][number]) => boolean): number =>
    Math.round(
      bill.lines.reduce((total, line, index) => (wanted(line) ? total + (rounded[index] ?? 0) : total), 0) *
        step,
    ) / step;
  return {
    amount: (component, nature) => sum((line) => line.component === component && line.nature === nature),
    total: (nature) => sum((line) => line.nature === nature),
    whole: sum(() => true),
  };
};

/** Digits after the point for a bill and what it is compared with. */
export const billDecimals = (bills: readonly Bill[]): number =>
  moneyDecimals(Math.max(...bills.map((bill) => Math.abs(bill.presentWorth))));

/**
 * The bill by line, beside another where there is one: present worth over the horizon, with differences and totals.
 * Every column adds up as it is printed.
 *
 * @param otherName - heading of the other bill
 */
export const billTable = (bill: Bill, other: Bill | null, otherName: string): string[] => {
  const decimals = billDecimals(other === null ? [bill] : [bill, other]);
  const shown = showBill(bill, decimals);
  const shownOther = other === null ? null : showBill(other, decimals);
  const lineOf = (name: string, mine: number, theirs: number | null): string[] => [
    name,
    grouped(mine, decimals),
    ...(theirs === null ? [] : [grouped(theirs, decimals), grouped(theirs - mine, decimals)]),
  ];
  const linesOf = (nature: Nature): string[][] =>
    ORDER.filter((component) =>
      [bill, other].some((one) =>
        one?.lines.some((line) => line.component === component && line.nature === nature),
      ),
    ).map((component) =>
      lineOf(
        LINE_NAMES[component],
        shown.amount(component, nature),
        shownOther === null ? null : shownOther.amount(component, nature),
      ),
    );
  const totalOf = (name: string, pick: (one: ShownBill) => number): string[] =>
    lineOf(name, pick(shown), shownOther === null ? null : pick(shownOther));
  const shadow = linesOf('shadow');
  const rows = [
    ...linesOf('cash'),
    totalOf('Total cost of ownership', (one) => one.total('cash')),
    ...(shadow.length === 0
      ? []
      : [
          ...shadow.map(([name = '', ...rest]) => [`(not paid) ${name}`, ...rest]),
          totalOf('Objective', (one) => one.whole),
        ]),
  ];
  const columns: Column[] = [
    { heading: `Present worth, ${bill.currency}`, most: 42 },
    { heading: 'Plan', align: 'right', most: 18 },
    ...(other === null
      ? []
      : ([
          { heading: otherName, align: 'right', most: 18 },
          { heading: 'Difference', align: 'right', most: 18 },
        ] as const)),
  ];
  return ['The bill', ...table(columns, rows, '  ')];
};
