import type { BreakEven, RangeEffect, RangeEnd } from '@placewright/solver';
import type { SensitivityAnswer } from '../answer.js';
import { counted, grouped, moneyDecimals, short } from './numbers.js';
import { labelled, table, wrap } from './text.js';

const DECISIONS = { keeps: 'keeps', changes: 'CHANGES', open: 'open' } as const;

const NO_COST = {
  moved: 'no plan',
  invalid: 'invalid',
  'not-reached': 'not reached',
} as const;

const AGAINST: Readonly<Record<BreakEven['against'], string>> = {
  'cloud-only': 'the cloud-only plan',
  low: 'the best plan at the low end',
  high: 'the best plan at the high end',
};

const breakEvenText = ({ against, kind, value, below, above, isPermitted }: BreakEven): string => {
  const other = AGAINST[against];
  const permitted = isPermitted === false ? ', which breaks a requirement there' : '';
  switch (kind) {
    case 'found':
      return `at ${short(value ?? 0)} it costs as much as ${other}${permitted}`;
    case 'jump':
      return `between ${short(below ?? 0)} and ${short(above ?? 0)} ${other} becomes the cheaper one${permitted}`;
    case 'none':
      return `nowhere in the range does it cost as much as ${other}`;
    case 'not-priced':
      return `not found against ${other}: one of the two cannot be priced on the way`;
    case 'not-reached':
      return `not found against ${other}: the time was up`;
  }
};

const costAt = (effect: RangeEffect, name: RangeEnd['end'], decimals: number): string => {
  const end = effect.ends.find((one) => one.end === name);
  if (end === undefined) return '';
  if (end.kind === 'moved' && end.resolved !== null) return grouped(end.resolved.cost, decimals);
  return NO_COST[end.kind];
};

const detail = (effect: RangeEffect): string[] => [
  ...effect.breakEvens.map(breakEvenText),
  ...effect.ends.flatMap((end) => {
    if (end.kind === 'invalid')
      return [`${end.end} end: ${end.issues[0]?.message ?? 'the problem is not valid with it'}`];
    if (end.kind !== 'moved') return [];
    if (end.noPlan !== null) return [`${end.end} end: ${end.noPlan}`];
    if (end.fixed === null) return [`${end.end} end: the plan as it stands cannot be had`];
    return end.fixed.broken === 0
      ? []
      : [`${end.end} end: the plan as it stands breaks ${counted(end.fixed.broken, 'requirement')}`];
  }),
];

/** Ranges by effect: best plan at each end, whether the decision changes, and where it turns. */
export const sensitivityText = (answer: SensitivityAnswer): string => {
  if (answer.outcome !== 'measured') return `Nothing to move: ${answer.why}.\n`;
  const { effects, likelyCost, currency, horizonYears, cloudOnlyCost } = answer;
  const decimals = moneyDecimals(likelyCost);
  const money = (value: number | null): string => (value === null ? '-' : grouped(value, decimals));
  const details = effects.flatMap((effect) => {
    const lines = detail(effect);
    return lines.length === 0
      ? []
      : [
          `${effect.pointer} (${short(effect.low)} to ${short(effect.high)}${effect.unit === null ? '' : ` ${effect.unit}`})`,
          ...lines.flatMap((line) => wrap(line, '  - ', '    ')),
        ];
  });
  const lines = [
    `What ${counted(effects.length, 'range')} ${effects.length === 1 ? 'does' : 'do'} to the plan, present worth in ${currency} over ${counted(horizonYears, 'year')}`,
    ...labelled(
      'At likely',
      `${money(likelyCost)}${cloudOnlyCost === null ? '' : `, cloud-only ${money(cloudOnlyCost)}`}`,
    ),
    '',
    ...table(
      [
        { heading: 'Figure', most: 40 },
        { heading: 'Best at low', align: 'right', most: 15 },
        { heading: 'Best at high', align: 'right', most: 15 },
        { heading: 'Spread', align: 'right', most: 13 },
        { heading: 'If kept', align: 'right', most: 13 },
        { heading: 'Plan', most: 8 },
      ],
      effects.map((effect) => [
        effect.pointer,
        costAt(effect, 'low', decimals),
        costAt(effect, 'high', decimals),
        money(effect.spread),
        money(effect.fixedSpread),
        DECISIONS[effect.decision],
      ]),
      '  ',
    ),
    ...(details.length === 0 ? [] : ['', 'Where it turns', ...details.map((line) => `  ${line}`)]),
    '',
    ...wrap(
      'Spread: dearest less cheapest, solved again at low, likely and high. If kept: the same with every share where the plan has it. ' +
        'Where it turns: plans as they stand, units following at least cost.',
      '',
      '',
    ),
  ];
  return `${lines.join('\n')}\n`;
};
