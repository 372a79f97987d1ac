import type { Candidates } from '../candidates/types.js';
import { groupBy } from '../collections.js';
import { itKwhPerYear } from '../decisions/carbon.js';
import { idleKwPerUnit } from '../decisions/power.js';
import type { Plan } from '../plan/types.js';
import type { Problem } from '../problem/types.js';
import { addFootprints, type Footprint, NOTHING, scaled } from './footprint-figures.js';
import { Meter, type NotStated } from './footprint-meter.js';
import { heldByWorkload, rentedUnitsOf, shareOut, type Use, usesOf } from './use.js';

export { addFootprints, type Footprint, type FootprintFigure } from './footprint-figures.js';
export type { NotStated } from './footprint-meter.js';

/** Footprint of a workload at a site. */
export interface FootprintCell {
  readonly workload: string;
  readonly site: string;
  readonly footprint: Footprint;
  /** Without token endpoints, which have no unit-hours. */
  readonly ofUnits: Footprint;
}

export interface AttributedFootprint {
  /** In the order of workloads, then sites. */
  readonly cells: readonly FootprintCell[];
  readonly notStated: readonly NotStated[];
}

/** Footprints by workload and site while they are shared out. */
class Parts {
  readonly #of = new Map<string, Map<string, { all: Footprint[]; units: Footprint[] }>>();

  give(workload: string, site: string, footprint: Footprint, isUnit: boolean): void {
    const own = this.#of.get(workload) ?? new Map<string, { all: Footprint[]; units: Footprint[] }>();
    this.#of.set(workload, own);
    const cell = own.get(site) ?? { all: [], units: [] };
    own.set(site, cell);
    cell.all.push(footprint);
    if (isUnit) cell.units.push(footprint);
  }

  /** kWh by workload at a site, or over all sites. */
  energy(site?: string): Map<string, number> {
    const sums = new Map<string, number>();
    for (const [workload, own] of this.#of) {
      let sum = 0;
      for (const [at, { all }] of own)
        if (site === undefined || at === site) sum += all.reduce((kwh, one) => kwh + (one.energyKwh ?? 0), 0);
      sums.set(workload, sum);
    }
    return sums;
  }

  cells({ workloads, sites }: Problem): FootprintCell[] {
    const order = new Map(sites.map((site, index) => [site.id, index]));
    const rank = ([site]: readonly [string, unknown]): number => order.get(site) ?? 0;
    return workloads.flatMap(({ id: workload }) =>
      [...(this.#of.get(workload) ?? [])]
        .sort((a, b) => rank(a) - rank(b))
        .map(([site, { all, units }]) => ({
          workload,
          site,
          footprint: addFootprints(all),
          ofUnits: addFootprints(units),
        })),
    );
  }
}

/** Footprint of a placement itself: what follows the load, and rented units. */
const ofUse = (meter: Meter, use: Use, hourCount: number): Footprint => {
  const { bank } = use.candidate;
  const { shareFraction } = use.placement;
  const itKwh = itKwhPerYear(use.candidate);
  if (bank.kind === 'token') {
    if (shareFraction === 0) return NOTHING;
    return itKwh === null
      ? meter.unknown(bank.id)
      : meter.endpoint(bank.id, meter.of(bank.site, itKwh * shareFraction, 0));
  }
  if (bank.kind === 'held') return meter.of(bank.site, (itKwh ?? 0) * shareFraction, 0);
  const unitYears = rentedUnitsOf(use, hourCount);
  return meter.of(
    bank.site,
    (itKwh ?? 0) * shareFraction,
    meter.embodied(bank.silicon, bank.silicon.lifeYears, unitYears),
  );
};

/**
 * Energy, carbon and water of a plan, shared out to workloads and sites (formulation.md, section 9):
 *
 * 1. what follows a placement (dynamic energy, rented units, endpoints): to its workload;
 * 2. idle energy and making of held units: over the bank's workloads by unit-hours held, standby included;
 * 3. units nobody uses: in proportion to the energy attributed at the site; with none there, over the whole plan; with none
 *    at all, equally.
 *
 * The cells of a site add up to its energy and carbon in the plan.
 */
export const attributeFootprint = (
  candidates: Candidates,
  plan: Pick<Plan, 'placements' | 'units'>,
): AttributedFootprint => {
  const { problem, calendar } = candidates.demand;
  const meter = new Meter();
  const parts = new Parts();
  const give = parts.give.bind(parts);
  const uses = usesOf(candidates, plan.placements);
  const usesOfBank = groupBy(uses, (use) => use.bank);
  for (const use of uses)
    give(use.workload, use.site, ofUse(meter, use, calendar.hourCount), use.candidate.bank.kind !== 'token');
  const siteOf = new Map(problem.sites.map((site) => [site.id, site]));
  const siliconOf = new Map(problem.silicon.map((silicon) => [silicon.id, silicon]));
  const offerOf = new Map(problem.offers.map((offer) => [offer.id, offer]));
  const unused: { site: string; footprint: Footprint }[] = [];
  for (const row of plan.units) {
    const [site, silicon, offer] = [siteOf.get(row.site), siliconOf.get(row.silicon), offerOf.get(row.offer)];
    if (!site || !silicon || !offer) continue;
    const units = row.unitsKept + row.unitsFurther;
    const life = offer.terms === 'purchase' ? offer.lifeYears : silicon.lifeYears;
    const idleKwh = idleKwPerUnit(silicon) * units * calendar.hourCount;
    const footprint = meter.of(site, idleKwh, meter.embodied(silicon, life, units));
    const shared = shareOut(1, heldByWorkload(usesOfBank.get(row.bank) ?? []), (workload, fraction) =>
      give(workload, row.site, scaled(footprint, fraction), true),
    );
    if (!shared) unused.push({ site: row.site, footprint });
  }
  const weightsAt = new Map(
    [...new Set(unused.map(({ site }) => site))].map((site) => [site, parts.energy(site)]),
  );
  const weightsOfAll = parts.energy();
  const equally = new Map(problem.workloads.map((workload) => [workload.id, 1]));
  unused.forEach(({ site, footprint }) => {
    const giveUnused = (workload: string, fraction: number) =>
      give(workload, site, scaled(footprint, fraction), true);
    for (const weights of [weightsAt.get(site) ?? new Map<string, number>(), weightsOfAll, equally])
      if (shareOut(1, weights, giveUnused)) return;
  });
  return { cells: parts.cells(problem), notStated: meter.notStated };
};
