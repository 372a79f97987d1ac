import type { ShapedProblem } from './schema/problem.js';

type Location = ShapedProblem['locations'][number];
type Site = ShapedProblem['sites'][number];
type Link = ShapedProblem['network']['links'][number];

/** Which locations and sites have a path between them, and what prices are stated for it. */
export class PathIndex {
  readonly #links: ReadonlyMap<string, Link>;

  constructor(private readonly problem: ShapedProblem) {
    this.#links = new Map(problem.network.links.map((link) => [`${link.from}\n${link.to}`, link]));
  }

  link(from: string, to: string): Link | undefined {
    return this.#links.get(`${from}\n${to}`);
  }

  /** Whether round trip and jitter are known without an estimate. */
  isStated(location: Location, site: Site): boolean {
    if (this.link(location.id, site.id) !== undefined) return true;
    const from = location.labels ?? [];
    const to = site.labels ?? [];
    return this.problem.network.latencyClasses.some(
      (one) => from.includes(one.fromLabel) && to.includes(one.toLabel),
    );
  }

  /** Whether a stream of the location can reach the site at all. */
  hasPath(location: Location, site: Site): boolean {
    if (this.isStated(location, site)) return true;
    const canEstimate = this.problem.network.estimate !== undefined || this.problem.assume !== undefined;
    return canEstimate && hasPlace(location) && hasPlace(site);
  }

  /** Whether bulk data of the location can reach the site. */
  hasThroughput(location: Location, site: Site): boolean {
    const { estimate } = this.problem.network;
    return (this.link(location.id, site.id)?.throughputMbps ?? estimate?.throughputMbps) !== undefined;
  }

  /** Whether some pair of places has coordinates and nothing stated. */
  wantsEstimate(): boolean {
    return this.problem.locations.some(
      (location) =>
        hasPlace(location) &&
        this.problem.sites.some((site) => hasPlace(site) && !this.isStated(location, site)),
    );
  }
}

const hasPlace = ({ latDeg, lonDeg }: Location | Site): boolean =>
  latDeg !== undefined && lonDeg !== undefined;
