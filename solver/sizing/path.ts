import type { DistanceEstimate, LatencyClass, Link, Location, Problem, Site } from '../problem/types.js';
import { greatCircleKm } from './distance.js';
import type { Path } from './types.js';

/** Km of fibre a round trip covers in a ms: light goes about 200 km one way, 100 km there and back. */
const KM_PER_ROUND_TRIP_MS = 100;

/** The network of a problem, ready to be asked. */
export interface Network {
  linkBetween(from: string, to: string): Link | undefined;
  readonly latencyClasses: readonly LatencyClass[];
  readonly estimate: DistanceEstimate | undefined;
}

/** Indexes a problem's links by both ends; the first of two equal ones counts. */
export function makeNetwork(problem: Pick<Problem, 'network'>): Network {
  const { links, latencyClasses, estimate } = problem.network;
  const byEnds = new Map<string, Map<string, Link>>();
  for (const link of links) {
    const ofSender = byEnds.get(link.from) ?? new Map<string, Link>();
    byEnds.set(link.from, ofSender);
    if (!ofSender.has(link.to)) ofSender.set(link.to, link);
  }
  return { linkBetween: (from, to) => byEnds.get(from)?.get(to), latencyClasses, estimate };
}

/**
 * Round trip and jitter in ms between a location and a site: the link location -> site, else the first latency
 * class whose labels match, else the estimate by distance; the location's access network is added. `undefined` where
 * none of them gives it.
 *
 * @example
 * const network = makeNetwork({ network: { links: [{ from: 'berlin', to: 'fra', rttMs: 8, jitterMs: 1 }], latencyClasses: [] } });
 * pathBetween(network, berlin, fra); // with accessRttMs 4, accessJitterMs 2: { rttMs: 12, jitterMs: 3, source: 'link' }
 */
export function pathBetween(network: Network, location: Location, site: Site): Path | undefined {
  const withAccess = (rttMs: number, jitterMs: number, source: Path['source']): Path => ({
    rttMs: rttMs + location.accessRttMs,
    jitterMs: jitterMs + location.accessJitterMs,
    source,
  });
  const link = network.linkBetween(location.id, site.id);
  if (link) return withAccess(link.rttMs, link.jitterMs, 'link');
  const latencyClass = network.latencyClasses.find(
    ({ fromLabel, toLabel }) => location.labels?.includes(fromLabel) && site.labels?.includes(toLabel),
  );
  if (latencyClass) return withAccess(latencyClass.rttMs, latencyClass.jitterMs, 'latency-class');
  const { estimate } = network;
  const { latDeg: fromLat, lonDeg: fromLon } = location;
  const { latDeg: toLat, lonDeg: toLon } = site;
  if (
    !estimate ||
    fromLat === undefined ||
    fromLon === undefined ||
    toLat === undefined ||
    toLon === undefined
  ) {
    return undefined;
  }
  const km = greatCircleKm({ latDeg: fromLat, lonDeg: fromLon }, { latDeg: toLat, lonDeg: toLon });
  const rttMs = estimate.baseMs + (km * estimate.routeFactor) / KM_PER_ROUND_TRIP_MS;
  return withAccess(rttMs, estimate.jitterMs, 'distance-estimate');
}

/** Sustained throughput from a location to a site, Mbps: the link's, else the estimate's. */
export function throughputBetween(
  network: Network,
  location: string,
  site: string,
): { readonly throughputMbps: number; readonly isEstimate: boolean } | undefined {
  const ofLink = network.linkBetween(location, site)?.throughputMbps;
  if (ofLink !== undefined) return { throughputMbps: ofLink, isEstimate: false };
  const ofEstimate = network.estimate?.throughputMbps;
  return ofEstimate === undefined ? undefined : { throughputMbps: ofEstimate, isEstimate: true };
}

/** Price of a GB sent from one place to another, money/GB: the link's where it states one, else the sender's. */
export function pricePerGBBetween(
  network: Network,
  sender: Pick<Location | Site, 'id' | 'egressPricePerGB'>,
  receiver: { readonly id: string },
): number | undefined {
  return network.linkBetween(sender.id, receiver.id)?.pricePerGB ?? sender.egressPricePerGB;
}
