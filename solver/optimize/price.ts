import { makeCandidates } from '../candidates/generate.js';
import type { Candidates } from '../candidates/types.js';
import { compile } from '../compile/compile.js';
import { hashOf } from '../plan/hash.js';
import type { Plan } from '../plan/types.js';
import type { Problem, Workload } from '../problem/types.js';
import { fixed } from '../program/relax.js';
import type { PlacementRow, PriceResult, SolveOptions } from '../result.js';
import { pinOrBanForbids } from '../rules/pins-bans.js';
import { makePolicy } from '../rules/policy.js';
import { sizeDemand } from '../sizing/demand.js';
import { isByBlock } from '../sizing/dispatch-kinds.js';
import { economicsOf } from '../tei/economics.js';
import { planFinance } from '../tei/plan-finance.js';
import { checkPlan, waiveForPricing } from './check-plan.js';
import { Clock } from './clock.js';
import { type PlaceResult, place } from './place.js';
import { type AskedShares, sharesOf } from './price-rows.js';

const freed = (workload: Workload): Workload => {
  const { maxShareFractionPerDomain: _, ...rest } = workload;
  const copies = rest.split.kind === 'copies';
  const free = { ...rest, standby: false, split: copies ? rest.split : ({ kind: 'free' } as const) };
  // Whether a workload is dispatched by block may follow from its split, which is taken away here.
  if (free.kind === 'inference') return { ...free, dispatch: isByBlock(workload) ? 'by-block' : 'constant' };
  return free.kind === 'agent' ? { ...free, sameSite: false } : free;
};

/**
 * The same demand and prices with every limit of the planner's taken away: a plan is priced as it is, and what it
 * breaks is found afterwards by checking it against the problem as stated.
 */
const withoutLimits = (problem: Problem): Problem => ({
  ...problem,
  workloads: problem.workloads.map(freed),
  sites: problem.sites.map(
    ({ rackUnits: _r, racks: _n, kwPerRack: _k, backhaulMbps: _b, meterCapKw: _m, itCapKw, ...site }) => ({
      ...site,
      // The basis of otherLoadKw is the basis of the cap, so a site capped at IT keeps one that never binds.
      ...(typeof itCapKw === 'number' ? { itCapKw: 1e12 } : { meterCapKw: null }),
    }),
  ),
  offers: problem.offers.map((offer) => {
    if (offer.terms === 'owned') return offer;
    if (offer.terms === 'token') {
      const { quotaTokensPerSecond: _, ...rest } = offer;
      return rest;
    }
    if (offer.terms === 'on-demand' || offer.terms === 'spot') {
      const { unitsMax: _, ...rest } = offer;
      return rest;
    }
    const { unitsMax: _m, unitsLeastIfUsed: _l, ...rest } = offer;
    return rest;
  }),
  limits: { capexByYear: [], shares: [] },
  pins: [],
  bans: [],
  affinities: [],
});

/** Every pair of a problem, with the refusals of the stated one waived but kept. */
const pricedCandidates = (stated: Problem, problem: Problem): Candidates => {
  const policy = makePolicy(stated);
  const forbids = [...policy.forbidsEach, pinOrBanForbids(stated)];
  return makeCandidates(sizeDemand(problem), forbids, [policy.softBreaks], waiveForPricing);
};

/** Places fixed shares; units, standby, openings and peaks follow at least cost. */
const placeShares = (
  problem: Problem,
  candidates: Candidates,
  { shares, open }: AskedShares,
  options: SolveOptions,
): Promise<PlaceResult> => {
  const compiled = compile(candidates);
  const stated = candidates.candidates.filter(({ index }) => !open.has(index));
  const columns = stated.map(({ index }) => compiled.decisions.placeColumn[index] ?? -1);
  const values = stated.map(({ index }) => shares.get(index) ?? 0);
  return place({ problem, candidates, compiled }, options, {
    clock: new Clock(options),
    timeShareFraction: 1,
    phase: 'search',
    narrow: (program) => fixed(program, columns, values),
  });
};

/** The plan under every limit as stated, where the shares keep them all; else undefined. */
const pricedAsStated = async (
  problem: Problem,
  rows: readonly PlacementRow[],
  options: SolveOptions,
): Promise<{ candidates: Candidates; plan: Plan } | undefined> => {
  const candidates = pricedCandidates(problem, problem);
  const asked = sharesOf(candidates, rows);
  if (asked.problems.length > 0) return undefined;
  const result = await placeShares(problem, candidates, asked, options);
  return result.kind === 'placed' ? { candidates, plan: result.placed.plan } : undefined;
};

/** What the plan says of the problem is of the problem as stated, not of the one without limits it was priced in. */
const asStated = async (problem: Problem, plan: Plan): Promise<Plan> => ({
  ...plan,
  problemHash: await hashOf(problem),
  sites: plan.sites.map((entry) => {
    const site = problem.sites.find((one) => one.id === entry.site);
    const capKw = site?.itCapKw ?? site?.meterCapKw ?? null;
    const basis = typeof site?.itCapKw === 'number' ? 'it' : 'meter';
    return { ...entry, capKw, capBasis: capKw === null ? null : basis };
  }),
});

/**
 * Prices a planner's own plan. Missing units are derived at least cost, within the limits as stated where the shares
 * keep them, and without limits on supply where they do not. Rules and service levels it breaks, and limits
 * it goes beyond, stand beside the price; they never prevent it.
 *
 * @param rows - shares by workload, location and offer; a held offer stands for its bank
 * @example
 * const priced = await pricePlan(problem, [{ workload: 'chat', offer: 'edge-l40s', shareFraction: 1 }], { engines: [glpk] });
 */
export const pricePlan = async (
  problem: Problem,
  rows: readonly PlacementRow[],
  options: SolveOptions,
): Promise<PriceResult> => {
  const known = new Set(problem.workloads.map((workload) => workload.id));
  const offers = new Set(problem.offers.map((offer) => offer.id));
  const unknown = rows.flatMap((row, index) => [
    ...(known.has(row.workload) ? [] : [`row ${index + 1}: workload ${row.workload} is not in the problem`]),
    ...(offers.has(row.offer) ? [] : [`row ${index + 1}: offer ${row.offer} is not in the problem`]),
  ]);
  if (unknown.length > 0) return { kind: 'cannot-be-priced', broken: [], violations: [], problems: unknown };
  const free = withoutLimits(problem);
  const candidates = pricedCandidates(problem, free);
  const asked = sharesOf(candidates, rows);
  const { problems } = asked;
  if (problems.length > 0) return { kind: 'cannot-be-priced', broken: [], violations: [], problems };
  const stated = await pricedAsStated(problem, rows, options);
  if (stated) {
    return priced(problem, stated.candidates, stated.plan);
  }
  const result = await placeShares(free, candidates, asked, options);
  if (result.kind !== 'placed') {
    return {
      kind: 'cannot-be-priced',
      broken: [],
      violations: [],
      problems: [
        result.kind === 'infeasible'
          ? 'the units the plan needs cannot be had: an owned offer has too few and nothing else is offered there'
          : `the units the plan needs were not found; the search stopped: ${result.search.stop}`,
      ],
    };
  }
  const plan = await asStated(problem, result.placed.plan);
  return priced(problem, candidates, plan);
};

const priced = (problem: Problem, candidates: Candidates, plan: Plan): PriceResult => {
  const { broken, violations } = checkPlan(problem, plan);
  const economics = economicsOf({ candidates, plan }, undefined);
  const finance = planFinance(problem, plan.bill);
  return { kind: 'priced', plan, finance, economics, broken, violations, problems: [] };
};
