import { Clock } from '../optimize/clock.js';
import { type LeastCost, leastCostOf, type NoPlan } from '../optimize/least-cost.js';
import { checkOptions } from '../optimize/solve.js';
import { EngineError } from '../outcome.js';
import type { Problem, SiliconFamily } from '../problem/types.js';
import type { EngineUnavailable, SolveOptions } from '../result.js';
import { cloudOnlyProblem } from '../tei/compare.js';
import { costOfRequirements, energyPart } from './asides.js';
import { allCorners, cornerProblem, keyOf } from './filters.js';
import { type Cornered, differenceOf, leversToHold, shapley } from './shapley.js';
import { Turns } from './turns.js';
import {
  type HeldLever,
  LEVERS,
  type Lever,
  type LeverCorner,
  type LeverReading,
  type LeverResult,
} from './types.js';

/** How to take a saving apart. Limits hold for the whole of it. */
export interface LeverOptions extends SolveOptions {
  /** Id of the tariff that stands for the price of electricity at the cloud; absent: that of a hyperscale region. */
  readonly cloudTariff?: string;
}

/** Families the silicon lever starts from. */
const startFamilies = (
  problem: Problem,
  cloudOnly: LeastCost | NoPlan,
): { families: ReadonlySet<SiliconFamily>; from: LeverReading['familiesFrom'] } => {
  const familyOf = new Map(problem.silicon.map((silicon) => [silicon.id, silicon.family]));
  const regions = new Set(
    problem.sites.filter((site) => site.kind === 'hyperscale-region').map((site) => site.id),
  );
  const used =
    cloudOnly.kind === 'found'
      ? cloudOnly.plan.placements.map((one) => one.silicon)
      : problem.offers.map((offer) => ('silicon' in offer && regions.has(offer.site) ? offer.silicon : null));
  const families = used.flatMap((id) => (id === null ? [] : [familyOf.get(id)]));
  return {
    families: new Set(families.filter((family) => family !== undefined)),
    from: cloudOnly.kind === 'found' ? 'cloud-only plan' : 'offers at hyperscale regions',
  };
};

const said = (on: readonly Lever[]): string => (on.length === 0 ? 'no lever on' : `${on.join(' and ')} on`);

const heldLevers = (
  held: readonly Lever[],
  corners: readonly { readonly on: readonly Lever[]; readonly solved: LeastCost | NoPlan }[],
): HeldLever[] =>
  held.map((lever) => {
    const lacking = corners.find(({ on, solved }) => solved.kind === 'none' && !on.includes(lever));
    const why = lacking?.solved.kind === 'none' ? lacking.solved.why : '';
    return { lever, because: `with ${said(lacking?.on ?? [])}: ${why}` };
  });

/** Every plan of a narrower corner is one of a wider corner of the same side, so the wider bound holds for both. */
const tightened = (corners: readonly { on: readonly Lever[]; solved: LeastCost }[]): Map<string, Cornered> =>
  new Map(
    corners.map(({ on, solved }) => {
      const wider = corners.filter(
        (other) =>
          on.every((lever) => other.on.includes(lever)) && other.on.includes('site') === on.includes('site'),
      );
      const bound = Math.max(...wider.map((other) => other.solved.bound));
      return [keyOf(on), { cost: solved.cost, bound: Math.min(bound, solved.cost) }];
    }),
  );

const cornerOf = (on: readonly Lever[], solved: LeastCost | NoPlan, at: Cornered | undefined): LeverCorner =>
  solved.kind === 'found'
    ? { on, cost: solved.cost, bound: at?.bound ?? solved.bound, noPlan: null }
    : { on, cost: null, bound: null, noPlan: solved.why };

/**
 * Takes the saving against the cloud apart by what makes it: site, silicon, terms. Eight problems are solved, and each
 * part is what its lever saves, averaged over every order of turning the three on. Beside the parts: what electricity
 * makes of the site's, and what rules and latency limits cost.
 *
 * @throws InputError where the options make no sense; InternalError where a plan fails its own checks
 * @example
 * const result = await levers(problem, { engines: [glpk] });
 * if (result.kind === 'measured') for (const { lever, amount } of result.parts) console.log(lever, amount);
 */
export const levers = async (
  problem: Problem,
  options: LeverOptions,
): Promise<LeverResult | EngineUnavailable> => {
  checkOptions(options);
  try {
    return await reading(problem, options);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { kind: 'engineUnavailable', engine: error.engine, message: error.message };
  }
};

