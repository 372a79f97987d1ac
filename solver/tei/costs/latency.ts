import { pairSubject, yearFractionOf } from '../../decisions/subject.js';
import type { CostComponent, CostTerm } from './contract.js';
import { asShadow, convertedFrom, costTerm, eachPlace, YEARLY } from './terms.js';

/**
 * The planner's value of a millisecond:
 *
 *   latencyCostPerMsYear x origin share x (rtt + jitter) x place, inference and training; each copy counts
 *
 * money a year, not escalated; a shadow cost. A dispatch block counts by its part of the year's demand. Runtime of agents has none: its inference carries it.
 * Source: formulation.md, section 7.
 *
 * @example
 * // 1,000 a ms and year, an origin of 40 %, 12 ms with jitter, whole stream: 1,000 x 0.4 x 12 = 4,800 a year
 */
export const latency: CostComponent = {
  id: 'latency',
  nature: asShadow,
  terms: (decisions) => {
    const terms: CostTerm[] = [];
    eachPlace(decisions, (candidate, column) => {
      const { stream, path } = candidate;
      const { latencyCostPerMsYear, currency } = stream.workload;
      if (latencyCostPerMsYear === 0 || stream.part === 'runtime') return;
      const demand = stream.originShareFraction * yearFractionOf(candidate);
      const amount = latencyCostPerMsYear * demand * (path.rttMs + path.jitterMs);
      if (amount === 0) return;
      const from = convertedFrom(decisions, currency);
      terms.push(costTerm(column, amount, YEARLY, pairSubject(candidate), from));
    });
    return terms;
  },
};
