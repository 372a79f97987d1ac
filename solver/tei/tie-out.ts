import type { Bill, TieOut } from '../plan/types.js';
import { moneyTolerance } from '../program/proof.js';
import type { UnitEconomics } from './unit-costs.js';

const sum = (figures: readonly number[]): number => figures.reduce((total, one) => total + one, 0);

/**
 * Present-worth cash added up in several ways that must agree: by line, by workload, by site (and what is at none), by year,
 * and whatever other division of the total is handed in.
 *
 * @example
 * tieOut(plan.bill, unitCosts(candidates, plan), [{ way: 'levers', total }]).agrees; // true
 */
export const tieOut = (
  bill: Bill,
  { workloads, sites }: Pick<UnitEconomics, 'workloads' | 'sites'>,
  further: readonly { readonly way: string; readonly total: number }[] = [],
): TieOut => {
  const total = bill.cashPresentWorth;
  const tolerance = moneyTolerance(bill.presentWorth);
  const cashLines = bill.lines.filter(({ nature }) => nature === 'cash');
  const ways = [
    { way: 'lines', total: sum(cashLines.map(({ presentWorth }) => presentWorth)) },
    { way: 'workloads', total: sum(workloads.map(({ presentWorthCash }) => presentWorthCash)) },
    { way: 'sites', total: sum(sites.map(({ presentWorthCash }) => presentWorthCash)) },
    { way: 'years', total: sum(bill.years.map(({ presentWorth }) => presentWorth)) },
    ...further,
  ].map((one) => ({ ...one, difference: one.total - total }));
  return {
    total,
    tolerance,
    ways,
    agrees: ways.every(({ difference }) => Math.abs(difference) <= tolerance),
  };
};
