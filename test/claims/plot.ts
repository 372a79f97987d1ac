import { BASES } from './bases.js';
import { BAND, type Point, type Series } from './measure.js';
import { SWEEPS, type Sweep } from './sweeps.js';

const PANEL = { width: 380, height: 230, left: 44, right: 12, top: 30, bottom: 40 };
const COLUMNS = 2;
const LEGEND = 34;
/** Told apart without colour vision as well; each series has a mark of its own beside. */
const COLOURS = ['#0b5394', '#b45f06', '#38761d', '#741b47', '#444444'];
const TICKS = [0, 0.25, 0.5, 0.75, 1];

const inner = {
  width: PANEL.width - PANEL.left - PANEL.right,
  height: PANEL.height - PANEL.top - PANEL.bottom,
};
const at = (value: number): string => value.toFixed(1);
const xOf = (sweep: Sweep, value: number): number =>
  PANEL.left + (inner.width * (sweep.values.indexOf(value) + 0.5)) / sweep.values.length;
const yOf = (fraction: number): number => PANEL.top + inner.height * (1 - Math.max(0, Math.min(1, fraction)));
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const text = (x: number, y: number, content: string, more = ''): string =>
  `<text x="${at(x)}" y="${at(y)}" ${more}>${escaped(content)}</text>`;

const colourOf = (base: string): string =>
  COLOURS[BASES.findIndex(({ id }) => id === base) % COLOURS.length] ?? '#444444';

const line = (sweep: Sweep, { base, points }: Series): string => {
  const shown = points.filter((point): point is Point & { least: number } => point.least !== undefined);
  const colour = colourOf(base);
  const path = shown.map(({ value, least }) => `${at(xOf(sweep, value))},${at(yOf(least))}`).join(' ');
  return [
    ...(shown.length > 1
      ? [`<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`]
      : []),
    ...shown.map(
      ({ value, least }) =>
        `<circle cx="${at(xOf(sweep, value))}" cy="${at(yOf(least))}" r="3" fill="${colour}"><title>${escaped(base)}: at least ${at(100 * least)} %</title></circle>`,
    ),
  ].join('\n');
};

const panel = (sweep: Sweep, series: readonly Series[], place: number): string => {
  const x = (place % COLUMNS) * PANEL.width;
  const y = LEGEND + Math.floor(place / COLUMNS) * PANEL.height;
  const bandTop = yOf(BAND.most);
  return [
    `<g transform="translate(${x} ${y})">`,
    text(PANEL.left, 18, sweep.title, 'font-weight="bold"'),
    `<rect x="${PANEL.left}" y="${at(bandTop)}" width="${inner.width}" height="${at(yOf(BAND.least) - bandTop)}" fill="#e8eef5"/>`,
    ...TICKS.flatMap((tick) => [
      `<line x1="${PANEL.left}" x2="${PANEL.left + inner.width}" y1="${at(yOf(tick))}" y2="${at(yOf(tick))}" stroke="#cccccc" stroke-width="0.5"/>`,
      text(PANEL.left - 6, yOf(tick) + 4, `${100 * tick} %`, 'text-anchor="end"'),
    ]),
    ...sweep.values.map((value, index) =>
      text(
        xOf(sweep, value),
        PANEL.top + inner.height + 15,
        sweep.names?.[index] ?? String(value),
        'text-anchor="middle"',
      ),
    ),
    text(PANEL.left + inner.width / 2, PANEL.top + inner.height + 31, sweep.unit, 'text-anchor="middle"'),
    ...series.map((one) => line(sweep, one)),
    '</g>',
  ].join('\n');
};

/** Provable saving over each sweep, one line a fixture, with the band of the claim. */
export const claimsSvg = (series: readonly Series[]): string => {
  const sweeps = SWEEPS.filter(({ id }) =>
    series.some(({ sweep, points }) => sweep === id && points.length > 0),
  );
  const width = COLUMNS * PANEL.width;
  const height = LEGEND + Math.ceil(sweeps.length / COLUMNS) * PANEL.height;
  const bases = [...new Set(series.map(({ base }) => base))];
  const legend = bases.flatMap((base, index) => {
    const x = 12 + (index * (width - 24)) / bases.length;
    return [
      `<rect x="${at(x)}" y="10" width="10" height="10" fill="${colourOf(base)}"/>`,
      text(x + 15, 19, base),
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="11" role="img">`,
    '<title>Provable saving against cloud-only, by what is moved. Shaded: 30 to 65 %.</title>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...legend,
    ...sweeps.map((sweep, place) =>
      panel(
        sweep,
        series.filter((one) => one.sweep === sweep.id),
        place,
      ),
    ),
    '</svg>',
    '',
  ].join('\n');
};
