import type { Decisions } from '../decisions/types.js';
import type { Problem } from '../problem/types.js';
import { makePolicy } from '../rules/policy.js';
import type { PointLoad } from './load.js';
import type { JurisdictionFlow } from './types.js';

const jurisdictionOfLocation = (problem: Problem, id: string): string =>
  problem.locations.find((one) => one.id === id)?.jurisdiction ?? id;

/** Data that leaves the jurisdiction it arises in, and the hard rules that speak of it. Standby holds data too. */
export const flowsOf = (decisions: Decisions, load: PointLoad): JurisdictionFlow[] => {
  const { problem } = decisions.candidates.demand;
  const policy = makePolicy(problem);
  return decisions.candidates.banks.flatMap((bank) =>
    load.placedAt(bank).flatMap(({ candidate, share }) => {
      const from = jurisdictionOfLocation(problem, candidate.stream.location);
      const to = bank.site.jurisdiction;
      if (from === to) return [];
      const gbPerYear = share * (candidate.trafficUpGBPerYear + candidate.trafficDownGBPerYear);
      return [
        {
          stream: candidate.stream.id,
          dataClasses: candidate.stream.workload.dataClasses,
          from,
          to,
          gbPerMonth: gbPerYear / 12,
          permittedBy: policy.hardRulesOf(candidate.stream).map((rule) => rule.id),
        },
      ];
    }),
  );
};
