import { grouped } from '../../render/numbers.js';
import type { ChartBlock } from '../document.js';
import { box, COLOURS, drawing, label, rule, ticksOf } from '../svg.js';

export interface YearSeries {
  readonly name: string;
  /** Index is the year; 0 is the start. */
  readonly amounts: readonly number[];
}

const WIDTH = 900;
const HEIGHT = 300;
const LEFT = 90;
const TOP = 40;
const BOTTOM = 30;
const SERIES_COLOURS = [COLOURS.a, COLOURS.b, COLOURS.c] as const;

/** Amounts by year, series side by side. */
export const barsByYear = (
  id: string,
  title: string,
  currency: string,
  series: readonly YearSeries[],
): ChartBlock => {
  const all = series.flatMap(({ amounts }) => amounts);
  const years = Math.max(0, ...series.map(({ amounts }) => amounts.length));
  const ticks = ticksOf(Math.min(0, ...all), Math.max(0, ...all));
  const low = ticks[0] ?? 0;
  const high = ticks.at(-1) ?? 1;
  const y = (amount: number): number =>
    TOP + ((high - amount) / Math.max(high - low, 1e-9)) * (HEIGHT - TOP - BOTTOM);
  const slot = (WIDTH - LEFT - 10) / Math.max(1, years);
  const width = (slot * 0.8) / Math.max(1, series.length);
  const parts = [
    ...ticks.flatMap((tick) => [
      rule(LEFT, y(tick), WIDTH - 10, y(tick)),
      label(LEFT - 6, y(tick) + 4, grouped(tick), { anchor: 'end', colour: COLOURS.soft, size: 11 }),
    ]),
    ...series.flatMap(({ name, amounts }, index) => {
      const colour = SERIES_COLOURS[index % SERIES_COLOURS.length] ?? COLOURS.a;
      return [
        box([LEFT + index * 180, 8, 12, 12], colour, name),
        label(LEFT + index * 180 + 18, 19, name),
        ...amounts.map((amount, year) =>
          box(
            [
              LEFT + year * slot + slot * 0.1 + index * width,
              Math.min(y(0), y(amount)),
              width * 0.95,
              Math.abs(y(amount) - y(0)),
            ],
            colour,
            `${name}, year ${year}: ${grouped(amount)} ${currency}`,
          ),
        ),
      ];
    }),
    ...Array.from({ length: years }, (_, year) =>
      label(LEFT + (year + 0.5) * slot, HEIGHT - 10, String(year), {
        anchor: 'middle',
        colour: COLOURS.soft,
        size: 11,
      }),
    ),
    rule(LEFT, y(0), WIDTH - 10, y(0), COLOURS.ink),
  ];
  const named = `${title}, ${currency} by year`;
  const description = series
    .map(
      ({ name, amounts }) =>
        `${name}: ${amounts.map((amount, year) => `year ${year} ${grouped(amount)}`).join(', ')}`,
    )
    .join('; ');
  return {
    kind: 'chart',
    id,
    title: named,
    svg: drawing(id, { width: WIDTH, height: HEIGHT }, named, description, parts),
    description: `${named}.`,
  };
};
