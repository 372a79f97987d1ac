import type { Bound, StopReason } from '../outcome.js';
import { isProvenGap } from '../program/proof.js';
import { HIGHS_STATUS } from './highs-package.js';
import type { Settled } from './settle.js';

/** What is known when HiGHS has ended. */
export interface HighsEnd {
  readonly status: number;
  readonly integers: boolean;
  readonly cancelled: boolean;
  /** Distance of point and bound that counts as a proof; absent: as the money of a plan has it. */
  readonly absoluteGap: number | undefined;
  /** Its point, where it has one that passed the check. */
  readonly settled: Settled | undefined;
  readonly bound: Bound | undefined;
}

/**
 * Why HiGHS ended. Its "optimal" also means "gap reached", and is nothing without a point that passed: one that was rounded
 * may have come away from the bound.
 */
export const highsStop = (end: HighsEnd): StopReason => {
  switch (end.status) {
    case HIGHS_STATUS.optimal: {
      if (end.settled === undefined) return 'engine-failure';
      if (!end.integers) return 'proven';
      return end.bound !== undefined && isProvenGap(end.settled.objective, end.bound.value, end.absoluteGap)
        ? 'proven'
        : 'gap';
    }
    case HIGHS_STATUS.infeasible:
    // All column bounds are finite, so of the two only infeasible can be meant.
    case HIGHS_STATUS.unboundedOrInfeasible:
      return 'infeasible';
    case HIGHS_STATUS.unbounded:
      return 'unbounded';
    case HIGHS_STATUS.timeLimit:
      return 'time-limit';
    case HIGHS_STATUS.solutionLimit:
    case HIGHS_STATUS.iterationLimit:
      return 'work-limit';
    case HIGHS_STATUS.interrupted:
      return end.cancelled ? 'cancelled' : 'time-limit';
    default:
      return 'engine-failure';
  }
};
