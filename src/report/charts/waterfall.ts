import { grouped } from '../../render/numbers.js';
import type { ChartBlock } from '../document.js';
import { at, box, COLOURS, drawing, label, rule, ticksOf } from '../svg.js';

export interface WaterfallStep {
  readonly name: string;
  /** A total stands on the axis; a change hangs on what came before. */
  readonly kind: 'total' | 'change';
  readonly amount: number;
}

const LEFT = 210;
const RIGHT = 110;
const WIDTH = 900;
const ROW = 26;
const TOP = 34;

/**
 * A waterfall, drawn with lines below each other so that names have room: from one total by changes to another.
 *
 * @param steps - the changes between two totals add up to their difference
 */
export const waterfall = (
  id: string,
  title: string,
  currency: string,
  steps: readonly WaterfallStep[],
  decimals: number,
): ChartBlock => {
  let level = 0;
  const bars = steps.map((step) => {
    const from = step.kind === 'total' ? 0 : level;
    level = step.kind === 'total' ? step.amount : level + step.amount;
    return { ...step, from, to: level };
  });
  const ends = bars.flatMap(({ from, to }) => [from, to]);
  const ticks = ticksOf(Math.min(...ends), Math.max(...ends));
  const low = ticks[0] ?? 0;
  const high = ticks.at(-1) ?? 1;
  const x = (amount: number): number =>
    LEFT + ((amount - low) / Math.max(high - low, 1e-9)) * (WIDTH - LEFT - RIGHT);
  const height = TOP + bars.length * ROW + 12;
  const description = bars
    .map(
      ({ name, kind, amount }) =>
        `${name}: ${kind === 'change' && amount > 0 ? '+' : ''}${grouped(amount, decimals)}`,
    )
    .join('; ');
  const parts = [
    ...ticks.flatMap((tick) => [
      rule(x(tick), TOP - 6, x(tick), height - 8),
      label(x(tick), TOP - 12, grouped(tick), { anchor: 'middle', colour: COLOURS.soft, size: 11 }),
    ]),
    ...bars.flatMap(({ name, kind, amount, from, to }, index) => {
      const y = TOP + index * ROW;
      const colour = kind === 'total' ? COLOURS.a : amount <= 0 ? COLOURS.good : COLOURS.bad;
      const shown = `${kind === 'change' && amount > 0 ? '+' : ''}${grouped(amount, decimals)}`;
      return [
        label(LEFT - 8, y + 15, name, { anchor: 'end' }),
        box(
          [Math.min(x(from), x(to)), y + 3, Math.abs(x(to) - x(from)), ROW - 8],
          colour,
          `${name}: ${shown} ${currency}`,
        ),
        label(Math.max(x(from), x(to)) + 6, y + 15, shown, { colour: COLOURS.soft, size: 11 }),
      ];
    }),
  ];
  const named = `${title}, ${currency}`;
  return {
    kind: 'chart',
    id,
    title: named,
    svg: drawing(id, { width: WIDTH, height: Number(at(height)) }, named, description, parts),
    description: `${named}. ${description}.`,
  };
};
