import { figure, figures, money, type Section, type TableBlock, text, words } from '../document.js';
import type { ReportInput } from '../input.js';

/** Agreements to spend, year by year; nothing where there is none. */
const agreements = ({ committedSpend = [], currency }: ReportInput['answer']['plan']): TableBlock[] =>
  committedSpend.length === 0
    ? []
    : [
        {
          kind: 'table',
          id: 'committed-spend',
          title: 'Committed spend by year',
          columns: [
            words('Agreement'),
            figures('Year', null),
            figures('Committed', currency),
            figures('Spent', currency),
            figures('Shortfall, paid', currency),
          ],
          rows: committedSpend.flatMap(({ agreement, years }) =>
            years.map((one) => [
              agreement,
              figure(one.year),
              money(one.committed),
              money(one.spent),
              money(one.shortfall),
            ]),
          ),
        },
      ];

/** What to buy and rent, where and by when; what is bound and what is by use. */
export const ordersSection = ({ answer, report }: ReportInput): Section => {
  const { currency } = answer.plan;
  const sum = (figureOf: (line: (typeof report.orders)[number]) => number): number =>
    report.orders.reduce((total, line) => total + figureOf(line), 0);
  return {
    id: 'orders',
    title: 'What to order',
    blocks: [
      ...(report.orders.some(({ orderBy }) => orderBy === null)
        ? [text('Where an offer states no lead time, no order date is stated.')]
        : []),
      {
        kind: 'table',
        id: 'purchases',
        title: 'Purchase list by day of need and site',
        columns: [
          figures('Year', null),
          words('Needed on'),
          words('Order by'),
          words('Site'),
          words('Silicon'),
          words('Offer'),
          words('Terms'),
          words('Kind'),
          figures('Units', 'units'),
          figures('Packs', 'packs'),
          figures('Units a pack', 'units'),
          figures('IT power at full load', 'kW'),
          figures('Capital, undiscounted', currency),
        ],
        rows: report.orders.map((line) => [
          figure(line.year),
          line.neededOn,
          line.orderBy,
          line.site,
          line.silicon,
          line.offer,
          line.terms,
          line.kind,
          figure(line.units),
          figure(line.packs),
          figure(line.unitsPerPack),
          figure(line.itKw, 1),
          money(line.upfrontCost),
        ]),
        totals: [
          [
            null,
            null,
            null,
            'In all',
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            money(sum((line) => line.upfrontCost)),
          ],
        ],
      },
      {
        kind: 'table',
        id: 'cloud-spend',
        title: 'Rent by operator: bound, and by use',
        columns: [
          words('Operator'),
          figures('Bound, first year', `${currency}/year`),
          figures('By use, first year', `${currency}/year`),
          figures('Bound, present worth', currency),
          figures('By use, present worth', currency),
        ],
        rows: report.spend.map((one) => [
          one.operator,
          money(one.committedPerYear),
          money(one.byUsePerYear),
          money(one.committedPresentWorth),
          money(one.byUsePresentWorth),
        ]),
      },
      ...agreements(answer.plan),
    ],
  };
};