const notMeasured = (
  why: string,
  corners: readonly LeverCorner[],
  costs: Pick<Extract<LeverResult, { kind: 'not-measured' }>, 'rules' | 'latency'> = {
    rules: null,
    latency: null,
  },
): LeverResult => ({ kind: 'not-measured', why, corners, ...costs });

const reading = async (problem: Problem, options: LeverOptions): Promise<LeverResult> => {
  const clock = new Clock(options);
  if (!problem.sites.some((site) => site.kind === 'hyperscale-region'))
    return notMeasured('there is no hyperscale region to compare with', []);
  const sets = allCorners();
  // Cloud-only, the corners, four of them on another tariff, two without requirements.
  const turns = new Turns(1 + sets.length + sets.length / 2 + 2);
  const solveIt = (one: Problem, start?: LeastCost): Promise<LeastCost | NoPlan> =>
    leastCostOf(one, options, {
      clock,
      timeShareFraction: turns.next(),
      phase: 'levers',
      ...(start ? { start: start.start } : {}),
    });
  const { problem: cloudProblem, allowances } = cloudOnlyProblem(problem);
  const cloudOnly = await solveIt(cloudProblem);
  const { families, from } = startFamilies(problem, cloudOnly);
  const corners: { on: readonly Lever[]; solved: LeastCost | NoPlan }[] = [];
  for (const on of sets) {
    // The families are those of the cloud-only plan, so with terms on the cloud corners are cloud-only itself.
    const isCloudOnly = on.includes('terms') && !on.includes('site') && cloudOnly.kind === 'found';
    if (isCloudOnly) {
      turns.skip();
      corners.push({ on, solved: cloudOnly });
      continue;
    }
    const narrower = corners
      .filter(({ on: inner }) => inner.every((lever) => on.includes(lever)))
      .flatMap(({ solved }) => (solved.kind === 'found' ? [solved] : []))
      .sort((a, b) => a.plan.objective - b.plan.objective);
    corners.push({ on, solved: await solveIt(cornerProblem(problem, on, families), narrower[0]) });
  }
  const costs = tightened(
    corners.flatMap(({ on, solved }) => (solved.kind === 'found' ? [{ on, solved }] : [])),
  );
  const shown = corners.map(({ on, solved }) => cornerOf(on, solved, costs.get(keyOf(on))));
  const foundAt = (on: readonly Lever[]): LeastCost | undefined => {
    const solved = corners.find((corner) => keyOf(corner.on) === keyOf(on))?.solved;
    return solved?.kind === 'found' ? solved : undefined;
  };
  const plan = foundAt(LEVERS);
  const rules = plan ? await costOfRequirements('rules', problem, plan, solveIt) : null;
  const latency = plan ? await costOfRequirements('latency', problem, plan, solveIt) : null;
  const held = leversToHold(sets, (on) => foundAt(on) !== undefined, LEVERS);
  if (!plan || !rules || !latency || held === undefined) {
    const why = plan ? 'only with every lever on is there a plan' : (shown.at(-1)?.noPlan ?? 'no plan');
    return notMeasured(why, shown, { rules, latency });
  }
  const players = LEVERS.filter((lever) => !held.includes(lever));
  const first = costs.get(keyOf(held));
  const last = costs.get(keyOf(LEVERS));
  if (!first || !last) return notMeasured('a corner has no plan', shown, { rules, latency });
  const whole = differenceOf(first, last);
  const parts = shapley(players, held, costs);
  const cloudOnlyCost = cloudOnly.kind === 'found' ? cloudOnly.cost : null;
  return {
    kind: 'measured',
    currency: plan.plan.currency,
    horizonYears: plan.plan.horizonYears,
    whole,
    wholeFraction: first.cost > 0 ? whole.amount / first.cost : 0,
    fromCost: first.cost,
    planCost: last.cost,
    parts: players.map((lever) => {
      const part = parts.get(lever) ?? { amount: 0, atLeast: 0, atMost: 0 };
      return { lever, ...part, fractionOfWhole: whole.amount === 0 ? 0 : part.amount / whole.amount };
    }),
    held: heldLevers(held, corners),
    corners: shown,
    families: [...families].sort(),
    familiesFrom: from,
    cloudOnlyCost,
    committingInCloud: cloudOnlyCost === null ? null : first.cost - cloudOnlyCost,
    energy: await energyPart({
      problem,
      families,
      players,
      held,
      costs,
      cloudOnly,
      cloudTariff: options.cloudTariff,
      solveIt,
      foundAt,
    }),
    rules,
    latency,
    allowances,
  };
};
