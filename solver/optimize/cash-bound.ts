import type { Prepared } from '../compile/prepare.js';
import type { Engine } from '../engines/contract.js';
import { linearBound } from '../search/linear-bound.js';
import { withoutNames } from '../search/sent-source.js';
import type { Clock } from './clock.js';
import type { Placed } from './place.js';

/**
 * Least present-worth cash of any plan. Without shadow costs this is the bound itself. With them a bound on
 * cash + shadow says nothing of cash, so the linear relaxation is solved for cash alone and bounded safely.
 */
export const cashBoundOf = async (
  prepared: Prepared,
  { search, plan }: Placed,
  linear: Engine,
  clock: Clock,
): Promise<number> => {
  const { compiled } = prepared;
  if (compiled.shadowCost.every((amount) => amount === 0)) return plan.bound.value;
  if (search.secondBound !== undefined) return Math.min(search.secondBound, plan.bill.cashPresentWorth);
  const cost = new Float64Array(search.program.columnCount);
  cost.set(compiled.cashCost.subarray(0, cost.length));
  const program = { ...withoutNames(search.program), cost };
  const bound = await linearBound(program, linear, () => clock.leftMs());
  return Math.min(bound, plan.bill.cashPresentWorth);
};
