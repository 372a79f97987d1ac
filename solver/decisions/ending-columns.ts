import { isRunningOff, unavailable } from '../candidates/availability.js';
import type { Candidates } from '../candidates/types.js';
import type { ProgramBuilder } from '../program/builder.js';
import type { EndingDecision } from './types.js';

/** One whole-number column for each contract in force whose committed units may be given up at the start. */
export const endingColumns = (candidates: Candidates, builder: ProgramBuilder): EndingDecision[] => {
  const { offers, horizon } = candidates.demand.problem;
  return offers.flatMap((offer): EndingDecision[] => {
    if (offer.terms !== 'lease' && offer.terms !== 'reserved') return [];
    const { terminationCostPerUnit, noticeMonths, unitsCommitted } = offer;
    if (terminationCostPerUnit === undefined || noticeMonths === undefined || unitsCommitted === 0) return [];
    if (unavailable(offer, horizon) !== undefined && !isRunningOff(offer, horizon)) return [];
    const column = builder.addColumn({
      name: `ended ${offer.id}`,
      lower: 0,
      upper: unitsCommitted,
      integer: true,
    });
    return [{ offer, terminationCostPerUnit, noticeMonths, column }];
  });
};
