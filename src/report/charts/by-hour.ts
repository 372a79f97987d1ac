import type { SiteHours } from '@placewright/solver';
import { short } from '../../render/numbers.js';
import type { ChartBlock } from '../document.js';
import { at, box, COLOURS, drawing, label, rule } from '../svg.js';

const PANEL = { width: 290, height: 146 } as const;
const PER_ROW = 3;
const MARGIN = { left: 8, top: 46, bottom: 20 } as const;
const HOURS = 24;

const panel = (
  { site, meanMeterKw, meanPricePerKwh }: SiteHours,
  index: number,
  currency: string,
): string[] => {
  const left = (index % PER_ROW) * (PANEL.width + 14) + MARGIN.left;
  const top = Math.floor(index / PER_ROW) * (PANEL.height + 20);
  const floor = top + PANEL.height - MARGIN.bottom;
  const room = PANEL.height - MARGIN.top - MARGIN.bottom;
  const mostKw = Math.max(...meanMeterKw, 1e-9);
  const step = PANEL.width / HOURS;
  const bars = meanMeterKw.map((kw, hour) => {
    const size = (kw / mostKw) * room;
    return box(
      [left + hour * step + 1, floor - size, step - 2, size],
      COLOURS.a,
      `${site}, ${hour}:00: ${short(kw)} kW`,
    );
  });
  const prices = meanPricePerKwh ?? [];
  const mostPrice = Math.max(...prices, 1e-9);
  const leastPrice = Math.min(0, ...prices);
  const points = prices.map((price, hour) => {
    const share = (price - leastPrice) / (mostPrice - leastPrice);
    return `${at(left + (hour + 0.5) * step)},${at(floor - share * room)}`;
  });
  const priceText = prices.length === 0 ? '' : `, to ${short(mostPrice)} ${currency}/kWh`;
  return [
    label(left, top + 18, site, { size: 12 }),
    label(left, top + 34, `to ${short(mostKw)} kW${priceText}`, { colour: COLOURS.soft, size: 11 }),
    ...bars,
    ...(points.length === 0
      ? []
      : [`<polyline points="${points.join(' ')}" fill="none" stroke="${COLOURS.b}" stroke-width="2"/>`]),
    rule(left, floor, left + PANEL.width, floor, COLOURS.soft),
    ...[0, 6, 12, 18].map((hour) =>
      label(left + (hour + 0.5) * step, floor + 13, String(hour), {
        anchor: 'middle',
        colour: COLOURS.soft,
        size: 10,
      }),
    ),
  ];
};

/** A mean day at each site's meter: bars for kW, a line for the price of the hour. */
export const energyByHour = (id: string, hours: readonly SiteHours[], currency: string): ChartBlock => {
  const title = 'Mean day at the meter by local hour';
  const rows = Math.ceil(hours.length / PER_ROW);
  const size = {
    width: PER_ROW * (PANEL.width + 14) + MARGIN.left,
    height: rows * (PANEL.height + 20),
  };
  const description = hours
    .map(
      ({ site, meanMeterKw }) =>
        `${site}: from ${short(Math.min(...meanMeterKw))} to ${short(Math.max(...meanMeterKw))} kW`,
    )
    .join('; ');
  return {
    kind: 'chart',
    id,
    title,
    svg: drawing(
      id,
      size,
      title,
      description,
      hours.flatMap((one, index) => panel(one, index, currency)),
    ),
    description: `${title}: bars are kW, the line is the price of a kWh. ${description}.`,
  };
};
