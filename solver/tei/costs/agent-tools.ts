import { MONTHS_PER_YEAR } from '../../units.js';
import type { CostComponent } from './contract.js';
import { asCash } from './terms.js';
import { workloadTerms } from './workload-costs.js';

/**
 * Licences and tools of agents:
 *
 *   agents of all origins x toolsCostPerAgentMonth x 12
 *
 * money a year, with the workload's escalation; a constant. Source: formulation.md, section 7.
 *
 * @example
 * // 200 agents at 15 a month: 200 x 15 x 12 = 36,000 a year
 */
export const agentTools: CostComponent = {
  id: 'agentTools',
  nature: asCash,
  terms: (decisions) =>
    workloadTerms(decisions, (workload) => {
      if (workload.kind !== 'agent') return [];
      const agents = workload.origins.reduce((sum, origin) => sum + origin.agents, 0);
      return [{ perYear: agents * workload.toolsCostPerAgentMonth * MONTHS_PER_YEAR }];
    }),
};
