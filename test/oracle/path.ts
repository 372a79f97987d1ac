import type { Location, Problem, Site } from '../../solver/problem/types.js';
import { must } from './demand.js';

export interface OraclePath {
  readonly rtt: number;
  readonly jitter: number;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great circle on a sphere of radius 6,371.0088 km, by the angle between two unit vectors. */
export function greatCircleKm(
  from: { latDeg: number; lonDeg: number },
  to: { latDeg: number; lonDeg: number },
): number {
  const vector = (place: { latDeg: number; lonDeg: number }): readonly [number, number, number] => {
    const lat = radians(place.latDeg);
    const lon = radians(place.lonDeg);
    return [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)];
  };
  const a = vector(from);
  const b = vector(to);
  const dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const cross = Math.hypot(a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]);
  return 6371.0088 * Math.atan2(cross, dot);
}

/** Round trip and jitter of a location and a site, access included; null where no path is known. */
export function pathOf(problem: Problem, location: Location, site: Site): OraclePath | null {
  const { links, latencyClasses, estimate } = problem.network;
  const add = (rttMs: number, jitterMs: number): OraclePath => ({
    rtt: rttMs + location.accessRttMs,
    jitter: jitterMs + location.accessJitterMs,
  });
  const link = links.find((entry) => entry.from === location.id && entry.to === site.id);
  if (link !== undefined) return add(link.rttMs, link.jitterMs);
  for (const entry of latencyClasses)
    if (location.labels?.includes(entry.fromLabel) && site.labels?.includes(entry.toLabel))
      return add(entry.rttMs, entry.jitterMs);
  if (estimate === undefined) return null;
  const { latDeg, lonDeg } = location;
  if (latDeg === undefined || lonDeg === undefined) return null;
  if (site.latDeg === undefined || site.lonDeg === undefined) return null;
  const km = greatCircleKm({ latDeg, lonDeg }, { latDeg: site.latDeg, lonDeg: site.lonDeg });
  return add(estimate.baseMs + (km * estimate.routeFactor) / 100, estimate.jitterMs);
}

/** Price of a GB from a place to another: the link's, else the sender's. */
export function pricePerGB(problem: Problem, from: Location | Site, to: Location | Site): number {
  const link = problem.network.links.find((entry) => entry.from === from.id && entry.to === to.id);
  return must(link?.pricePerGB ?? from.egressPricePerGB, `price of a GB from ${from.id} to ${to.id}`);
}

/** Bulk throughput from the data to a site; null where none is known. */
export function throughputMbps(problem: Problem, location: Location, site: Site): number | null {
  const link = problem.network.links.find((entry) => entry.from === location.id && entry.to === site.id);
  return link?.throughputMbps ?? problem.network.estimate?.throughputMbps ?? null;
}
