import type { ShapedProblem } from '../schema/problem.js';
import type { CheckContext } from './context.js';

/** Where carbon is priced or limited, every placement that emits states what its carbon is computed from. */
export const checkCarbon = (problem: ShapedProblem, context: CheckContext): void => {
  const isLimited = problem.limits.carbonTonnesPerYear !== undefined;
  const isPriced = (problem.objective.carbonPricePerTonne ?? 0) > 0;
  if (!isLimited && !isPriced) return;
  const why = isLimited ? 'carbonTonnesPerYear limits carbon' : 'carbonPricePerTonne prices carbon';
  const watts = new Map(problem.silicon.map(({ id, maxWatts }) => [id, maxWatts]));
  const emitting = new Set<string>();
  problem.offers.forEach((offer, index) => {
    if (offer.terms !== 'token') {
      if ((watts.get(offer.silicon) ?? 0) > 0) emitting.add(offer.site);
    } else if (offer.wattHoursPerMillionTokens === undefined) {
      context.add(['offers', index, 'wattHoursPerMillionTokens'], {
        code: 'missing-figure',
        message: `needed, since ${why} and tokens of unknown energy would count as none.`,
        fix: 'State it; 0 leaves the carbon of this endpoint out knowingly.',
      });
    } else if (offer.wattHoursPerMillionTokens > 0) {
      emitting.add(offer.site);
    }
  });
  problem.sites.forEach((site, index) => {
    if (!emitting.has(site.id) || site.gridCarbonGramsPerKwh !== undefined) return;
    context.add(['sites', index, 'gridCarbonGramsPerKwh'], {
      code: 'missing-figure',
      message: `needed, since ${why}.`,
      fix: "State the average carbon intensity of the site's grid.",
    });
  });
};
