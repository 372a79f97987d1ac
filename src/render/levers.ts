import type { BracketedAmount, EnergyPart, Lever, LeverCorner, RequirementCost } from '@placewright/solver';
import type { LeversAnswer } from '../answer.js';
import { counted, grouped, moneyDecimals, percent } from './numbers.js';
import { type Column, labelled, table, wrap } from './text.js';

export const LEVER_NAMES: Readonly<Record<Lever, string>> = {
  site: 'Site: every site, not regions alone',
  silicon: 'Silicon: every family',
  terms: 'Terms: buy, lease, reserve, own',
};

const onText = (on: readonly Lever[]): string => (on.length === 0 ? 'none' : on.join(' + '));

const MONEY: readonly Column[] = [
  { heading: 'Amount', align: 'right', most: 18 },
  { heading: 'At least', align: 'right', most: 18 },
  { heading: 'At most', align: 'right', most: 18 },
];

const cornerTable = (corners: readonly LeverCorner[], decimals: number): string[] =>
  table(
    [
      { heading: 'Levers on', most: 24 },
      { heading: 'Plan', align: 'right', most: 18 },
      { heading: 'No plan below', align: 'right', most: 18 },
      { heading: '', most: 34 },
    ],
    corners.map(({ on, cost, bound, noPlan }) => [
      onText(on),
      cost === null ? '-' : grouped(cost, decimals),
      bound === null ? '-' : grouped(bound, decimals),
      noPlan ?? '',
    ]),
    '  ',
  );

/** The saving taken apart, and beside it what is in no sum. */
export const leversText = (answer: LeversAnswer): string => {
  if (answer.outcome === 'not-measured') {
    const corners = answer.corners.length === 0 ? [] : ['', ...cornerTable(answer.corners, 0)];
    return `${[`The levers cannot be measured: ${answer.why}.`, ...corners].join('\n')}\n`;
  }
  const decimals = moneyDecimals(answer.fromCost);
  const cells = ({ amount, atLeast, atMost }: BracketedAmount): string[] =>
    [amount, atLeast, atMost].map((value) => grouped(value, decimals));
  const measured = (part: RequirementCost | EnergyPart): string[] =>
    part.kind === 'measured' ? cells(part) : ['not measured', '', ''];
  const partRows = answer.parts.flatMap(({ lever, fractionOfWhole, ...part }) => [
    [LEVER_NAMES[lever], ...cells(part), percent(fractionOfWhole)],
    ...(lever === 'site' ? [['  of which price of electricity', ...measured(answer.energy), '']] : []),
  ]);
  const asides = [
    ['Rules', answer.rules, 'rule'] as const,
    ['Latency limits', answer.latency, 'limit'] as const,
  ];
  const lines = [
    `What makes the saving, present worth in ${answer.currency} over ${counted(answer.horizonYears, 'year')}`,
    ...table(
      [{ heading: 'Lever', most: 36 }, ...MONEY, { heading: 'Share', align: 'right', most: 8 }],
      [...partRows, ['Together', ...cells(answer.whole), '100.0 %']],
      '  ',
    ),
    '',
    ...labelled(
      'From, to',
      `${grouped(answer.fromCost, decimals)} to ${grouped(answer.planCost, decimals)}: ${percent(answer.wholeFraction)} less. ` +
        `It begins at hyperscale regions, on ${answer.families.join(', ') || 'no silicon'} (families of the ${answer.familiesFrom}), ` +
        (answer.held.some(({ lever }) => lever === 'terms') ? 'on every term.' : 'by use.'),
    ),
    ...(answer.committingInCloud === null ||
    answer.cloudOnlyCost === null ||
    answer.held.some(({ lever }) => lever === 'terms')
      ? []
      : labelled(
          'Cloud-only',
          `${grouped(answer.cloudOnlyCost, decimals)} on any terms: committing in the cloud alone saves ` +
            `${grouped(answer.committingInCloud, decimals)} of it.`,
        )),
    ...answer.held.flatMap(({ lever, because }) =>
      labelled('Always on', `${lever}, since there is nothing to compare without it (${because})`),
    ),
    ...(answer.energy.kind === 'measured'
      ? labelled(
          'Electricity',
          `at tariff ${answer.energy.tariff} (${answer.energy.from}) instead of each site's own`,
        )
      : labelled('Electricity', `not measured: ${answer.energy.why}`)),
    '',
    'Beside it, in no sum: what they cost the plan',
    ...table(
      [{ heading: '', most: 36 }, ...MONEY],
      asides.map(([name, part, noun]) => [`${name} (${counted(part.count, noun)})`, ...measured(part)]),
      '  ',
    ),
    ...asides.flatMap(([name, part]) =>
      part.kind === 'measured' ? [] : wrap(`${name}: ${part.why}`, '  ', '    '),
    ),
    '',
    'The eight problems',
    ...cornerTable(answer.corners, decimals),
    '',
    ...wrap(
      'Each part is what its lever saves, averaged over every order of turning the three on (Shapley), so they sum to the whole. ' +
        'At least and at most are proven by the bounds.',
      '',
      '',
    ),
  ];
  return `${lines.join('\n')}\n`;
};
