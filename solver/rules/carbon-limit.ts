import { carbonTerms } from '../decisions/carbon.js';
import { InternalError } from '../outcome.js';
import { above, type Constraint } from './contract.js';

/** Operational carbon a year, location-based: sum of kg over units and placements <= limit. */
export const carbonLimit: Constraint = {
  id: 'carbon',
  rows(decisions, sink) {
    const tonnes = decisions.candidates.demand.problem.limits.carbonTonnesPerYear;
    if (tonnes === undefined) return;
    const terms = carbonTerms(decisions).map((term) => ({
      column: term.column,
      coefficient: term.kgPerYear,
    }));
    sink.addRow('carbon', terms, Number.NEGATIVE_INFINITY, tonnes * 1000);
  },
  violations: (reading) => {
    const tonnes = reading.candidates.demand.problem.limits.carbonTonnesPerYear;
    if (tonnes === undefined) return [];
    const kg = reading.plan.sites.reduce((sum, site) => {
      if (site.carbonKgPerYear === null && site.isOpen)
        throw new InternalError(`site ${site.site} has no carbon figure, which a limit needs`);
      return sum + (site.carbonKgPerYear ?? 0);
    }, 0);
    return above('carbon', 'operational carbon a year', kg / 1000, tonnes, 'tCO2eq');
  },
};
