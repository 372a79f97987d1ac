import { escapeXml } from '../import/xml.js';

/** Pieces of an SVG drawing. Colours are the variables of the HTML report, with values of their own where it stands alone. */
export const COLOURS = {
  ink: 'var(--ink, #1c2530)',
  soft: 'var(--soft, #5b6875)',
  line: 'var(--line, #d5dbe1)',
  a: 'var(--a, #1f6fb2)',
  b: 'var(--b, #d9822b)',
  c: 'var(--c, #7a5ea8)',
  good: 'var(--good, #2f8f5b)',
  bad: 'var(--bad, #b8443c)',
} as const;
export type Colour = (typeof COLOURS)[keyof typeof COLOURS];

/** Coordinates with one digit after the point: the same bytes on every machine. */
export const at = (value: number): string => {
  const rounded = Math.round(value * 10) / 10;
  return String(Object.is(rounded, -0) ? 0 : rounded);
};

export const label = (
  x: number,
  y: number,
  content: string,
  style: {
    readonly anchor?: 'start' | 'middle' | 'end';
    readonly colour?: Colour;
    readonly size?: number;
  } = {},
): string => {
  const { anchor = 'start', colour = COLOURS.ink, size = 12 } = style;
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}" font-size="${size}" fill="${colour}">${escapeXml(content)}</text>`;
};

/** A box; a title shows when it is pointed at. */
export const box = (
  [x, y, width, height]: readonly [number, number, number, number],
  colour: Colour,
  title: string,
): string =>
  `<rect x="${at(x)}" y="${at(y)}" width="${at(Math.max(0.5, width))}" height="${at(Math.max(0.5, height))}" fill="${colour}"><title>${escapeXml(title)}</title></rect>`;

export const rule = (x1: number, y1: number, x2: number, y2: number, colour: Colour = COLOURS.line): string =>
  `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" stroke="${colour}"/>`;

/** A drawing with a title and a description for those who cannot see it. */
export const drawing = (
  id: string,
  size: { readonly width: number; readonly height: number },
  title: string,
  description: string,
  parts: readonly string[],
): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${at(size.width)} ${at(size.height)}" width="${at(size.width)}" height="${at(size.height)}" role="img" aria-labelledby="${id}-title ${id}-desc" font-family="system-ui, sans-serif"><title id="${id}-title">${escapeXml(title)}</title><desc id="${id}-desc">${escapeXml(description)}</desc>${parts.join('')}</svg>`;

/** Round steps of an axis that cover a range, 0 among them. */
export const ticksOf = (least: number, most: number, wanted = 5): readonly number[] => {
  const low = Math.min(0, least);
  const high = Math.max(0, most);
  if (!(high > low)) return [0];
  const raw = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((one) => one * power >= raw) ?? 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
};
