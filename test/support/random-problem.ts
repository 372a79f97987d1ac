import type { ProblemInput } from '../../solver/problem/types.js';
import { baseDraft } from '../oracle/random/base.js';
import { type Draft, type Family, isHeldInput } from '../oracle/random/draft.js';
import { RULE_KINDS, type RuleKind } from '../oracle/random/kinds.js';
import { addWorkloads } from '../oracle/random/workloads.js';

export type { Family } from '../oracle/random/draft.js';
export { RULE_KINDS, type RuleKind } from '../oracle/random/kinds.js';

/** A small random problem and the kinds of rule it contains. */
export interface RandomProblem {
  readonly seed: number;
  readonly family: Family;
  readonly input: ProblemInput;
  /** Ids of RULE_KINDS. */
  readonly kinds: readonly string[];
}

const pickKind = (draft: Draft, kinds: readonly RuleKind[]): RuleKind => {
  const all = kinds.reduce((sum, kind) => sum + (kind.weight ?? 1), 0);
  let left = draft.dice.next() * all;
  for (const kind of kinds) {
    left -= kind.weight ?? 1;
    if (left < 0) return kind;
  }
  throw new Error('no kinds');
};

/** Costs and prices that are no rules: carbon price, other costs, quotes. */
function addMoney(draft: Draft): void {
  const { dice, input } = draft;
  if (dice.chance(0.3))
    input.objective = { carbonPricePerTonne: dice.int(30, 200), carbonPriceIsPaid: dice.chance(0.5) };
  const money = () => ({
    name: 'Made-up line',
    upfrontCost: dice.int(0, 4000),
    yearlyCost: dice.int(0, 1500),
    ...(dice.chance(0.3) ? { escalationFraction: 0.03 } : {}),
  });
  if (dice.chance(0.15)) input.otherCosts.push({ id: 'plan-line', per: 'plan', ...money() });
  if (dice.chance(0.15))
    input.otherCosts.push({ id: 'site-line', per: 'site', site: dice.pick(input.sites).id, ...money() });
  if (dice.chance(0.15))
    input.otherCosts.push({ id: 'offer-line', per: 'offer', offer: dice.pick(input.offers).id, ...money() });
  const held = input.offers.filter(isHeldInput);
  if (dice.chance(0.15) && held[0] !== undefined)
    input.otherCosts.push({ id: 'unit-line', per: 'unit', offer: held[0].id, ...money() });
  if (dice.chance(0.1))
    input.otherCosts.push({
      id: 'workload-line',
      per: 'workload',
      workload: dice.pick(input.workloads).id,
      ...money(),
    });
  if (!dice.chance(0.25)) return;
  const workload = dice.pick(input.workloads);
  const offer = dice.pick(input.offers);
  if (offer.terms === 'token' && workload.kind !== 'inference') return;
  const isTraining = workload.kind === 'training' || workload.kind === 'fine-tuning';
  const location = isTraining ? workload.dataLocation : (workload.origins[0]?.location ?? 'place0');
  const isRuntime = workload.kind === 'agent' && /hosts/.test(offer.id);
  const hasNeed = dice.chance(0.4) && !isTraining && offer.terms !== 'token' && !isRuntime;
  input.quotes.push({
    workload: workload.id,
    location,
    offer: offer.id,
    ...(isRuntime ? { part: 'runtime' as const } : {}),
    ...(hasNeed ? { needUnits: dice.real(0.3, 1.6) } : {}),
    ...(!hasNeed || dice.chance(0.5)
      ? { upfrontCost: dice.int(0, 9000), yearlyCost: dice.int(500, 16000) }
      : {}),
  });
}

/**
 * A small problem drawn from a seed, in the public format.
 * `indivisible`: every stream stands whole. `divisible`: shares, of at most six continuous variables.
 */
export function randomProblem(seed: number, family: Family): RandomProblem {
  const probe = (seed * 7919) % 100;
  const hasAgents = probe < 30;
  const draft = baseDraft(seed * 2 + (family === 'divisible' ? 1 : 0), family, hasAgents);
  addWorkloads(draft, hasAgents);
  const { dice, input } = draft;
  if (family === 'divisible') keepSmall(draft);
  addMoney(draft);
  const kinds = RULE_KINDS.filter((kind) => kind.family === undefined || kind.family === family);
  const wanted = dice.pick([1, 2, 2, 3, 3, 4]);
  for (let tries = 0; draft.kinds.size < wanted && tries < 40; tries += 1) {
    const kind = pickKind(draft, kinds);
    if (!draft.kinds.has(kind.id) && kind.add(draft)) draft.kinds.add(kind.id);
  }
  if (input.offers.some((offer) => isHeldInput(offer) && offer.unitsMax !== undefined))
    draft.kinds.add('unitsMax');
  return {
    seed,
    family,
    input: JSON.parse(JSON.stringify(input)) as ProblemInput,
    kinds: [...draft.kinds].sort(),
  };
}

/** Leaves so few offers that no more than six shares are continuous. */
function keepSmall(draft: Draft): void {
  const { input } = draft;
  const gpu = input.silicon.find((entry) => entry.id === 'gpu');
  if (gpu !== undefined && input.silicon.some((entry) => entry.id === 'cpu')) gpu.hostMemoryGiB = 0;
  const streams = input.workloads.reduce(
    (sum, workload) =>
      workload.kind === 'inference'
        ? sum + workload.origins.length
        : workload.kind === 'agent'
          ? sum + 2
          : sum,
    0,
  );
  const most = streams === 1 ? 3 : 2;
  const serving = input.offers.filter((offer) => !/hosts/.test(offer.id));
  // The first held offer and the one that always has room come first.
  const order = ['held0', ...(draft.dice.chance(0.75) ? ['rent'] : [])];
  const rank = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length);
  serving.sort((a, b) => rank(a.id) - rank(b.id));
  const dropped = new Set(serving.slice(most).map((offer) => offer.id));
  input.offers = input.offers.filter((offer) => !dropped.has(offer.id));
}

/** The same problem without any rule of a kind. */
export function withoutKind(problem: RandomProblem, id: string): ProblemInput {
  const kind = RULE_KINDS.find((entry) => entry.id === id);
  if (kind === undefined) throw new Error(`no kind ${id}`);
  const input = structuredClone(problem.input);
  kind.remove(input);
  return input;
}
