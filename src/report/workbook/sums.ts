import type { Bill, Plan } from '@placewright/solver';
import { LINE_NAMES } from '../../render/bill.js';
import type { Conventions, EntryColumn, PaymentColumn, Side } from './entries.js';
import { formula, type RangedSheet, rangedSheet } from './ranges.js';

type Entries = RangedSheet<EntryColumn>;
type Payments = RangedSheet<PaymentColumn>;

const worthWhere = ({ range }: Entries, ...conditions: readonly (readonly [EntryColumn, string])[]): string =>
  `SUMIFS(${[range.worth.all, ...conditions.flatMap(([column, value]) => [range[column].all, value])].join(',')})`;

const quoted = (text: string): string => `"${text}"`;

type LineKey = Pick<Bill['lines'][number], 'component' | 'nature'>;

export type BillColumn = 'line' | 'id' | 'nature' | 'plan' | 'other' | 'difference';

/** Lines of both bills, each summed from the entries, and their totals. */
export const billSheet = (entries: Entries, plan: Bill, other: Bill | undefined): RangedSheet<BillColumn> => {
  const order = Object.keys(LINE_NAMES);
  const keys = new Map<string, LineKey>();
  for (const { component, nature } of [...plan.lines, ...(other?.lines ?? [])])
    keys.set(`${component}|${nature}`, { component, nature });
  const lines = [...keys.values()].sort((a, b) => order.indexOf(a.component) - order.indexOf(b.component));
  const worth = (bill: Bill | undefined, key: LineKey): number =>
    bill?.lines.find((line) => line.component === key.component && line.nature === key.nature)
      ?.presentWorth ?? 0;
  const difference = (own: (column: BillColumn) => string, mine: number, theirs: number) =>
    formula(`${own('other')}-${own('plan')}`, theirs - mine);
  const total =
    (name: string, natures: readonly string[], pick: (bill: Bill) => number) =>
    (own: (column: BillColumn) => string) => {
      const sum = (side: Side): string =>
        natures
          .map((nature) => worthWhere(entries, ['plan', quoted(side)], ['nature', quoted(nature)]))
          .join('+');
      const theirs = other === undefined ? 0 : pick(other);
      return [
        name,
        null,
        natures.join(' and '),
        formula(sum('plan'), pick(plan)),
        formula(sum('cloud-only'), theirs),
        difference(own, pick(plan), theirs),
      ];
    };
  return rangedSheet(
    'Bill',
    {
      line: `Present worth, ${plan.currency}`,
      id: 'Id',
      nature: 'Nature',
      plan: 'Plan',
      other: 'Cloud-only',
      difference: 'Difference',
    },
    [
      ...lines.map((key) => (own: (column: BillColumn) => string) => {
        const cell = (side: Side, value: number) =>
          formula(
            worthWhere(entries, ['plan', quoted(side)], ['line', own('id')], ['nature', own('nature')]),
            value,
          );
        return [
          LINE_NAMES[key.component],
          key.component,
          key.nature,
          cell('plan', worth(plan, key)),
          cell('cloud-only', worth(other, key)),
          difference(own, worth(plan, key), worth(other, key)),
        ];
      }),
      total('Total cost of ownership', ['cash'], (bill) => bill.cashPresentWorth),
      total('Shadow costs, not paid', ['shadow'], (bill) => bill.shadowPresentWorth),
      total('Objective', ['cash', 'shadow'], (bill) => bill.presentWorth),
    ],
  );
};

export type SiteColumn = 'number' | 'site' | 'worth';

/** Cash by site; what is at no site has number 0. */
export const sitesSheet = (
  entries: Entries,
  plan: Plan,
  siteNumbers: ReadonlyMap<string, number>,
): RangedSheet<SiteColumn> => {
  const cashAt = (site: string | undefined): number =>
    plan.bill.entries.reduce(
      (sum, entry) => (entry.nature === 'cash' && entry.site === site ? sum + entry.presentWorth : sum),
      0,
    );
  const rows: readonly (readonly [number, string, number])[] = [
    ...[...siteNumbers].map(([site, number]) => [number, site, cashAt(site)] as const),
    [0, 'at no site', cashAt(undefined)],
  ];
  return rangedSheet(
    'Sites',
    { number: 'Site number', site: 'Site', worth: `Present worth, cash [${plan.currency}]` },
    rows.map(([number, site, worth]) => (own) => [
      number,
      site,
      formula(
        worthWhere(
          entries,
          ['plan', quoted('plan')],
          ['nature', quoted('cash')],
          ['siteNumber', own('number')],
        ),
        worth,
      ),
    ]),
  );
};

export type YearColumn = 'year' | 'paid' | 'worth' | 'otherPaid' | 'otherWorth';

/** Cash by year, as it is paid and discounted; the discounted ones add up to the total. */
export const yearsSheet = (
  entries: Entries,
  payments: Payments,
  conventions: Conventions,
  plan: Bill,
  other: Bill | undefined,
): RangedSheet<YearColumn> => {
  const { range } = entries;
  const { discountCell, earlyCell, years } = conventions;
  const upfront = (side: Side): string =>
    `SUMIFS(${range.amount.all},${range.plan.all},"${side}",${range.nature.all},"cash",${range.timing.all},"upfront")`;
  const yearly = (side: Side, year: string): string =>
    `SUMPRODUCT((${range.plan.all}="${side}")*(${range.nature.all}="cash")*(${range.timing.all}="yearly")*${range.amount.all}*(1+${range.escalation.all})^${year})`;
  const dated = (side: Side, year: string, column: 'amount' | 'worth'): string =>
    `SUMIFS(${payments.range[column].all},${payments.range.plan.all},"${side}",${payments.range.nature.all},"cash",${payments.range.bucket.all},${year})`;
  const cells = (side: Side, bill: Bill | undefined, year: number, own: string) => {
    const { cash: paid = 0, presentWorth: worth = 0 } = bill?.years[year] ?? {};
    const base = year === 0 ? upfront(side) : yearly(side, own);
    return [
      formula(`${base}+${dated(side, own, 'amount')}`, paid),
      formula(
        `(${base})/(1+${discountCell})^${year === 0 ? own : `(${own}-${earlyCell})`}+${dated(side, own, 'worth')}`,
        worth,
      ),
    ];
  };
  return rangedSheet(
    'Years',
    {
      year: 'Year',
      paid: `Plan, paid [${plan.currency}]`,
      worth: `Plan, present worth [${plan.currency}]`,
      otherPaid: `Cloud-only, paid [${plan.currency}]`,
      otherWorth: `Cloud-only, present worth [${plan.currency}]`,
    },
    Array.from({ length: years + 1 }, (_, year) => (own: (column: YearColumn) => string) => [
      year,
      ...cells('plan', plan, year, own('year')),
      ...cells('cloud-only', other, year, own('year')),
    ]),
  );
};
