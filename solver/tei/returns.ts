import type { Candidates } from '../candidates/types.js';
import { groupBy } from '../collections.js';
import type { Workload } from '../problem/types.js';
import { MONTHS_PER_YEAR } from '../units.js';
import { type Quantities, quantitiesOf } from './quantities.js';
import type { UnitEconomics } from './unit-costs.js';

/** Value a planner gives against attributed cost; equivalent yearly amounts. */
export interface Return {
  /** `request`, `workflow` (one run of it) or `agent-month`; null where workloads of several forms are added up. */
  readonly per: 'request' | 'workflow' | 'agent-month' | null;
  readonly quantityPerYear: number | null;
  readonly valuePerYear: number;
  readonly costPerYear: number;
  /** value - cost. */
  readonly netPerYear: number;
  /** (value - cost) / cost; null where nothing is paid. */
  readonly returnFraction: number | null;
  /** As the planner states it; null where not stated. In no cost and no value. */
  readonly energySavedKwhPerYear: number | null;
  /** At the meter; null where not known. */
  readonly energyUsedKwhPerYear: number | null;
}

export interface WorkloadReturn extends Return {
  readonly workload: string;
}

export interface WorkflowReturn extends Return {
  readonly workflow: string;
  readonly workloads: readonly string[];
  /** Workloads of the workflow whose value is not stated; their cost counts. */
  readonly withoutValue: readonly string[];
}

export interface Returns {
  /** Workloads with a value or a saved energy, in the problem's order. */
  readonly workloads: readonly WorkloadReturn[];
  /** Workflows that are named and of which a value or a saved energy is stated, by first mention. */
  readonly workflows: readonly WorkflowReturn[];
}

interface Worth {
  readonly per: NonNullable<Return['per']>;
  readonly quantityPerYear: number;
  readonly valuePerYear: number;
}

const worthOf = (workload: Workload, { requests, agents }: Quantities): Worth | undefined => {
  if (workload.kind !== 'inference' && workload.kind !== 'agent') return undefined;
  if (workload.valuePerRequest !== undefined)
    return { per: 'request', quantityPerYear: requests, valuePerYear: requests * workload.valuePerRequest };
  if (workload.valuePerWorkflow !== undefined && workload.requestsPerWorkflow !== undefined) {
    const runs = requests / workload.requestsPerWorkflow;
    return { per: 'workflow', quantityPerYear: runs, valuePerYear: runs * workload.valuePerWorkflow };
  }
  if (workload.kind !== 'agent' || workload.valuePerAgentMonth === undefined) return undefined;
  const months = agents * MONTHS_PER_YEAR;
  return { per: 'agent-month', quantityPerYear: months, valuePerYear: months * workload.valuePerAgentMonth };
};

const against = (valuePerYear: number, costPerYear: number) => ({
  valuePerYear,
  costPerYear,
  netPerYear: valuePerYear - costPerYear,
  returnFraction: costPerYear > 0 ? (valuePerYear - costPerYear) / costPerYear : null,
});

const added = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0);

/**
 * Return of the workloads and workflows a planner states a value for: ROI = (value - cost) / cost (the source, section 3),
 * value a year over the equivalent yearly cash attributed to the workload. The value is the same in every year, so the
 * ratio is that of the present worths.
 *
 * @example
 * // 200 agents worth 150 a month: 360,000 a year; cost 240,000 a year: returnFraction 0.5
 */
export const returnsOf = (candidates: Candidates, economics: Pick<UnitEconomics, 'workloads'>): Returns => {
  const costs = new Map(economics.workloads.map((row) => [row.workload, row]));
  const quantities = quantitiesOf(candidates);
  const rows = candidates.demand.problem.workloads.map((workload) => {
    const cost = costs.get(workload.id);
    return {
      workload,
      worth: worthOf(workload, quantities(workload.id, 0)),
      costPerYear: cost?.equivalentYearlyCash ?? 0,
      energySavedKwhPerYear: workload.energySavedKwhPerYear ?? null,
      energyUsedKwhPerYear: cost?.footprint.energyKwh ?? null,
    };
  });
  const workloads = rows.flatMap(({ workload, worth, costPerYear, ...energy }): WorkloadReturn[] => {
    if (!worth && energy.energySavedKwhPerYear === null) return [];
    const { per = null, quantityPerYear = null } = worth ?? {};
    return [
      {
        workload: workload.id,
        per,
        quantityPerYear,
        ...against(worth?.valuePerYear ?? 0, costPerYear),
        ...energy,
      },
    ];
  });
  const named = groupBy(
    rows.filter(({ workload }) => workload.workflow !== undefined),
    ({ workload }) => workload.workflow ?? '',
  );
  const workflows = [...named].flatMap(([workflow, own]): WorkflowReturn[] => {
    const saved = own.flatMap(({ energySavedKwhPerYear }) => energySavedKwhPerYear ?? []);
    if (saved.length === 0 && own.every(({ worth }) => worth === undefined)) return [];
    const [only, ...others] = own.flatMap(({ worth }) => worth ?? []);
    const isOne = only !== undefined && others.length === 0;
    return [
      {
        workflow,
        workloads: own.map(({ workload }) => workload.id),
        withoutValue: own.flatMap(({ workload, worth }) => (worth ? [] : [workload.id])),
        per: isOne ? only.per : null,
        quantityPerYear: isOne ? only.quantityPerYear : null,
        ...against(
          own.reduce((sum, { worth }) => sum + (worth?.valuePerYear ?? 0), 0),
          own.reduce((sum, { costPerYear }) => sum + costPerYear, 0),
        ),
        energySavedKwhPerYear: saved.length === 0 ? null : saved.reduce((sum, one) => sum + one, 0),
        energyUsedKwhPerYear: added(own.map(({ energyUsedKwhPerYear }) => energyUsedKwhPerYear)),
      },
    ];
  });
  return { workloads, workflows };
};
