import type { Plan } from '@placewright/solver';
import { grouped, percent, short } from './numbers.js';
import { table, wrap } from './text.js';

/** Blocks shown; the others are counted. */
const MOST_ROWS = 8;

const hourText = (hour: number): string =>
  `day ${Math.floor(hour / 24) + 1}, ${String(hour % 24).padStart(2, '0')}:00`;

const MOST_DEFERRED = 4;

/** Where deferred work waits for: its bank, blocks and units at once. */
const deferredLines = ({ dispatch, placements }: Plan): string[] =>
  (dispatch?.deferred ?? []).slice(0, MOST_DEFERRED).flatMap(({ workload }) => {
    const own = placements.filter((one) => one.workload === workload && one.shareFraction > 0);
    const blocks = [...new Set(own.map(({ block }) => (block ?? '').split('.')[0] ?? ''))].sort();
    const atOnce = Math.max(
      0,
      ...own.map(
        ({ units, shareFraction, standbyFraction }) =>
          (units * (shareFraction + standbyFraction)) / shareFraction,
      ),
    );
    const [first] = own;
    if (first === undefined) return [];
    return wrap(
      `Deferred: ${workload} computes in ${blocks.join(', ')} at ${first.bank}, at most ${short(atOnce)} units at once.`,
      '  ',
      '    ',
    );
  });

/** Dispatch blocks, the busiest first: hours, demand, and what of it is rented by use. Nothing for a plan without blocks. */
export const dispatchTable = (plan: Plan): string[] => {
  const { dispatch } = plan;
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
    ...deferredLines(plan),
    '',
  ];
};
