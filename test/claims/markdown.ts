import type { Lever } from '../../solver/levers/types.js';
import { BASES, type Base } from './bases.js';
import { BAND, type BaseLevers, type Point, type Series, type Verdict, verdictOf } from './measure.js';
import { SWEEPS, type Sweep } from './sweeps.js';

export interface Claims {
  readonly series: readonly Series[];
  readonly levers: readonly BaseLevers[];
}

const percent = (fraction: number): string => (100 * fraction).toFixed(1);

/** A proven range in percent, as one figure where both ends read alike. */
export const rangeText = (least: number, most: number): string =>
  percent(least) === percent(most) ? percent(least) : `${percent(least)} to ${percent(most)}`;

const NO_FIGURE = {
  'not-permitted': 'not permitted',
  'not-found': 'not found',
  'no-plan': 'no plan',
  invalid: 'not valid',
} as const;

const cell = (point: Point | undefined): string => {
  if (point === undefined) return '';
  if (point.kind !== 'permitted') return NO_FIGURE[point.kind];
  const text = rangeText(point.least ?? 0, point.most ?? 0);
  return verdictOf(point) === 'holds' ? `**${text}**` : text;
};

const valueName = ({ values, names }: Sweep, value: number): string =>
  names?.[values.indexOf(value)] ?? String(value);

const sweepTable = (sweep: Sweep, series: readonly Series[]): string[] => {
  const rows = series.filter(({ points }) => points.length > 0);
  if (rows.length === 0) return [];
  const values = sweep.values.filter((value) =>
    rows.some(({ points }) => points.some((point) => point.value === value)),
  );
  return [
    `## ${sweep.title}`,
    '',
    sweep.how,
    '',
    `| ${sweep.unit || 'fixture'} | ${values.map((value) => valueName(sweep, value)).join(' | ')} |`,
    `| --- | ${values.map(() => '---').join(' | ')} |`,
    ...rows.map(
      ({ base, points }) =>
        `| ${base} | ${values.map((value) => cell(points.find((point) => point.value === value))).join(' | ')} |`,
    ),
    '',
  ];
};

const VERDICTS: readonly Verdict[] = ['holds', 'below', 'above', 'undecided', 'no figure'];

const countTable = (series: readonly Series[]): string[] => [
  '| fixture | inside | below 30 % | above 65 % | on the edge | no figure |',
  '| --- | --- | --- | --- | --- | --- |',
  ...[...new Set(series.map(({ base }) => base))].map((base) => {
    const verdicts = series.filter((one) => one.base === base).flatMap(({ points }) => points.map(verdictOf));
    const counts = VERDICTS.map((verdict) => verdicts.filter((one) => one === verdict).length);
    return `| ${base} | ${counts.join(' | ')} |`;
  }),
];

/** For each sweep and fixture, the first figures inside and outside the band: where it begins and ends to hold. */
const turns = (series: readonly Series[]): string[] =>
  SWEEPS.flatMap((sweep) =>
    series
      .filter(({ sweep: id }) => id === sweep.id)
      .flatMap(({ base, points }) => {
        const inside = points.filter((point) => verdictOf(point) === 'holds');
        const outside = points.filter((point) => ['below', 'above'].includes(verdictOf(point)));
        if (inside.length === 0 || outside.length === 0) return [];
        const list = (some: readonly Point[]): string =>
          some
            .map((point) => `${valueName(sweep, point.value)} (${cell(point).replaceAll('*', '')})`)
            .join(', ');
        const { title } = sweep;
        return [`- ${base}, ${title.toLowerCase()}: inside at ${list(inside)}; outside at ${list(outside)}.`];
      }),
  );

const leverTable = (levers: readonly BaseLevers[]): string[] => [
  '| fixture | from, to | whole, % | site | silicon | terms | electricity in site | rules cost | latency costs | makes it |',
  '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  ...levers.map(({ base, result, stated }) => {
    if (result.kind !== 'measured') return `| ${base} | ${result.why} | | | | | | | | |`;
    const round = (value: number): string => String(Math.round(value));
    const part = (lever: Lever): string => {
      const found = result.parts.find((one) => one.lever === lever);
      return found ? round(found.amount) : 'always on';
    };
    const most = Math.max(...result.parts.map(({ amount }) => amount));
    const makers = result.parts.filter(({ amount }) => amount > 0 && amount >= 0.99 * most);
    const aside = (which: 'rules' | 'latency'): string =>
      stated[which]?.kind === 'measured' ? round(stated[which].amount) : '-';
    return [
      `| ${base}`,
      `${round(result.fromCost)} to ${round(result.planCost)} ${result.currency}`,
      percent(result.wholeFraction),
      part('site'),
      part('silicon'),
      part('terms'),
      result.energy.kind === 'measured' ? round(result.energy.amount) : 'not stated',
      aside('rules'),
      aside('latency'),
      `${makers.map(({ lever }) => lever).join(' and ') || 'none'} |`,
    ].join(' | ');
  }),
];

const basesText = (bases: readonly Base[]): string =>
  bases
    .filter(({ isLifted }) => isLifted)
    .map(({ id }) => id)
    .join(', ');

/** docs/claims.md. Every figure in it is measured. */
export const claimsMarkdown = ({ series, levers }: Claims): string => {
  const points = series.flatMap((one) => one.points);
  const permitted = points.filter(({ kind }) => kind === 'permitted');
  const inside = permitted.filter((point) => verdictOf(point) === 'holds').length;
  const shown = BASES.filter(({ id }) => series.some(({ base }) => base === id));
  return [
    '# The claim, tested',
    '',
    'Written by `npm run claims`; do not edit. The claim: placement over cloud, edge and own sites saves 30 to 65 % against cloud-only.',
    `Here it is put to ${shown.length} fixtures, moving one thing at a time: ${points.length} problems, each solved twice, without a clock, to a gap of at most 2 %.`,
    '',
    'A figure is a saving in percent of the cloud-only figure, present-worth cash. The first is proven: no cloud-only plan can be so cheap that the plan saves less (0: not established).',
    'The second is against the cloud-only plan found. **Bold**: both lie inside 30 to 65 %. They hold if the inputs of the fixture hold, and say nothing of other problems.',
    ...(basesText(shown) === ''
      ? []
      : [
          `In ${basesText(shown)} the rules and latency limits permit no cloud-only plan, so there is nothing to compare with; but for the sweeps that move them, they are lifted there.`,
        ]),
    '',
    `Inside the band: ${inside} of the ${permitted.length} problems that have a figure.`,
    '',
    '![Provable saving by sweep](claims.svg)',
    '',
    '## Where it holds',
    '',
    ...countTable(series),
    '',
    ...turns(series),
    '',
    '## What makes it',
    '',
    'Parts of the saving against the cloud by the hour, in the money of the fixture (docs/formulation.md, Levers of the saving). Costs of rules and latency limits are in no sum. A part is negative where the cloud side is allowed what the problem is not (quotas lifted, bans dropped).',
    '',
    ...leverTable(levers),
    '',
    ...SWEEPS.flatMap((sweep) =>
      sweepTable(
        sweep,
        series.filter((one) => one.sweep === sweep.id),
      ),
    ),
    `The band is ${percent(BAND.least)} to ${percent(BAND.most)} %.`,
    '',
  ].join('\n');
};
