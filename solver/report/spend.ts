import type { CostId, Plan } from '../plan/types.js';
import type { Problem } from '../problem/types.js';
import { firstYearOf } from '../tei/bill.js';
import type { OperatorSpend } from './types.js';

const COMMITTED: ReadonlySet<CostId> = new Set(['rentHeld']);
const BY_USE: ReadonlySet<CostId> = new Set(['rentByUse', 'tokens']);

/**
 * What the plan binds itself to pay each operator in rent, and what it pays by use. Yearly amounts are at the prices of the
 * first year. Operators without either are left out; order of the problem.
 */
export const spendOf = (problem: Problem, plan: Plan): OperatorSpend[] => {
  const operatorOf = new Map(problem.sites.map((site) => [site.id, site.operator]));
  const sum = (
    operator: string,
    of: ReadonlySet<CostId>,
    figure: (entry: Plan['bill']['entries'][number]) => number,
  ): number =>
    plan.bill.entries.reduce(
      (total, entry) =>
        of.has(entry.component) && entry.nature === 'cash' && operatorOf.get(entry.site ?? '') === operator
          ? total + figure(entry)
          : total,
      0,
    );
  return problem.operators.flatMap(({ id }) => {
    const spend: OperatorSpend = {
      operator: id,
      committedPerYear: sum(id, COMMITTED, firstYearOf),
      byUsePerYear: sum(id, BY_USE, firstYearOf),
      committedPresentWorth: sum(id, COMMITTED, ({ presentWorth }) => presentWorth),
      byUsePresentWorth: sum(id, BY_USE, ({ presentWorth }) => presentWorth),
    };
    return spend.committedPresentWorth === 0 && spend.byUsePresentWorth === 0 ? [] : [spend];
  });
};
