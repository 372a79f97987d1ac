import { makeCandidates } from '../candidates/generate.js';
import type { Candidate, Candidates } from '../candidates/types.js';
import { groupBy } from '../collections.js';
import { compile } from '../compile/compile.js';
import { hashOf } from '../plan/hash.js';
import type { Plan } from '../plan/types.js';
import type { Problem, Workload } from '../problem/types.js';
import { fixed } from '../program/relax.js';
import type { PlacementRow, PriceResult, SolveOptions } from '../result.js';
import { pinOrBanForbids } from '../rules/pins-bans.js';
import { makePolicy } from '../rules/policy.js';
import { sizeDemand } from '../sizing/demand.js';
import { isByBlock } from '../sizing/dispatch.js';
import { economicsOf } from '../tei/economics.js';
import { planFinance } from '../tei/plan-finance.js';
import { checkPlan, waiveForPricing } from './check-plan.js';
import { Clock } from './clock.js';
import { type PlaceResult, place } from './place.js';

const SHARE_TOLERANCE = 1e-6;

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

const hasOffer = (candidate: Candidate, offer: string): boolean =>
  candidate.bank.kind === 'held'
    ? candidate.bank.offers.some((one) => one.id === offer)
    : candidate.bank.offer.id === offer;

const concerns = (row: PlacementRow, candidate: Candidate): boolean =>
  row.workload === candidate.stream.workload.id &&
  (row.location === undefined || row.location === candidate.stream.location) &&
  (row.part === undefined || row.part === candidate.stream.part) &&
  (row.block === undefined || row.block === candidate.stream.block?.id) &&
  hasOffer(candidate, row.offer);

/** Shares of the rows by candidate, and what does not fit together about them. */
const sharesOf = (
  candidates: Candidates,
  rows: readonly PlacementRow[],
): { shares: Map<number, number>; problems: string[] } => {
  const problems: string[] = [];
  const shares = new Map<number, number>();
  rows.forEach((row, index) => {
    const met = candidates.candidates.filter((candidate) => concerns(row, candidate));
    if (met.length === 0)
      problems.push(
        `row ${index + 1}: ${row.workload}${row.location === undefined ? '' : `@${row.location}`} cannot run on ${row.offer}`,
      );
    if (!(row.shareFraction > 0 && row.shareFraction <= 1))
      problems.push(`row ${index + 1}: share ${row.shareFraction} is not above 0 and at most 1`);
    for (const candidate of met)
      shares.set(candidate.index, (shares.get(candidate.index) ?? 0) + row.shareFraction);
  });
  const byStream = groupBy(shares, ([index]) => candidates.candidates[index]?.stream.index ?? -1);
  for (const stream of candidates.demand.streams) {
    const served = (byStream.get(stream.index) ?? []).reduce((sum, [, share]) => sum + share, 0);
    if (Math.abs(served - stream.copies) > SHARE_TOLERANCE)
      problems.push(`${stream.id}: shares add up to ${served}, not ${stream.copies}`);
    if (stream.isIndivisible && (byStream.get(stream.index) ?? []).some(([, share]) => share !== 1)) {
      problems.push(`${stream.id} is placed whole or not at all; its rows divide it`);
    }
  }
  return { shares, problems };
};

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
  shares: ReadonlyMap<number, number>,
  options: SolveOptions,
): Promise<PlaceResult> => {
  const compiled = compile(candidates);
  const columns = candidates.candidates.map(
    (candidate) => compiled.decisions.placeColumn[candidate.index] ?? -1,
  );
  const values = candidates.candidates.map((candidate) => shares.get(candidate.index) ?? 0);
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
  const { shares, problems } = sharesOf(candidates, rows);
  if (problems.length > 0) return undefined;
  const result = await placeShares(problem, candidates, shares, options);
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
  const { shares, problems } = sharesOf(candidates, rows);
  if (problems.length > 0) return { kind: 'cannot-be-priced', broken: [], violations: [], problems };
  const stated = await pricedAsStated(problem, rows, options);
  if (stated) {
    return priced(problem, stated.candidates, stated.plan);
  }
  const result = await placeShares(free, candidates, shares, options);
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
