import type { BracketedAmount, EnergyPart, LeverResult, RequirementCost } from '@placewright/solver';
import { LEVER_NAMES } from '../../render/levers.js';
import { percent } from '../../render/numbers.js';
import { waterfall } from '../charts/waterfall.js';
import { figures, list, money, type Section, share, text, type Value, words } from '../document.js';

const cells = ({ amount, atLeast, atMost }: BracketedAmount): Value[] => [
  money(amount),
  money(atLeast),
  money(atMost),
];

const measured = (part: EnergyPart | RequirementCost): Value[] =>
  part.kind === 'measured' ? [...cells(part), null] : [null, null, null, null];

/** Where the saving comes from: by lever, with what is proven of each, and what rules and latency cost beside. */
export const leversSection = (result: LeverResult, moneyDecimals: number): Section => {
  const title = 'Where the saving comes from';
  if (result.kind === 'not-measured')
    return { id: 'levers', title, blocks: [text(`The levers cannot be measured: ${result.why}.`)] };
  const { currency, parts, whole, energy, rules, latency, held } = result;
  const notes = [
    ...held.map(
      ({ lever, because }) =>
        `Always on: ${lever}, since there is nothing to compare without it (${because}).`,
    ),
    ...(energy.kind === 'measured'
      ? [`Electricity: at tariff ${energy.tariff} (${energy.from}) instead of each site's own.`]
      : [`Electricity is not measured: ${energy.why}.`]),
    ...[['Rules', rules] as const, ['Latency limits', latency] as const].flatMap(([name, part]) =>
      part.kind === 'measured' ? [] : [`${name} are not measured: ${part.why}.`],
    ),
  ];
  return {
    id: 'levers',
    title,
    blocks: [
      text(
        `From the cheapest plan at hyperscale regions with every lever off to the plan: ${percent(result.wholeFraction)} less. ` +
          'Each part is what its lever saves, averaged over every order of turning them on (Shapley), so they sum to the whole; at least and at most are proven by the bounds.',
      ),
      waterfall(
        'levers',
        'The saving by lever',
        currency,
        [
          { name: 'Levers off', kind: 'total', amount: result.fromCost },
          ...parts.map(({ lever, amount }) => ({ name: lever, kind: 'change' as const, amount: -amount })),
          { name: 'Plan', kind: 'total', amount: result.planCost },
        ],
        moneyDecimals,
      ),
      {
        kind: 'table',
        id: 'levers',
        title: 'Saving by lever, present worth',
        columns: [
          words('Lever'),
          figures('Amount', currency),
          figures('At least', currency),
          figures('At most', currency),
          figures('Share', 'fraction'),
        ],
        rows: parts.map((part) => [LEVER_NAMES[part.lever], ...cells(part), share(part.fractionOfWhole)]),
        totals: [['Together', ...cells(whole), share(1)]],
      },
      {
        kind: 'table',
        id: 'levers-beside',
        title: 'Inside and beside the parts, in no sum',
        columns: [
          words('What'),
          figures('Amount', currency),
          figures('At least', currency),
          figures('At most', currency),
          words('Note'),
        ],
        rows: [
          ['Price of electricity, inside site', ...measured(energy)],
          [`Rules (${rules.count}) cost the plan`, ...measured(rules)],
          [`Latency limits (${latency.count}) cost the plan`, ...measured(latency)],
        ],
      },
      list(notes),
    ],
  };
};
