import { compile } from '../compile/compile.js';
import { candidatesOf, type Prepared } from '../compile/prepare.js';
import { withoutWorkloads } from '../problem/restrict.js';
import type { Finding, SolveOptions } from '../result.js';
import { fewDomains } from './few-domains.js';
import { noCandidateFindings, orphanStreams, waiveWhatOneChangeLifts } from './no-candidate.js';
import { shortageFindings } from './shortage.js';

/**
 * Why a problem has no plan: streams that nothing can serve, with the one change that would give each a place; then
 * what is short for the others, by how much and when. Every cause is looked for, not only the first.
 */
export const explainInfeasible = async (prepared: Prepared, options: SolveOptions): Promise<Finding[]> => {
  const orphans = orphanStreams(prepared.candidates);
  const findings =
    orphans.length === 0
      ? []
      : noCandidateFindings(prepared.candidates, candidatesOf(prepared.problem, waiveWhatOneChangeLifts));
  const few = fewDomains(prepared.candidates);
  findings.push(...few.map(({ finding }) => finding));
  const hopeless = [...orphans, ...few.map(({ stream }) => stream)];
  const left = withoutWorkloads(prepared.problem, new Set(hopeless.map((stream) => stream.workload.id)));
  if (left.workloads.length === 0) return findings;
  const compiled = hopeless.length === 0 ? prepared.compiled : compile(candidatesOf(left));
  return [...findings, ...(await shortageFindings(compiled, options))];
};
