import type { CostComponent } from './contract.js';
import { asCash, convertedFrom, costTerm, yearly } from './terms.js';

/**
 * People who come in whole numbers with what stands at a site:
 *
 *   yearlyCostPerPerson x persons, persons >= units in use / unitsPerPerson, or IT kW / itKwPerPerson
 *
 * money a year, with the line's escalation. Source: formulation.md, sections 7 and 7.6.
 *
 * @example
 * // one person for 200 units, 60,000 a year: 201 units need two, 120,000 a year
 */
export const staff: CostComponent = {
  id: 'staff',
  nature: asCash,
  terms: (decisions) =>
    decisions.staff.map(({ line, site, column }) =>
      costTerm(
        column,
        line.yearlyCostPerPerson,
        yearly(line.escalationFraction),
        { site: site.id, item: line.name },
        convertedFrom(decisions, line.currency),
      ),
    ),
};
