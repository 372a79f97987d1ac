import { prepare } from '../compile/prepare.js';
import type { Plan } from '../plan/types.js';
import type { Problem } from '../problem/types.js';
import type { NamedBaseline, Saving, SolveOptions } from '../result.js';
import { investmentOf } from '../tei/plan-finance.js';
import type { Clock } from './clock.js';
import { place } from './place.js';
import { pricePlan } from './price.js';

const savingOf = (baseline: Plan, plan: Plan): Saving => {
  const money = baseline.bill.cashPresentWorth - plan.bill.cashPresentWorth;
  return { money, fraction: baseline.bill.cashPresentWorth > 0 ? money / baseline.bill.cashPresentWorth : 0 };
};

/** The problem with every site of another kind closed; what cannot be cancelled there stays paid. */
const restrictedTo = (problem: Problem, kinds: readonly string[]): Problem => ({
  ...problem,
  bans: [
    ...problem.bans,
    ...problem.sites.flatMap((site) => (kinds.includes(site.kind) ? [] : [{ selector: {}, site: site.id }])),
  ],
});

/** Prices the baselines a planner names: today's placement, or the best plan on some kinds of site. */
export const namedBaselines = async (
  problem: Problem,
  plan: Plan,
  options: SolveOptions,
  clock: Clock,
): Promise<NamedBaseline[]> => {
  const results: NamedBaseline[] = [];
  for (const { id, siteKinds, placement } of problem.baselines) {
    if (placement) {
      const priced = await pricePlan(problem, placement, options);
      const { broken, violations, problems } = priced;
      const found = priced.plan
        ? {
            cashPresentWorth: priced.plan.bill.cashPresentWorth,
            saves: savingOf(priced.plan, plan),
            investment: investmentOf(problem, plan.bill, priced.plan.bill),
          }
        : {};
      results.push({
        id,
        kind: priced.kind === 'priced' ? 'priced' : 'not-priced',
        broken,
        violations,
        problems,
        ...found,
      });
      continue;
    }
    const prepared = prepare(restrictedTo(problem, siteKinds ?? []));
    const hasOrphan = prepared.candidates.byStream.some((indices) => indices.length === 0);
    const result = hasOrphan
      ? undefined
      : await place(prepared, options, { clock, timeShareFraction: 1, phase: 'baselines' });
    const base = { id, broken: [], violations: [] };
    if (result?.kind === 'placed') {
      const other = result.placed.plan;
      results.push({
        ...base,
        kind: 'priced',
        problems: [],
        cashPresentWorth: other.bill.cashPresentWorth,
        gapFraction: other.gapFraction,
        saves: savingOf(other, plan),
        investment: investmentOf(problem, plan.bill, other.bill),
      });
    } else {
      const why =
        hasOrphan || result?.kind === 'infeasible'
          ? 'no plan is permitted on these kinds of site'
          : 'no plan was found in time';
      results.push({ ...base, kind: 'not-priced', problems: [why] });
    }
  }
  return results;
};
