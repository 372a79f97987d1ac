import { InternalError } from '../outcome.js';
import type { Stream } from '../sizing/types.js';

/**
 * Part of the year's work that a cell of deferred work computes at a whole share: its hours over the hours a year's runs take
 * with the most units.
 *
 * @example
 * // 365 runs of 2 hours on 8 units; one hour of each day: 365 / 730 = 0.5
 */
export const workFractionOf = ({ workload, block, id }: Stream, runHours: number): number => {
  if ((workload.kind !== 'training' && workload.kind !== 'fine-tuning') || !block?.deferred) {
    throw new InternalError(`${id} is not deferred work`);
  }
  return block.hourCount / (workload.runsPerYear * runHours);
};
