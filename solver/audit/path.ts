import type { Location, Problem, Site } from '../problem/types.js';

const EARTH_RADIUS_KM = 6371.0088;

/** Way between a location and a site, access network included. */
export interface Way {
  readonly rttMs: number;
  readonly jitterMs: number;
  readonly source: 'link' | 'latency-class' | 'distance-estimate';
}

type Link = Problem['network']['links'][number];

/** Ways of a problem's network; each is worked out once. */
export class Ways {
  private readonly links = new Map<string, Link>();
  private readonly known = new Map<string, Way | null>();

  constructor(private readonly network: Problem['network']) {
    for (const link of network.links) {
      const key = `${link.from}\n${link.to}`;
      if (!this.links.has(key)) this.links.set(key, link);
    }
  }

  link(from: string, to: string): Link | undefined {
    return this.links.get(`${from}\n${to}`);
  }

  /** Null where neither link, class nor distance gives one. */
  between(location: Location, site: Site): Way | null {
    const key = `${location.id}\n${site.id}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const bare = this.bare(location, site);
    const way = bare && {
      rttMs: bare.rttMs + location.accessRttMs,
      jitterMs: bare.jitterMs + location.accessJitterMs,
      source: bare.source,
    };
    this.known.set(key, way);
    return way;
  }

  /** Sustained throughput for bulk data, Mbps. */
  throughput(location: Location, site: Site): number | null {
    return this.link(location.id, site.id)?.throughputMbps ?? this.network.estimate?.throughputMbps ?? null;
  }

  /** Whether that throughput is the estimate's. */
  isThroughputEstimated(location: Location, site: Site): boolean {
    return this.link(location.id, site.id)?.throughputMbps === undefined;
  }

  /** Price of a GB sent; null where nobody states it. */
  pricePerGB(from: Location | Site, to: Location | Site): number | null {
    return this.link(from.id, to.id)?.pricePerGB ?? from.egressPricePerGB ?? null;
  }

  private bare(location: Location, site: Site): Way | null {
    const link = this.link(location.id, site.id);
    if (link) return { rttMs: link.rttMs, jitterMs: link.jitterMs, source: 'link' };
    for (const one of this.network.latencyClasses) {
      if (location.labels?.includes(one.fromLabel) && site.labels?.includes(one.toLabel))
        return { rttMs: one.rttMs, jitterMs: one.jitterMs, source: 'latency-class' };
    }
    const { estimate } = this.network;
    const km = distanceKm(location, site);
    if (!estimate || km === null) return null;
    const rttMs = estimate.baseMs + (km * estimate.routeFactor) / 100;
    return { rttMs, jitterMs: estimate.jitterMs, source: 'distance-estimate' };
  }
}

/** Great circle, from the angle between the two places' directions from the centre of the earth. */
const distanceKm = (a: Location | Site, b: Location | Site): number | null => {
  const from = direction(a);
  const to = direction(b);
  if (!from || !to) return null;
  const [ax, ay, az] = from;
  const [bx, by, bz] = to;
  const cross = Math.hypot(ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx);
  return EARTH_RADIUS_KM * Math.atan2(cross, ax * bx + ay * by + az * bz);
};

const direction = ({ latDeg, lonDeg }: Location | Site): [number, number, number] | null => {
  if (latDeg === undefined || lonDeg === undefined) return null;
  const lat = (latDeg * Math.PI) / 180;
  const lon = (lonDeg * Math.PI) / 180;
  return [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)];
};
