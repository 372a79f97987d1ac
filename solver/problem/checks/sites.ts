import type { ShapedProblem } from '../schema/problem.js';
import type { CheckContext } from './context.js';
import { isHeld, isMetered } from './offers.js';

/** Sites against the offers that stand there: power caps, tariffs, rack units. */
export const checkSites = (problem: ShapedProblem, context: CheckContext): void => {
  const silicon = new Map(problem.silicon.map((entry, index) => [entry.id, { entry, index }]));
  const sites = new Map(problem.sites.map((entry, index) => [entry.id, { entry, index }]));
  const firstMetered = new Map<string, string>();
  for (const offer of problem.offers) {
    const site = sites.get(offer.site);
    if (site === undefined || !isHeld(offer)) continue;
    const chip = silicon.get(offer.silicon);
    if (isMetered(offer) && chip !== undefined && chip.entry.maxWatts > 0 && !firstMetered.has(offer.site)) {
      firstMetered.set(offer.site, offer.id);
    }
    if (
      site.entry.rackUnits !== undefined &&
      chip !== undefined &&
      chip.entry.rackUnitsPerUnit === undefined
    ) {
      context.add(['silicon', chip.index, 'rackUnitsPerUnit'], {
        code: 'missing-figure',
        message: `needed, since the site ${site.entry.id} states rackUnits and ${offer.id} offers it there.`,
        fix: 'State the rack units of one unit with its share of the server.',
      });
    }
  }
  for (const [id, offer] of firstMetered) {
    const site = sites.get(id);
    if (site === undefined) continue;
    const { entry, index } = site;
    if (entry.tariff === undefined) {
      context.add(['sites', index, 'tariff'], {
        code: 'missing-field',
        message: `needed, since the electricity of ${offer} is paid at the meter of this site.`,
        fix: 'Name a tariff.',
      });
    }
    const isUnlimited = typeof entry.meterCapKw !== 'number' && typeof entry.itCapKw !== 'number';
    if (isUnlimited && (entry.meterCapKw === null || entry.itCapKw === null)) {
      context.add(['sites', index, entry.meterCapKw === null ? 'meterCapKw' : 'itCapKw'], {
        code: 'inconsistent',
        message: `null says that power is not your limit, but the electricity of ${offer} is paid at the meter here.`,
        allowed: 'a number of kW in meterCapKw or itCapKw',
        fix: 'State the most power the site can draw.',
      });
    }
  }
};
