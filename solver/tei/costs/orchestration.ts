import type { CostComponent } from './contract.js';
import { asCash } from './terms.js';
import { workloadTerms } from './workload-costs.js';

/**
 * Orchestration and operations of a workload, wherever it runs:
 *
 *   orchestrationCostPerYear
 *
 * money a year, with the workload's escalation; a constant. Source: formulation.md, section 7.
 *
 * @example
 * // 50,000 a year over 3 years at 0 %: 150,000
 */
export const orchestration: CostComponent = {
  id: 'orchestration',
  nature: asCash,
  terms: (decisions) =>
    workloadTerms(decisions, (workload) => [{ perYear: workload.orchestrationCostPerYear }]),
};
