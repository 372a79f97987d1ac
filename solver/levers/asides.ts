import type { LeastCost, NoPlan } from '../optimize/least-cost.js';
import type { Problem, SiliconFamily } from '../problem/types.js';
import { cornerProblem, keyOf, latencyLimits, onTariff, withoutLatency, withoutRules } from './filters.js';
import { type Cornered, differenceOf, stepsOf, sumOf } from './shapley.js';
import { type EnergyPart, LEVERS, type Lever, type RequirementCost } from './types.js';

type Solve = (problem: Problem, start?: LeastCost) => Promise<LeastCost | NoPlan>;

export interface EnergyQuestion {
  readonly problem: Problem;
  readonly families: ReadonlySet<SiliconFamily>;
  readonly players: readonly Lever[];
  readonly held: readonly Lever[];
  readonly costs: ReadonlyMap<string, Cornered>;
  readonly cloudOnly: LeastCost | NoPlan;
  readonly cloudTariff: string | undefined;
  readonly solveIt: Solve;
  readonly foundAt: (on: readonly Lever[]) => LeastCost | undefined;
}

/** The tariff that stands for electricity at the cloud: the one asked for, else that of the region that costs most in the cloud-only plan. */
const tariffOf = ({
  problem,
  cloudOnly,
  cloudTariff,
}: EnergyQuestion): { tariff: string; from: string } | undefined => {
  if (cloudTariff !== undefined) {
    const isThere = problem.tariffs.some((tariff) => tariff.id === cloudTariff);
    return isThere ? { tariff: cloudTariff, from: 'asked for' } : undefined;
  }
  const spent = new Map(
    cloudOnly.kind === 'found' ? cloudOnly.plan.sites.map((site) => [site.site, site.presentWorth]) : [],
  );
  const [region] = problem.sites
    .flatMap(({ id, kind, tariff }) =>
      kind === 'hyperscale-region' && tariff !== undefined ? [{ id, tariff }] : [],
    )
    .sort((a, b) => (spent.get(b.id) ?? 0) - (spent.get(a.id) ?? 0));
  return region && { tariff: region.tariff, from: region.id };
};

/**
 * What of the site's part is the price of electricity. Each step that turns the site on is solved again with every other site
 * on the cloud's tariff; what that costs more is the share of electricity in the step.
 */
export const energyPart = async (question: EnergyQuestion): Promise<EnergyPart> => {
  const { problem, families, players, held, costs, solveIt, foundAt, cloudTariff } = question;
  if (!players.includes('site')) return { kind: 'not-measured', why: 'the site is on in every corner' };
  const cloud = tariffOf(question);
  if (!cloud) {
    const why =
      cloudTariff === undefined
        ? 'no hyperscale region states a tariff, and none was named to stand for it'
        : `there is no tariff ${cloudTariff}`;
    return { kind: 'not-measured', why };
  }
  const parts: { amount: number; atLeast: number; atMost: number }[] = [];
  for (const { after, weight } of stepsOf('site', players, held)) {
    const on = LEVERS.filter((_, place) => after.includes(String(place)));
    const own = costs.get(after);
    const start = foundAt(on);
    const solved = await solveIt(onTariff(cornerProblem(problem, on, families), cloud.tariff), start);
    if (!own || solved.kind === 'none')
      return { kind: 'not-measured', why: solved.kind === 'none' ? solved.why : `no corner ${keyOf(on)}` };
    const { amount, atLeast, atMost } = differenceOf(solved, own);
    parts.push({ amount: weight * amount, atLeast: weight * atLeast, atMost: weight * atMost });
  }
  return { kind: 'measured', ...cloud, ...sumOf(parts) };
};

/** What the rules, or the limits on latency, cost the plan: the plan's cost less that of the cheapest plan without them. */
export const costOfRequirements = async (
  which: 'rules' | 'latency',
  problem: Problem,
  plan: LeastCost,
  solveIt: Solve,
): Promise<RequirementCost> => {
  const count = which === 'rules' ? problem.rules.length : latencyLimits(problem);
  if (count === 0) return { kind: 'measured', count, amount: 0, atLeast: 0, atMost: 0 };
  const freed = await solveIt(which === 'rules' ? withoutRules(problem) : withoutLatency(problem), plan);
  if (freed.kind === 'none') return { kind: 'not-measured', count, why: freed.why };
  return { kind: 'measured', count, ...differenceOf(plan, freed) };
};
