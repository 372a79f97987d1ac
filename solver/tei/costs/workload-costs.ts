import type { Decisions } from '../../decisions/types.js';
import type { Workload } from '../../problem/types.js';
import type { CostTerm } from './contract.js';
import { convertedFrom, costTerm, yearly } from './terms.js';

/** Yearly amounts of each workload that are paid wherever it runs; on the column fixed at 1. */
export const workloadTerms = (
  decisions: Decisions,
  amountsOf: (workload: Workload) => readonly { readonly item?: string; readonly perYear: number }[],
): CostTerm[] =>
  decisions.candidates.demand.problem.workloads.flatMap((workload) =>
    amountsOf(workload).flatMap(({ item, perYear }) => {
      if (perYear === 0) return [];
      const timing = yearly(workload.escalationFraction);
      const subject = { workload: workload.id, ...(item === undefined ? {} : { item }) };
      const from = convertedFrom(decisions, workload.currency);
      return [costTerm(decisions.oneColumn, perYear, timing, subject, from)];
    }),
  );
