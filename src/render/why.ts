import type { WhyAnswer, WhyOption, WhyStream } from '@placewright/solver';
import type { WhyReply } from '../answer.js';
import { counted, grouped, moneyDecimals, percent, short } from './numbers.js';
import { table, wrap } from './text.js';

const MOST_EXCLUDED = 12;

const optionRow = (option: WhyOption, cheapest: number): string[] => {
  const whole = option.directPresentWorth + option.unitsPresentWorth;
  const decimals = moneyDecimals(whole);
  return [
    option.shareFraction > 0 ? percent(option.shareFraction, 0) : '-',
    option.bank,
    grouped(whole, decimals),
    grouped(whole - cheapest, decimals),
    short(option.needUnits),
    `${short(option.rttMs)} (${option.rttSource})`,
    option.fitFraction === null ? '-' : short(option.fitFraction),
    option.servedBy + (option.estimates.length === 0 ? '' : ` ~ ${option.estimates.join(', ')}`),
  ];
};

const optionTable = (stream: WhyStream): string[] => {
  const options = [...stream.here, ...stream.nextBest];
  if (options.length === 0) return ['  no bank may serve it'];
  const costs = options.map((option) => option.directPresentWorth + option.unitsPresentWorth);
  const cheapest = Math.min(...costs);
  return table(
    [
      { heading: 'Share', align: 'right', most: 6 },
      { heading: 'Bank', most: 26 },
      { heading: 'Present worth', align: 'right', most: 15 },
      { heading: 'More', align: 'right', most: 13 },
      { heading: 'Units', align: 'right', most: 8 },
      { heading: 'RTT ms', most: 18 },
      { heading: 'Fit', align: 'right', most: 5 },
      { heading: 'Served by', most: 26 },
    ],
    options.map((option) => optionRow(option, cheapest)),
    '  ',
  );
};

const excludedText = ({ excluded }: WhyStream): string[] => {
  if (excluded.length === 0) return [];
  const lines = [`  ${counted(excluded.length, 'bank')} ruled out`];
  for (const one of excluded.slice(0, MOST_EXCLUDED))
    lines.push(...wrap(`${one.bank}: ${one.message}`, '  - ', '    '));
  if (excluded.length > MOST_EXCLUDED)
    lines.push(`    and ${grouped(excluded.length - MOST_EXCLUDED)} more; name one with --at, or see --json`);
  return lines;
};

const inputsText = ({ assumptions, sources }: WhyAnswer): string[] => {
  const lines = ['Inputs used'];
  for (const { what, source, asOf } of sources)
    lines.push(...wrap(`${what}: ${source}${asOf === null ? '' : ` (${asOf})`}`, '  ', '    '));
  for (const { pointer, value, unit, source } of assumptions)
    lines.push(...wrap(`assumed ${pointer} = ${short(value)} ${unit}: ${source}`, '  ', '    '));
  return lines;
};

/** Why a workload is where it is: its cost here, the next best, the excluded with numbers, the inputs used. */
export const whyText = (answer: WhyReply): string => {
  const lines = [
    ...wrap(
      `${answer.workload}: cost of each whole stream at each bank alone, units shared with others counted in full`,
      '',
      '',
    ),
  ];
  for (const stream of answer.streams)
    lines.push('', ...wrap(stream.stream, '', ''), ...optionTable(stream), ...excludedText(stream));
  lines.push('', ...inputsText(answer));
  return `${lines.join('\n')}\n`;
};
