import type { Plan } from '../plan/types.js';
import type { Problem } from '../problem/types.js';
import type { MapFlow, MapPlace, MapSite, PlanFacts } from './types.js';

/** Sites, places of demand and what runs between them, as far as the problem states where they are. */
export const mapOf = (problem: Problem, plan: Plan): PlanFacts['map'] => {
  const unplaced: string[] = [];
  const planSites = new Map(plan.sites.map((one) => [one.site, one]));
  const sites = problem.sites.flatMap(({ id, latDeg, lonDeg }): MapSite[] => {
    const { isOpen = false, presentWorth = 0 } = planSites.get(id) ?? {};
    if (latDeg === undefined || lonDeg === undefined) {
      if (isOpen) unplaced.push(id);
      return [];
    }
    return [{ site: id, latDeg, lonDeg, isOpen, presentWorth }];
  });
  const used = new Set(plan.placements.map((one) => one.location));
  const places = problem.locations.flatMap(({ id, latDeg, lonDeg }): MapPlace[] => {
    if (!used.has(id)) return [];
    if (latDeg === undefined || lonDeg === undefined) {
      unplaced.push(id);
      return [];
    }
    return [{ location: id, latDeg, lonDeg }];
  });
  const flows = new Map<string, MapFlow>();
  for (const { location, site } of plan.placements) {
    const key = JSON.stringify([location, site]);
    flows.set(key, { location, site, streams: (flows.get(key)?.streams ?? 0) + 1 });
  }
  const shown = (flow: MapFlow): boolean =>
    sites.some((one) => one.site === flow.site) && places.some((one) => one.location === flow.location);
  return { sites, places, flows: [...flows.values()].filter(shown), unplaced };
};
