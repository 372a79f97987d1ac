import { type PairOfFigures, type PlanDifference, roundToTotal } from '@placewright/solver';
import type { CompareAnswer, ComparedPlan } from '../answer.js';
import { LINE_NAMES } from './bill.js';
import { counted, grouped, moneyDecimals, percent, short } from './numbers.js';
import { brokenLines } from './price.js';
import { type Column, labelled, table, wrap } from './text.js';

/** Rows of a list beyond this are counted. */
const MOST_ROWS = 24;

const signed = (text: string, value: number): string => (value > 0 ? `+${text}` : text);

const figures = ({ a, b, difference }: PairOfFigures, show: (value: number) => string): string[] => [
  show(a),
  show(b),
  difference === 0 ? '-' : signed(show(difference), difference),
];

const sides = (most: number): Column[] =>
  ['A', 'B', 'B - A'].map((heading) => ({ heading, align: 'right', most }));

/** A list under its heading: nothing where it is empty, cut where it is long. */
const section = (
  heading: string,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string[] => {
  if (rows.length === 0) return [];
  const more = rows.length - MOST_ROWS;
  return [
    '',
    heading,
    ...table(columns, rows.slice(0, MOST_ROWS), '  '),
    ...(more > 0 ? [`  and ${grouped(more)} more; see --json`] : []),
  ];
};

const billRows = ({ bill }: PlanDifference): string[][] => {
  const decimals = moneyDecimals(Math.max(Math.abs(bill.presentWorth.a), Math.abs(bill.presentWorth.b)));
  const shown = (side: 'a' | 'b'): number[] =>
    roundToTotal(
      bill.lines.map((line) => line.presentWorth[side]),
      decimals,
    );
  const [ofA, ofB] = [shown('a'), shown('b')];
  const row = (name: string, a: number, b: number): string[] => {
    // A difference of shown figures, so that the row adds up as it is printed.
    const difference = Math.round((b - a) * 10 ** decimals) / 10 ** decimals;
    return [name, ...figures({ a, b, difference }, (value) => grouped(value, decimals))];
  };
  const lines = (nature: 'cash' | 'shadow'): string[][] =>
    bill.lines.flatMap((line, index) => {
      if (line.nature !== nature) return [];
      const name = `${nature === 'shadow' ? '(not paid) ' : ''}${LINE_NAMES[line.component]}`;
      return [row(name, ofA[index] ?? 0, ofB[index] ?? 0)];
    });
  const total = (name: string, isCounted: (nature: string) => boolean): string[] => {
    const sum = (amounts: readonly number[]): number =>
      bill.lines.reduce(
        (all, line, index) => (isCounted(line.nature) ? all + (amounts[index] ?? 0) : all),
        0,
      );
    return row(name, sum(ofA), sum(ofB));
  };
  const shadow = lines('shadow');
  return [
    ...lines('cash'),
    total('Total cost of ownership', (nature) => nature === 'cash'),
    ...(shadow.length === 0 ? [] : [...shadow, total('Objective', () => true)]),
  ];
};

const placementRows = ({ streams }: PlanDifference): string[][] =>
  streams.flatMap(({ stream, banks }) =>
    banks.map((one, index) => {
      const standby = one.standbyFraction.a > 0 || one.standbyFraction.b > 0 ? ' + standby' : '';
      return [
        index === 0 ? stream : '',
        `${one.bank}${standby}`,
        ...figures(one.shareFraction, (share) => (share === 0 ? '-' : percent(share, 1))),
      ];
    }),
  );

const unitRows = ({ units, byUse }: PlanDifference): string[][] => [
  ...units.map(({ offer, silicon, isolationGroup, kept, further }) => {
    const all = {
      a: kept.a + further.a,
      b: kept.b + further.b,
      difference: kept.difference + further.difference,
    };
    return [
      offer,
      `${silicon}${isolationGroup === null ? '' : ` [${isolationGroup}]`}`,
      ...figures(all, short),
    ];
  }),
  ...byUse.map(({ bank, silicon, peakLoadUnits }) => [
    bank,
    silicon === null ? 'tokens/s at peak' : `${silicon} rented at peak`,
    ...figures(peakLoadUnits, short),
  ]),
];

const purchaseRows = ({ purchases }: PlanDifference): string[][] =>
  purchases.flatMap(({ offer, terms, units, upfrontCost }) => [
    [offer, `${terms}, units`, ...figures(units, short)],
    ...(upfrontCost.a === 0 && upfrontCost.b === 0
      ? []
      : [['', 'paid upfront', ...figures(upfrontCost, (value) => grouped(value, 0))]]),
  ]);

const siteRows = ({ sites }: PlanDifference): string[][] =>
  sites.map(({ site, a, b, peakMeterKw }) => [
    site,
    a === b ? a : `${a} -> ${b}`,
    ...figures(peakMeterKw, (kw) => `${short(kw)} kW`),
  ]);

const headroomRows = ({ headroom }: PlanDifference): string[][] =>
  headroom.map(({ stream, limit, a, b, difference }) => [
    stream,
    limit,
    a === null ? '-' : `${short(a)} ms`,
    b === null ? '-' : `${short(b)} ms`,
    difference === null ? '-' : signed(`${short(difference)} ms`, difference),
  ]);

const totalRows = (difference: PlanDifference): string[][] => [
  ['Energy at the meter, kWh a year', ...figures(difference.energyKwhPerYear, short)],
  ['Carbon, kg CO2eq a year', ...figures(difference.carbonKgPerYear, short)],
  ...difference.flows.map(({ from, to, gbPerMonth }) => [
    `Data from ${from} to ${to}, GB a month`,
    ...figures(gbPerMonth, short),
  ]),
];

const breaks = (label: string, { check }: ComparedPlan): string[] => {
  if (check === null) return [];
  if (check.kind === 'another-problem')
    return [
      `${label} is not a plan of this problem, so it was not held against its rules:`,
      ...check.problems.flatMap((text) => wrap(text, '  - ', '    ')),
    ];
  const [first = '', ...rest] = brokenLines(check);
  return [`${label}: ${first}`, ...rest];
};

const sideText = (label: string, { name, source, notes, problems }: ComparedPlan): string[] => [
  ...labelled(label, `${name}, ${source === 'rows' ? 'rows, priced here' : 'a plan, as it stands'}`),
  ...notes.flatMap((note) => labelled('', `note: ${note}`)),
  ...problems.flatMap((text) => labelled('', `- ${text}`)),
];

/** Two plans line by line, and beside each what it breaks. Every difference is B - A. */
export const compareText = (answer: CompareAnswer): string => {
  const { a, b } = answer;
  const named = [...sideText('A', a), ...sideText('B', b)];
  if (answer.outcome === 'cannot-be-priced')
    return `${['The plans cannot be compared: rows cannot be priced.', ...named].join('\n')}\n`;
  const { difference } = answer;
  const money = `Present worth, ${difference.currency}`;
  const { streams, streamCount, sitesWithoutCarbon, horizonYears } = difference;
  const lines = [
    'Two plans, line by line',
    ...named,
    ...(difference.sameProblem
      ? []
      : labelled(
          'Careful',
          'they were made for different problems, so a difference may come from the inputs',
        )),
    ...(horizonYears.a === horizonYears.b
      ? []
      : labelled(
          'Careful',
          `A runs ${horizonYears.a} years and B ${horizonYears.b}: present worths differ by that alone`,
        )),
    ...section('The bill', [{ heading: money, most: 42 }, ...sides(18)], billRows(difference)),
    '',
    ...breaks('A', a),
    ...breaks('B', b),
    '',
    streams.length === 0
      ? `All ${counted(streamCount, 'stream')} run where they ran.`
      : `${grouped(streams.length)} of ${counted(streamCount, 'stream')} run elsewhere or in other shares.`,
    ...section(
      'Where they run',
      [{ heading: 'Stream', most: 30 }, { heading: 'Bank', most: 34 }, ...sides(9)],
      placementRows(difference),
    ),
    ...section(
      'Units',
      [{ heading: 'Offer or bank', most: 34 }, { heading: 'Silicon', most: 28 }, ...sides(12)],
      unitRows(difference),
    ),
    ...section(
      'Purchases and contracts',
      [{ heading: 'Offer', most: 34 }, { heading: 'What', most: 20 }, ...sides(14)],
      purchaseRows(difference),
    ),
    ...section(
      'Sites',
      [{ heading: 'Site', most: 28 }, { heading: 'State', most: 24 }, ...sides(14)],
      siteRows(difference),
    ),
    ...section(
      'Least headroom to each limit',
      [{ heading: 'Stream', most: 34 }, { heading: 'Limit', most: 18 }, ...sides(13)],
      headroomRows(difference),
    ),
    ...section(
      'Energy, carbon, borders',
      [{ heading: 'Over a year', most: 44 }, ...sides(16)],
      totalRows(difference),
    ),
    ...(sitesWithoutCarbon.length === 0
      ? []
      : wrap(`no carbon intensity is stated for: ${sitesWithoutCarbon.join(', ')}`, '  ', '  ')),
  ];
  return `${lines.join('\n')}\n`;
};
