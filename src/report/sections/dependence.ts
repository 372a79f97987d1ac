import type { PlanWithout } from '@placewright/solver';
import { gapPercent } from '../../render/numbers.js';
import { figure, figures, money, type Section, share, text, type Value, words } from '../document.js';
import type { ReportInput } from '../input.js';

const without = (answer: PlanWithout | undefined): Value[] => {
  if (answer === undefined) return [null, null, null];
  const state = {
    found: '',
    'none-permitted': 'no plan is permitted without it',
    'not-found': 'no plan was found in time',
  }[answer.kind];
  return [
    answer.addsAtLeast === undefined ? null : money(answer.addsAtLeast),
    answer.addsAtMost === undefined ? null : money(answer.addsAtMost),
    state,
  ];
};

/** What hangs on each operator and each parent, and what doing without would cost. */
export const dependenceSection = ({ answer, report }: ReportInput): Section => {
  const { currency } = answer.plan;
  const many = (ids: readonly string[]): string =>
    ids.length > 8 ? `${ids.slice(0, 8).join(', ')} and ${ids.length - 8} more` : ids.join(', ');
  return {
    id: 'dependence',
    title: 'Dependence',
    blocks: [
      text(
        'Shares are of the cost and the units of the whole plan. "Without" is the best plan with nothing placed there, less the best plan: ' +
          `it costs at least and at most so much more. Each of those plans was searched to a gap of ${gapPercent(report.withoutGapFraction)} or until time ran out.`,
      ),
      {
        kind: 'table',
        id: 'dependence',
        title: 'By operator, and by jurisdiction of the ultimate parent',
        columns: [
          words('Of'),
          words('Subject'),
          words('Sites in use'),
          figures('Cost', currency),
          figures('Share of cost', 'fraction'),
          figures('Units', 'units'),
          figures('Share of units', 'fraction'),
          words('Critical workloads'),
          words('Runs only here'),
          figures('Without: at least', currency),
          figures('Without: at most', currency),
          words('Without'),
        ],
        rows: report.dependence.map((one) => [
          one.kind === 'operator' ? 'operator' : 'parent in',
          one.subject,
          many(one.sites),
          money(one.cashPresentWorth),
          share(one.cashFraction),
          figure(one.units, 1),
          share(one.unitsFraction),
          many(one.criticalWorkloads),
          many(one.onlyHere),
          ...without(report.without.find(({ of, subject }) => of === one.kind && subject === one.subject)),
        ]),
      },
    ],
  };
};
