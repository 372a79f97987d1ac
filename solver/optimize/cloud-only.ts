import { summariseExclusions } from '../candidates/common-cause.js';
import { type Prepared, prepare } from '../compile/prepare.js';
import { shortageFindings } from '../explain/shortage.js';
import type { Problem } from '../problem/types.js';
import type { Comparison, SolveOptions } from '../result.js';
import { chooseLinearEngine } from '../search/choose-engine.js';
import { wholeStreamId } from '../sizing/dispatch-kinds.js';
import type { Stream } from '../sizing/types.js';
import { cloudOnlyProblem, savings, weakBaselineWarnings } from '../tei/compare.js';
import { cashBoundOf } from './cash-bound.js';
import type { Clock } from './clock.js';
import { type Placed, place } from './place.js';
import { relaxedCloudOnly } from './relaxed-cloud.js';
import { verify } from './verify.js';

/** Share of the time left that it may take, and where it takes none from the search that is under way. */
const TIME_FRACTION = 0.4;
const BESIDE_TIME_FRACTION = 0.6;

/** The restricted problem, solved; kept to start the plan from and to compare it with. */
export interface CloudOnlyRun {
  readonly problem: Problem;
  readonly allowances: readonly string[];
  /** Whether every plan of it is a plan of the problem: nothing was dropped or lifted. */
  readonly isRestriction: boolean;
  readonly prepared: Prepared;
  readonly placed: Placed | undefined;
  readonly isInfeasible: boolean;
  /** What reading its plan back and checking it took; 0 without a clock. */
  readonly checkMs: number;
}

/**
 * Solves the problem restricted to hyperscale regions; undefined where there is none.
 *
 * @param isBeside - other threads search the whole problem meanwhile
 */
export const solveCloudOnly = async (
  problem: Problem,
  options: SolveOptions,
  clock: Clock,
  isBeside = false,
): Promise<CloudOnlyRun | undefined> => {
  if (!problem.sites.some((site) => site.kind === 'hyperscale-region')) return undefined;
  const cloud = cloudOnlyProblem(problem);
  const isRestriction =
    problem.pins.length === 0 &&
    problem.bans.length === 0 &&
    problem.limits.newSites === undefined &&
    cloud.problem.limits.shares.length === problem.limits.shares.length &&
    cloud.problem.offers.every((offer, index) => offer === problem.offers[index]);
  const prepared = prepare(cloud.problem);
  const base = { problem: cloud.problem, allowances: cloud.allowances, isRestriction, prepared, checkMs: 0 };
  if (prepared.candidates.byStream.some((indices) => indices.length === 0))
    return { ...base, placed: undefined, isInfeasible: true };
  // Of what is left, and not of the whole: preparing two large problems may have taken most of that.
  const timeShareFraction = clock.shareWith(isBeside ? BESIDE_TIME_FRACTION : TIME_FRACTION);
  const before = { ms: clock.spentMs, engineMs: clock.phaseMs.engine ?? 0 };
  const result = await place(prepared, options, { clock, timeShareFraction, phase: 'cloud-only' });
  if (result.kind !== 'placed')
    return { ...base, placed: undefined, isInfeasible: result.kind === 'infeasible' };
  verify(prepared, result.placed);
  const engineMs = (clock.phaseMs.engine ?? 0) - before.engineMs;
  const checkMs = Math.max(0, clock.spentMs - before.ms - engineMs);
  return { ...base, placed: result.placed, isInfeasible: false, checkMs };
};

/** One block of each stream: what forbids one forbids all of them. */
const firstOfEach = (streams: readonly Stream[]): Stream[] =>
  [...new Map([...streams].reverse().map((stream) => [wholeStreamId(stream), stream])).values()].reverse();

/** Which requirements leave a stream without any hyperscale region, per stream. */
const forbiddenBy = ({ candidates }: Prepared): NonNullable<Comparison['forbiddenBy']> =>
  firstOfEach(candidates.demand.streams).flatMap((stream) => {
    if ((candidates.byStream[stream.index] ?? []).length > 0) return [];
    const own = candidates.exclusions.filter(
      (one) => one.stream === stream && one.bank.site.kind === 'hyperscale-region',
    );
    const causes = summariseExclusions({ ...candidates, exclusions: own }).map((one) =>
      one.rule === undefined ? one.code : `rule ${one.rule}`,
    );
    return [{ stream: wholeStreamId(stream), causes: [...new Set(causes)] }];
  });

/** Compares a plan with cloud-only as economics.md says: provable first, then headline, then potential. */
export const compareWithCloudOnly = async (
  prepared: Prepared,
  placed: Placed,
  run: CloudOnlyRun | undefined,
  options: SolveOptions,
  clock: Clock,
): Promise<Comparison> => {
  if (options.compareWithCloudOnly === false) return { kind: 'not-asked', allowances: [], warnings: [] };
  const warnings = weakBaselineWarnings(prepared.problem);
  if (!run) return { kind: 'not-found', allowances: [], warnings };
  const base = { allowances: run.allowances, warnings };
  if (!run.placed) {
    if (!run.isInfeasible) return { ...base, kind: 'not-found' };
    const relaxed = await relaxedCloudOnly(run.problem, options, clock);
    const forbidden = forbiddenBy(run.prepared);
    const shortages = forbidden.length > 0 ? [] : await shortageFindings(run.prepared.compiled, options);
    return {
      ...base,
      kind: 'not-permitted',
      forbiddenBy: forbidden,
      ...(shortages.length > 0 ? { shortages } : {}),
      ...(relaxed ? { relaxed } : {}),
    };
  }
  const linear = chooseLinearEngine(options.engines, placed.engine);
  const planBound = await cashBoundOf(prepared, placed, linear, clock);
  const cloudBound = await cashBoundOf(run.prepared, run.placed, linear, clock);
  const cloudCost = run.placed.plan.bill.cashPresentWorth;
  const figures = savings(
    { cost: placed.plan.bill.cashPresentWorth, bound: planBound },
    // Every plan of a restriction is a plan of the problem, so the problem's bound holds for it too.
    {
      cost: cloudCost,
      bound: run.isRestriction ? Math.min(cloudCost, Math.max(cloudBound, planBound)) : cloudBound,
    },
  );
  return { ...base, kind: 'permitted', cloudOnly: run.placed.plan, ...figures };
};
