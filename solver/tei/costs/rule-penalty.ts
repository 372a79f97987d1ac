import { pairSubject, yearFractionOf } from '../../decisions/subject.js';
import { InternalError } from '../../outcome.js';
import type { CostComponent, CostTerm } from './contract.js';
import { asShadow, convertedFrom, costTerm, eachPlace, YEARLY } from './terms.js';

/**
 * Placements against a soft rule:
 *
 *   penaltyPerYear x place, for each soft rule the pair breaks; each copy counts
 *
 * a dispatch block by its part of the year's demand; money a year, not escalated; a shadow cost: it steers the plan and nobody pays it. Source: formulation.md, section 7.
 *
 * @example
 * // a penalty of 10,000 and a quarter of a stream against the rule: 2,500 a year
 */
export const rulePenalty: CostComponent = {
  id: 'rulePenalty',
  nature: asShadow,
  terms: (decisions) => {
    const rules = new Map(decisions.candidates.demand.problem.rules.map((rule) => [rule.id, rule]));
    const terms: CostTerm[] = [];
    eachPlace(decisions, (candidate, column) => {
      for (const id of candidate.brokenSoftRules) {
        const rule = rules.get(id);
        const penalty = rule?.penaltyPerYear;
        if (!rule || penalty === undefined)
          throw new InternalError(`rule ${id} is not a soft rule of the problem`);
        if (penalty === 0) continue;
        const subject = pairSubject(candidate, id);
        const amount = penalty * yearFractionOf(candidate);
        terms.push(costTerm(column, amount, YEARLY, subject, convertedFrom(decisions, rule.currency)));
      }
    });
    return terms;
  },
};
