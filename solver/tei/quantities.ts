import type { Candidates } from '../candidates/types.js';

/** What a workload serves in a year, whoever serves it. */
export interface Quantities {
  readonly requests: number;
  /** Input and output tokens. */
  readonly tokens: number;
  readonly agents: number;
  readonly unitHours: number;
}

/** Yearly quantities of a workload; its unit-hours are the plan's. */
export const quantitiesOf = (candidates: Candidates, workloadId: string, unitHours: number): Quantities => {
  let requests = 0;
  let tokens = 0;
  for (const stream of candidates.demand.streams) {
    if (stream.workload.id !== workloadId || stream.part !== 'inference') continue;
    requests += stream.requestsPerYear;
    tokens += stream.requestsPerYear * (stream.inputTokens.mean + stream.outputTokens.mean);
  }
  const workload = candidates.demand.problem.workloads.find((one) => one.id === workloadId);
  const origins = workload?.kind === 'agent' ? workload.origins : [];
  return { requests, tokens, agents: origins.reduce((sum, origin) => sum + origin.agents, 0), unitHours };
};
