import type { Issue } from '../problem/issue.js';
import type { Location, Problem, Site } from '../problem/types.js';
import { type Network, pricePerGBBetween } from '../sizing/path.js';

/**
 * Prices of a GB between locations and sites, and an issue for each place that sends data at a price nobody states.
 */
export class TrafficPrices {
  readonly issues: Issue[] = [];
  private readonly reported = new Set<string>();

  constructor(
    private readonly problem: Pick<Problem, 'locations' | 'sites'>,
    private readonly network: Network,
  ) {}

  /** Price of a GB from the location to the site; 0 where none is stated and none is needed. */
  up(location: Location, site: Site, isNeeded: boolean): number {
    return this.price(
      location,
      site,
      isNeeded,
      () => `/locations/${this.problem.locations.indexOf(location)}`,
    );
  }

  /** Price of a GB from the site to the location; 0 where none is stated and none is needed. */
  down(location: Location, site: Site, isNeeded: boolean): number {
    return this.price(site, location, isNeeded, () => `/sites/${this.problem.sites.indexOf(site)}`);
  }

  private price(
    sender: Location | Site,
    receiver: Location | Site,
    isNeeded: boolean,
    pointerOf: () => string,
  ): number {
    const price = pricePerGBBetween(this.network, sender, receiver);
    if (price !== undefined) return price;
    if (isNeeded) this.report(sender.id, receiver.id, `${pointerOf()}/egressPricePerGB`);
    return 0;
  }

  private report(sender: string, receiver: string, pointer: string): void {
    if (this.reported.has(pointer)) return;
    this.reported.add(pointer);
    this.issues.push({
      code: 'missing-figure',
      pointer,
      message: `Data is sent from "${sender}" to "${receiver}" and nobody states what a GB of it costs.`,
      unit: 'money/GB',
      allowed: 'at least 0',
      fix: `State egressPricePerGB of "${sender}", or pricePerGB of a link from it to "${receiver}".`,
    });
  }
}
