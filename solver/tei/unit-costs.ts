import type { Candidates } from '../candidates/types.js';
import type { Plan } from '../plan/types.js';
import { MONTHS_PER_YEAR, millions } from '../units.js';
import { type AttributedCash, attributeBill } from './attribution.js';
import { capitalRecoveryFactor } from './finance.js';

export { type AttributedCash, attributeBill } from './attribution.js';

/** Equivalent yearly cash over the yearly quantity; null where there is no such quantity. */
export interface UnitCosts {
  readonly equivalentYearlyCash: number;
  /** Of input and output tokens, inference and agents. */
  readonly perMillionTokens: number | null;
  readonly perRequest: number | null;
  /** Of a unit in use: units, rent by the hour, operations and energy alone. */
  readonly perUnitHour: number | null;
  readonly perAgentMonth: number | null;
}

export interface WorkloadCosts extends UnitCosts {
  readonly workload: string;
  readonly presentWorthCash: number;
}

export interface SiteCosts {
  /** Null: what is at no site (orchestration, tools, lines for the plan). */
  readonly site: string | null;
  readonly presentWorthCash: number;
  readonly equivalentYearlyCash: number;
}

export interface UnitEconomics {
  /** In the problem's order; presentWorthCash adds up to the bill's. */
  readonly workloads: readonly WorkloadCosts[];
  /** In the problem's order, the site-less part last; adds up to the bill's as well. */
  readonly sites: readonly SiteCosts[];
  /** Each over the workloads that have the quantity, with their attributed cash. */
  readonly all: UnitCosts;
}

interface Quantities {
  readonly requests: number;
  readonly tokens: number;
  readonly agents: number;
}

/** Yearly quantities by workload, in one pass over the streams. */
const quantitiesOf = ({ demand }: Candidates): ((workload: string) => Quantities) => {
  const known = new Map<string, Quantities>(
    demand.problem.workloads.map((workload) => {
      const origins = workload.kind === 'agent' ? workload.origins : [];
      const agents = origins.reduce((sum, origin) => sum + origin.agents, 0);
      return [workload.id, { requests: 0, tokens: 0, agents }];
    }),
  );
  const none = { requests: 0, tokens: 0, agents: 0 };
  for (const stream of demand.streams) {
    if (stream.part !== 'inference') continue;
    const before = known.get(stream.workload.id) ?? none;
    const tokens = stream.requestsPerYear * (stream.inputTokens.mean + stream.outputTokens.mean);
    known.set(stream.workload.id, {
      ...before,
      requests: before.requests + stream.requestsPerYear,
      tokens: before.tokens + tokens,
    });
  }
  return (workload) => known.get(workload) ?? none;
};

const over = (amount: number, quantity: number): number | null => (quantity > 0 ? amount / quantity : null);

/**
 * What a million tokens, a request, a unit-hour and a month of an agent cost, for each workload and for all: the cash
 * attributed by {@link attributeBill}, as an equivalent yearly amount (capital recovery factor x present worth), over
 * the quantity of a year. Every year of the horizon has the same quantities, so this is the levelised cost; with one year and
 * no discount it is the plain first-year cost. Shadow costs are not in it.
 *
 * @example
 * // 7.2 million for 1,000 units over 720 hours in one year at 0 %: perUnitHour 10
 */
export const unitCosts = (
  candidates: Candidates,
  plan: Pick<Plan, 'bill' | 'placements' | 'units'>,
): UnitEconomics => {
  const { problem } = candidates.demand;
  const recovery = capitalRecoveryFactor(problem.horizon.discountFraction, problem.horizon.years);
  const quantities = quantitiesOf(candidates);
  const rows = attributeBill(candidates, plan).map((attributed) => ({
    attributed,
    quantities: quantities(attributed.workload),
  }));
  type Row = (typeof rows)[number];
  const costs = (some: readonly Row[]): UnitCosts => {
    const sum = (figure: (row: Row) => number): number => some.reduce((total, row) => total + figure(row), 0);
    const ratio = (cash: (attributed: AttributedCash) => number, quantity: (row: Row) => number) => {
      const yearly = sum((row) => (quantity(row) > 0 ? recovery * cash(row.attributed) : 0));
      return over(yearly, sum(quantity));
    };
    return {
      equivalentYearlyCash: recovery * sum((row) => row.attributed.cash),
      perMillionTokens: ratio(
        ({ cash }) => cash,
        ({ quantities }) => millions(quantities.tokens),
      ),
      perRequest: ratio(
        ({ cash }) => cash,
        ({ quantities }) => quantities.requests,
      ),
      perUnitHour: ratio(
        ({ unitCash }) => unitCash,
        ({ attributed }) => attributed.unitHoursPerYear,
      ),
      perAgentMonth: ratio(
        ({ cash }) => cash,
        ({ quantities }) => quantities.agents * MONTHS_PER_YEAR,
      ),
    };
  };
  const atSite = new Map<string | null, number>();
  for (const { nature, site = null, presentWorth } of plan.bill.entries)
    if (nature === 'cash') atSite.set(site, (atSite.get(site) ?? 0) + presentWorth);
  return {
    workloads: rows.map((row) => ({
      workload: row.attributed.workload,
      presentWorthCash: row.attributed.cash,
      ...costs([row]),
    })),
    sites: [...problem.sites.map((site) => site.id), null].map((site) => {
      const presentWorthCash = atSite.get(site) ?? 0;
      return { site, presentWorthCash, equivalentYearlyCash: recovery * presentWorthCash };
    }),
    all: costs(rows),
  };
};
