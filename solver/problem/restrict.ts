import type { Problem, WorkloadSelector } from './types.js';

const without = (selector: WorkloadSelector, left: ReadonlySet<string>): WorkloadSelector =>
  selector.workloads ? { ...selector, workloads: selector.workloads.filter((id) => left.has(id)) } : selector;

/** The same problem without some workloads, and without everything that names them. */
export const withoutWorkloads = (problem: Problem, gone: ReadonlySet<string>): Problem => {
  if (gone.size === 0) return problem;
  const workloads = problem.workloads.filter((workload) => !gone.has(workload.id));
  const left = new Set(workloads.map((workload) => workload.id));
  return {
    ...problem,
    workloads,
    quotes: problem.quotes.filter((quote) => left.has(quote.workload)),
    pins: problem.pins.filter((pin) => left.has(pin.workload)),
    affinities: problem.affinities.filter((affinity) => affinity.workloads.every((id) => left.has(id))),
    otherCosts: problem.otherCosts.filter((cost) => cost.workload === undefined || left.has(cost.workload)),
    rules: problem.rules.map((rule) => ({ ...rule, selector: without(rule.selector, left) })),
    bans: problem.bans.map((ban) => ({ ...ban, selector: without(ban.selector, left) })),
  };
};
