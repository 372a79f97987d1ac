import type { Engine } from '../../solver/engines/contract.js';
import { glpk } from '../../solver/engines/glpk.js';
import { highs } from '../../solver/engines/highs.js';
import { type CostId, type Plan, solve } from '../../solver/index.js';
import type { MeterMonth } from '../../solver/plan/types.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { parsed } from '../support/placing.js';
import { chat, lease, site, smallWith } from '../support/small-problem.js';

export const ENGINES: readonly (readonly [string, Engine])[] = [
  ['glpk', glpk],
  ['highs', highs],
];

export type TariffInput = NonNullable<ProblemInput['tariffs']>[number];

/** The year of 2026 by month. */
export const MONTH_HOURS = [744, 672, 744, 720, 744, 720, 744, 744, 720, 744, 720, 744];
/** IT kW of `chat` at all hours: 4 units idle at 0.2 kW, and 4 x 0.8 kW x 0.5. */
export const KW = 2.4;

/** Twelve rows of 24 periods. */
export const everyMonth = (row: readonly number[]): number[][] => Array.from({ length: 12 }, () => [...row]);
export const allDay = (period = 0): number[][] => everyMonth(Array(24).fill(period));

/** `chat` at site `a` alone, which pays 1,000 a unit and year, on a tariff. */
export const atOneSite = (
  tariff: TariffInput,
  more: {
    site?: Partial<Parameters<typeof site>[1]>;
    workload?: Parameters<typeof chat>[1];
  } & Partial<ProblemInput> = {},
): ProblemInput => {
  const { site: ofSite, workload, ...rest } = more;
  return smallWith({
    sites: [site('a', { tariff: tariff.id, ...ofSite })],
    offers: [lease('a-lease', 'a', 1000)],
    tariffs: [tariff],
    network: { links: [{ from: 'town', to: 'a', rttMs: 10, jitterMs: 1 }] },
    workloads: [chat('chat', workload)],
    ...rest,
  });
};

/** Solved to proof by one engine and audited; anything else fails the test. */
export const solvedPlan = async (input: ProblemInput, engine: Engine): Promise<Plan> => {
  const result = await solve(parsed(input), { engines: [engine] });
  if (result.kind !== 'solved') throw new Error(`the problem is ${JSON.stringify(result)}`);
  if (!result.audit.ok) throw new Error(JSON.stringify(result.audit.findings));
  if (!result.plan.isProven) throw new Error(`gap ${result.plan.gapMoney}`);
  return result.plan;
};

/** First-year amount of a line; 0 where it is not on the bill. */
export const lineOf = (plan: Plan, component: CostId): number =>
  plan.bill.lines.find((line) => line.component === component)?.firstYear ?? 0;

export const monthsAt = (plan: Plan, at: string): readonly MeterMonth[] =>
  plan.sites.find((one) => one.site === at)?.meterMonths ?? [];

export const sum = (figures: readonly number[]): number => figures.reduce((total, one) => total + one, 0);
