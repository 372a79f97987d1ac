import type { PriceAnswer } from '../answer.js';
import { billTable } from './bill.js';
import { dispatchTable } from './dispatch.js';
import { productsTable, returnsTable } from './economics.js';
import { planFinanceLines } from './finance.js';
import type { Labels } from './labels.js';
import { meterTable } from './meter.js';
import { counted, percent, short } from './numbers.js';
import { table, wrap } from './text.js';
import { unitCosts } from './unit-costs.js';
import { whereItRuns } from './where.js';

/** What a plan breaks, with the figures; one line where it breaks nothing. */
export const brokenLines = ({ broken, violations }: Pick<PriceAnswer, 'broken' | 'violations'>): string[] => {
  if (broken.length + violations.length === 0) return ['It breaks no rule, SLO or limit.'];
  const lines = [`It breaks ${counted(broken.length + violations.length, 'requirement')}:`];
  if (broken.length > 0)
    lines.push(
      ...table(
        [
          { heading: 'Workload', most: 20 },
          { heading: 'From', most: 14 },
          { heading: 'Site', most: 16 },
          { heading: 'Requirement', most: 20 },
          { heading: 'Is', most: 16 },
          { heading: 'Limit', most: 16 },
          { heading: 'Share', align: 'right', most: 6 },
        ],
        broken.map((one) => [
          one.workload,
          one.location,
          one.site,
          one.requirement,
          one.actual,
          one.limit,
          percent(one.shareFraction, 0),
        ]),
        '  ',
      ),
    );
  if (violations.length > 0)
    lines.push(
      ...table(
        [
          { heading: 'Limit', most: 24 },
          { heading: 'Of', most: 40 },
          { heading: 'Is', align: 'right', most: 14 },
          { heading: 'Limit', align: 'right', most: 14 },
          { heading: 'Unit', most: 12 },
        ],
        violations.map((one) => [one.rule, one.subject, short(one.actual), short(one.limit), one.unit]),
        '  ',
      ),
    );
  return lines;
};

const economicsLines = (economics: NonNullable<PriceAnswer['economics']>, currency: string): string[] => [
  ...returnsTable(economics, currency),
  ...productsTable(economics, currency),
  '',
  ...unitCosts(economics, currency),
];

/** A planner's own plan: what it costs, and beside the price what it breaks. */
export const priceText = (answer: PriceAnswer, labels: Labels): string => {
  const problems = answer.problems.flatMap((text) => wrap(text, '  - ', '    '));
  if (answer.outcome === 'cannot-be-priced' || answer.plan === undefined) {
    const lines = ['The plan cannot be priced:', ...problems];
    if (answer.broken.length + answer.violations.length > 0) lines.push('', ...brokenLines(answer));
    return `${lines.join('\n')}\n`;
  }
  const electricity = meterTable(answer.plan, true);
  const lines = [
    ...billTable(answer.plan.bill, null, ''),
    '',
    ...(answer.finance === undefined
      ? []
      : [...planFinanceLines(answer.finance, answer.plan.bill.years, answer.plan.currency), '']),
    ...brokenLines(answer),
    ...(problems.length === 0 ? [] : ['To look at:', ...problems]),
    '',
    ...whereItRuns(answer.plan, labels),
    ...(answer.plan.dispatch === undefined ? [] : ['', ...dispatchTable(answer.plan)]),
    ...(answer.economics === undefined ? [] : economicsLines(answer.economics, answer.plan.currency)),
    ...electricity.flatMap((line, index) => (index === 0 ? ['', line] : [line])),
    ...answer.notes.flatMap((note) => ['', ...wrap(`Note: ${note}.`, '', '      ')]),
  ];
  return `${lines.join('\n')}\n`;
};
