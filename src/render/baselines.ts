import type { SolvedAnswer } from '../answer.js';
import { counted, gapPercent, grouped, moneyDecimals, percent, short } from './numbers.js';
import { table } from './text.js';

type Baseline = SolvedAnswer['baselines'][number];

const remarkOf = ({ broken, violations, problems, gapFraction, investment }: Baseline): string => {
  const breaks = broken.length + violations.length;
  const payback = investment?.payback;
  const remarks = [
    ...problems,
    ...(payback?.status === 'paid-back' ? [`paid back after ${short(payback.years)} years`] : []),
    ...(breaks === 0 ? [] : [`breaks ${counted(breaks, 'requirement')}`]),
    ...(gapFraction === undefined || gapFraction === 0 ? [] : [`gap ${gapPercent(gapFraction)}`]),
  ];
  return remarks.join('; ');
};

/** The baselines the problem names, beside the plan; nothing where it names none. */
export const baselineTable = ({ baselines, plan }: SolvedAnswer): string[] => {
  if (baselines.length === 0) return [];
  const decimals = moneyDecimals(plan.bill.cashPresentWorth);
  const rows = baselines.map((one) => [
    one.id,
    one.cashPresentWorth === undefined ? 'not priced' : grouped(one.cashPresentWorth, decimals),
    one.saves === undefined ? '-' : grouped(one.saves.money, decimals),
    one.saves === undefined ? '' : percent(one.saves.fraction),
    remarkOf(one),
  ]);
  return [
    '',
    'Against the named baselines, if the inputs hold',
    ...table(
      [
        { heading: 'Baseline', most: 30 },
        { heading: plan.currency, align: 'right', most: 18 },
        { heading: 'Plan saves', align: 'right', most: 18 },
        { heading: '', align: 'right', most: 9 },
        { heading: '', most: 50 },
      ],
      rows,
      '  ',
    ),
  ];
};
