import type { Plan } from '@placewright/solver';
import { grouped, percent } from './numbers.js';
import { table } from './text.js';

/** Blocks shown; the others are counted. */
const MOST_ROWS = 8;

const hourText = (hour: number): string =>
  `day ${Math.floor(hour / 24) + 1}, ${String(hour % 24).padStart(2, '0')}:00`;

/** Dispatch blocks, the busiest first: hours, demand, and what of it is rented by use. Nothing for a plan without blocks. */
export const dispatchTable = ({ dispatch }: Plan): string[] => {
  if (dispatch === undefined) return [];
  const { blocks, exactBlocks, isExact } = dispatch;
  const left = blocks.length - MOST_ROWS;
  const rows = blocks
    .slice(0, MOST_ROWS)
    .map((block) => [
      block.id,
      grouped(block.hours),
      percent(block.demandFraction, 0),
      percent(block.byUseFraction, 0),
      percent(block.leastMeanToPeakFraction, 0),
      hourText(block.alikeFirstHours[0] ?? 0),
    ]);
  return [
    'Dispatch over the year (hours in UTC)',
    ...table(
      [
        { heading: 'Block', most: 8 },
        { heading: 'Hours', align: 'right', most: 6 },
        { heading: 'Demand', align: 'right', most: 7 },
        { heading: 'By use', align: 'right', most: 7 },
        { heading: 'Mean/peak', align: 'right', most: 9 },
        { heading: 'First hour', most: 20 },
      ],
      rows,
      '  ',
    ),
    ...(left > 0 ? [`  and ${left} more blocks`] : []),
    isExact
      ? '  Exact: inside a block no load, energy price or demand window differs.'
      : `  ${exactBlocks} unlike blocks merged into ${blocks.length}: a plan with all of them may cost less.`,
    '',
  ];
};
