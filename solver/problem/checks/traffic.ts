import { PathIndex } from '../paths.js';
import type { ShapedProblem } from '../schema/problem.js';
import type { CheckContext } from './context.js';

interface Flow {
  readonly workload: string;
  /** Requests, on any path. */
  readonly up: boolean;
  readonly down: boolean;
  /** Training data, only on paths with a throughput. */
  readonly bulk: boolean;
}

/** Every GB that may flow has a price: of the link, else of the sender's operator. One issue for each sender. */
export const checkTraffic = (problem: ShapedProblem, context: CheckContext): void => {
  const flows = flowsByLocation(problem);
  if (flows.size === 0) return;
  const paths = new PathIndex(problem);
  const offered = new Set(problem.offers.map(({ site }) => site));
  const pairs = problem.sites.flatMap((site, siteIndex) =>
    offered.has(site.id) ? [{ site, siteIndex }] : [],
  );
  problem.locations.forEach((location, locationIndex) => {
    const flow = flows.get(location.id);
    if (flow === undefined) return;
    for (const { site, siteIndex } of pairs) {
      if (!paths.hasPath(location, site)) continue;
      const hasUp = paths.link(location.id, site.id)?.pricePerGB ?? location.egressPricePerGB;
      const isSent = flow.up || (flow.bulk && paths.hasThroughput(location, site));
      if (isSent && hasUp === undefined) {
        missing(['locations', locationIndex, 'egressPricePerGB'], location.id, site.id, flow, context);
      }
      const hasDown = paths.link(site.id, location.id)?.pricePerGB ?? site.egressPricePerGB;
      if (flow.down && hasDown === undefined) {
        missing(['sites', siteIndex, 'egressPricePerGB'], site.id, location.id, flow, context);
      }
    }
  });
};

const missing = (
  path: readonly (string | number)[],
  from: string,
  to: string,
  { workload }: Flow,
  context: CheckContext,
): void => {
  context.add(path, {
    code: 'missing-figure',
    message: `needed, since ${workload} sends data from ${from} to ${to} and no link between them states a price.`,
    fix: `State it (0 where nothing is billed), or pricePerGB on the link from ${from} to ${to}.`,
  });
};

/** What may flow from and to each location, with the first workload that makes it. */
const flowsByLocation = (problem: ShapedProblem): ReadonlyMap<string, Flow> => {
  const flows = new Map<string, Flow>();
  const note = (location: string, workload: string, up: boolean, down: boolean, bulk: boolean): void => {
    if (!up && !down && !bulk) return;
    const known = flows.get(location);
    flows.set(location, {
      workload: known?.workload ?? workload,
      up: up || known?.up === true,
      down: down || known?.down === true,
      bulk: bulk || known?.bulk === true,
    });
  };
  for (const workload of problem.workloads) {
    if (workload.kind === 'inference' || workload.kind === 'agent') {
      const { traffic } = workload;
      if (traffic === undefined) continue;
      for (const { location } of workload.origins) {
        note(location, workload.id, traffic.requestKB > 0, traffic.responseKB > 0, false);
      }
    } else {
      note(workload.dataLocation, workload.id, false, false, workload.dataGB > 0);
    }
  }
  return flows;
};
