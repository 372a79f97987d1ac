import type { Candidates } from '../candidates/types.js';

/** What a workload serves in a year, whoever serves it. */
export interface Quantities {
  readonly requests: number;
  /** Input and output tokens. */
  readonly tokens: number;
  readonly agents: number;
  readonly unitHours: number;
}

type Served = Omit<Quantities, 'unitHours'>;
const NOTHING: Served = { requests: 0, tokens: 0, agents: 0 };

/** Yearly quantities by workload, from one pass over the streams; unit-hours are the plan's. */
export const quantitiesOf = ({
  demand,
}: Candidates): ((workload: string, unitHours: number) => Quantities) => {
  const known = new Map<string, Served>();
  for (const workload of demand.problem.workloads) {
    const origins = workload.kind === 'agent' ? workload.origins : [];
    known.set(workload.id, { ...NOTHING, agents: origins.reduce((sum, origin) => sum + origin.agents, 0) });
  }
  for (const { workload, part, requestsPerYear, inputTokens, outputTokens } of demand.streams) {
    if (part !== 'inference') continue;
    const before = known.get(workload.id) ?? NOTHING;
    known.set(workload.id, {
      ...before,
      requests: before.requests + requestsPerYear,
      tokens: before.tokens + requestsPerYear * (inputTokens.mean + outputTokens.mean),
    });
  }
  return (workload, unitHours) => ({ ...(known.get(workload) ?? NOTHING), unitHours });
};
