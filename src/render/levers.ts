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

const cellsOf =
  (decimals: number) =>
  ({ amount, atLeast, atMost }: BracketedAmount): string[] =>
    [amount, atLeast, atMost].map((value) => grouped(value, decimals));

const measuredCells = (part: RequirementCost | EnergyPart, decimals: number): string[] =>
  part.kind === 'measured' ? cellsOf(decimals)(part) : ['not measured', '', ''];

/** What rules and latency limits cost, where there is a plan to cost them. */
const requirementLines = (
  rules: RequirementCost | null,
  latency: RequirementCost | null,
  decimals: number,
): string[] => {
  const named = [['Rules', rules, 'rule'] as const, ['Latency limits', latency, 'limit'] as const].flatMap(
    ([name, part, noun]) => (part === null ? [] : [{ name, part, noun }]),
  );
  if (named.length === 0) return [];
  return [
    '',
    'Beside it, in no sum: what they cost the plan',
    ...table(
      [{ heading: '', most: 36 }, ...MONEY],
      named.map(({ name, part, noun }) => [
        `${name} (${counted(part.count, noun)})`,
        ...measuredCells(part, decimals),
      ]),
      '  ',
    ),
    ...named.flatMap(({ name, part }) =>
      part.kind === 'measured' ? [] : wrap(`${name}: ${part.why}`, '  ', '    '),
    ),
  ];
};

/** Where the first corner stands: what every lever is before it is turned on. */
const beginning = ({
  held,
  families,
  familiesFrom,
}: Extract<LeversAnswer, { outcome: 'measured' }>): string => {
  const isHeld = (lever: Lever): boolean => held.some((one) => one.lever === lever);
  const silicon = `on ${families.join(', ') || 'no silicon'} (families of the ${familiesFrom})`;
  return [
    isHeld('site') ? 'at every site' : 'at hyperscale regions',
    isHeld('silicon') ? 'on every family' : silicon,
    isHeld('terms') ? 'on every term' : 'by use',
  ].join(', ');
};

/** The saving taken apart, and beside it what is in no sum. */
export const leversText = (answer: LeversAnswer): string => {
  if (answer.outcome === 'not-measured') {
    const decimals = moneyDecimals(Math.max(0, ...answer.corners.map(({ cost }) => cost ?? 0)));
    const lines = [
      ...wrap(`The levers cannot be measured: ${answer.why}.`, '', ''),
      ...requirementLines(answer.rules, answer.latency, decimals),
      ...(answer.corners.length === 0 ? [] : ['', ...cornerTable(answer.corners, decimals)]),
    ];
    return `${lines.join('\n')}\n`;
  }
  const decimals = moneyDecimals(answer.fromCost);
  const cells = cellsOf(decimals);
  const partRows = answer.parts.flatMap(({ lever, fractionOfWhole, ...part }) => [
    [LEVER_NAMES[lever], ...cells(part), percent(fractionOfWhole)],
    ...(lever === 'site'
      ? [['  of which price of electricity', ...measuredCells(answer.energy, decimals), '']]
      : []),
  ]);
  const lines = [
    `What makes the saving, present worth in ${answer.currency} over ${counted(answer.horizonYears, 'year')}`,
    ...table(
      [{ heading: 'Lever', most: 36 }, ...MONEY, { heading: 'Share', align: 'right', most: 8 }],
      [...partRows, ['Together', ...cells(answer.whole), '']],
      '  ',
    ),
    '',
    ...labelled(
      'From, to',
      `${grouped(answer.fromCost, decimals)} to ${grouped(answer.planCost, decimals)}: ${percent(answer.wholeFraction)} less. ` +
        `It begins ${beginning(answer)}.`,
    ),
    ...(answer.committingInCloud === null || answer.cloudOnlyCost === null || answer.held.length > 0
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
    ...requirementLines(answer.rules, answer.latency, decimals),
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
