import type { CostComponent } from './contract.js';
import { asCash } from './terms.js';
import { workloadTerms } from './workload-costs.js';

/**
 * People's work on training and fine-tuning runs:
 *
 *   runsPerYear x (dataPreparationCostPerRun + engineeringCostPerRun)
 *
 * money a year, with the workload's escalation; a constant. Source: formulation.md, section 7; the seed's major cycle
 * of 10-15 million over 7.2 million of raw compute.
 *
 * @example
 * // 2 runs a year with 1,000,000 of data preparation and 500,000 of engineering each: 3,000,000 a year
 */
export const trainingWork: CostComponent = {
  id: 'trainingWork',
  nature: asCash,
  terms: (decisions) =>
    workloadTerms(decisions, (workload) => {
      if (workload.kind !== 'training' && workload.kind !== 'fine-tuning') return [];
      const { runsPerYear, dataPreparationCostPerRun, engineeringCostPerRun } = workload;
      return [
        { item: 'data preparation', perYear: runsPerYear * dataPreparationCostPerRun },
        { item: 'engineering', perYear: runsPerYear * engineeringCostPerRun },
      ];
    }),
};
