import type { PlanFacts } from '@placewright/solver';
import { escapeXml } from '../../import/xml.js';
import { grouped } from '../../render/numbers.js';
import type { ChartBlock } from '../document.js';
import { at, COLOURS, drawing, label, rule } from '../svg.js';

const SIZE = { width: 960, height: 520 } as const;
const MARGIN = 40;
/** Where the list of sites begins; the map is left of it. */
const LEGEND_X = 650;
const LEGEND_ROW = 17;

interface Point {
  readonly x: number;
  readonly y: number;
}
interface Place {
  readonly latDeg: number;
  readonly lonDeg: number;
}

/** Where a place is drawn: equirectangular about the middle latitude, so that near places keep their shape. */
const projection = (points: readonly Place[]): ((place: Place) => Point) => {
  const lats = points.map(({ latDeg }) => latDeg);
  const lons = points.map(({ lonDeg }) => lonDeg);
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const shrink = Math.max(0.2, Math.cos((((south + north) / 2) * Math.PI) / 180));
  const scale = Math.min(
    (LEGEND_X - 2 * MARGIN) / Math.max((east - west) * shrink, 0.01),
    (SIZE.height - 2 * MARGIN) / Math.max(north - south, 0.01),
  );
  const middle = { x: ((west + east) / 2) * shrink, y: (south + north) / 2 };
  return ({ latDeg, lonDeg }) => ({
    x: LEGEND_X / 2 + (lonDeg * shrink - middle.x) * scale,
    y: SIZE.height / 2 - (latDeg - middle.y) * scale,
  });
};

/** Numbers of sites that stand at one point, beside each other: `4, 9`. */
const numberLabels = (points: readonly Point[]): string[] => {
  const groups = new Map<string, { readonly point: Point; readonly numbers: number[] }>();
  points.forEach((point, index) => {
    const key = `${Math.round(point.x / 14)}|${Math.round(point.y / 14)}`;
    const group = groups.get(key) ?? { point, numbers: [] };
    groups.set(key, group);
    group.numbers.push(index + 1);
  });
  return [...groups.values()].map(({ point, numbers }) =>
    label(point.x + 9, point.y - 9, numbers.join(', '), { size: 11 }),
  );
};

/**
 * Sites in use and places of demand where they are, and which place is served from which site. Null where no site in use
 * states a position.
 */
export const mapChart = (id: string, map: PlanFacts['map'], currency: string): ChartBlock | null => {
  const open = map.sites.filter((one) => one.isOpen);
  if (open.length === 0) return null;
  const title = 'Where it runs';
  const toXy = projection([...open, ...map.places]);
  const sites = new Map(open.map((one) => [one.site, toXy(one)]));
  const places = new Map(map.places.map((one) => [one.location, toXy(one)]));
  const largest = Math.max(...open.map((one) => Math.abs(one.presentWorth)), 1e-9);
  const parts = [
    ...map.flows.flatMap(({ location, site }) => {
      const from = places.get(location);
      const to = sites.get(site);
      return from && to ? [rule(from.x, from.y, to.x, to.y, COLOURS.b)] : [];
    }),
    ...map.places.map((one) => {
      const { x, y } = toXy(one);
      return `<rect x="${at(x - 3)}" y="${at(y - 3)}" width="6" height="6" fill="${COLOURS.b}"><title>${escapeXml(one.location)}</title></rect>`;
    }),
    ...open.map((one) => {
      const { x, y } = toXy(one);
      const radius = 4 + 12 * Math.sqrt(Math.abs(one.presentWorth) / largest);
      return `<circle cx="${at(x)}" cy="${at(y)}" r="${at(radius)}" fill="${COLOURS.a}" fill-opacity="0.7" stroke="${COLOURS.a}"><title>${escapeXml(`${one.site}: ${grouped(one.presentWorth)} ${currency}`)}</title></circle>`;
    }),
    ...numberLabels(open.map(toXy)),
    ...open.flatMap((one, index) => {
      const y = MARGIN + index * LEGEND_ROW;
      return [
        label(LEGEND_X, y, `${index + 1}  ${one.site}`, { size: 11 }),
        label(SIZE.width - 6, y, grouped(one.presentWorth), {
          anchor: 'end',
          colour: COLOURS.soft,
          size: 11,
        }),
      ];
    }),
  ];
  const height = Math.max(SIZE.height, 2 * MARGIN + open.length * LEGEND_ROW);
  const description = `${open.length} sites in use of ${map.sites.length} that state a position, with their present worth in ${currency}; squares are places of demand, lines lead to the sites that serve them`;
  return {
    kind: 'chart',
    id,
    title,
    svg: drawing(id, { width: SIZE.width, height }, title, description, parts),
    description: `${title}: ${description}.`,
  };
};
