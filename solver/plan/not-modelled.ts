import { renewalOf } from '../problem/contract.js';
import type { Problem } from '../problem/types.js';

/** What a plan leaves out, so that nobody reads it into the figures. */
export const notModelled = (problem: Problem): string[] => {
  const offers = problem.offers;
  const whenever = (isSo: boolean, text: string): string[] => (isSo ? [text] : []);
  return [
    problem.tax === undefined
      ? 'taxes, depreciation and financing; every year is the reference year, only prices escalate'
      : 'financing, losses carried forward, and tax in the choice of the plan, which is made before tax; every year is the reference year, only prices escalate',
    'queueing inside an hour: load is the mean of the hour, headroom is the target utilisation',
    'failures of single units; standby covers the loss of a failure domain only where a workload asks for it',
    'public holidays in tariffs; taxes and levies not in the stated prices',
    ...whenever(
      offers.some(
        (one) => 'unitsExisting' in one && one.unitsExisting > 0 && renewalOf(one)?.kind !== 'replaced',
      ),
      'replacement and resale of units that already exist',
    ),
    ...whenever(
      problem.workloads.some((one) => one.kind === 'agent'),
      'traffic between agents, and between runtime and inference of an agent',
    ),
    ...whenever(
      problem.workloads.some((one) => one.kind === 'training' || one.kind === 'fine-tuning'),
      'memory and interconnect limits of training runs beyond the gang size',
    ),
    ...whenever(
      offers.some((one) => one.terms === 'token' && one.wattHoursPerMillionTokens === undefined),
      'energy and carbon behind token endpoints that state no watt-hours',
    ),
    ...whenever(
      problem.sites.some((one) => one.gridCarbonGramsPerKwh === undefined),
      'carbon at sites that state no grid intensity',
    ),
    ...whenever(
      offers.some((one) => 'unitsMax' in one && one.terms !== 'owned' && one.unitsMax === undefined),
      'limits of supply where an offer states no most units: as many as everything would need',
    ),
  ];
};
