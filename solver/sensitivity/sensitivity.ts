import { Clock } from '../optimize/clock.js';
import { type LeastCost, leastCostOf, type NoPlan } from '../optimize/least-cost.js';
import { parseProblem } from '../optimize/read-problem.js';
import { checkOptions } from '../optimize/solve.js';
import { EngineError, InputError } from '../outcome.js';
import type { ParseOptions } from '../problem/parse.js';
import type { InputRange, Problem } from '../problem/types.js';
import type { EngineUnavailable, SolveOptions } from '../result.js';
import { cloudOnlyProblem } from '../tei/compare.js';
import { breakEven } from './break-even.js';
import { moveTo, type SolvedEnd } from './ends.js';
import { type AtValue, type FixedPlan, readAt } from './fixed.js';
import { rowsOf } from './plan-rows.js';
import type { BreakEven, Decision, RangeEffect, RangeEnd, SensitivityResult } from './types.js';

/** How to move the ranges. Limits hold for the whole of it. */
export interface SensitivityOptions extends SolveOptions, ParseOptions {
  /** Largest effects that get a break-even value. Default 5. */
  readonly breakEvenCount?: number;
}

const BREAK_EVENS = 5;
const STRONGEST: readonly Decision[] = ['changes', 'open', 'keeps'];

interface Moved {
  readonly range: InputRange;
  readonly ends: readonly SolvedEnd[];
}

/** Everything that stays the same while ranges move. */
interface Around {
  readonly likely: LeastCost;
  readonly plan: FixedPlan;
  readonly cloudOnly: FixedPlan | undefined;
  readonly at: AtValue;
  readonly options: SensitivityOptions;
  readonly clock: Clock;
  readonly isOver: () => boolean;
}

const spreadOf = (likely: number, others: readonly (number | undefined)[]): number | null => {
  const known = others.filter((cost) => cost !== undefined);
  if (known.length < others.length) return null;
  return Math.max(likely, ...known) - Math.min(likely, ...known);
};

const effectOf = ({ range, ends }: Moved, likely: number): RangeEffect => {
  const moved = ends.flatMap(({ end }) => (end.kind === 'moved' ? [end] : []));
  const isWhole = moved.length === ends.length;
  const decisions = moved.map(({ decision }) => decision);
  return {
    ...range,
    ends: ends.map(({ end }): RangeEnd => end),
    spread: isWhole
      ? spreadOf(
          likely,
          moved.map(({ resolved }) => resolved?.cost),
        )
      : null,
    fixedSpread: isWhole
      ? spreadOf(
          likely,
          moved.map(({ fixed }) => fixed?.cost),
        )
      : null,
    decision: isWhole
      ? (STRONGEST.find((one) => decisions.includes(one)) ?? 'keeps')
      : decisions.includes('changes')
        ? 'changes'
        : 'open',
    breakEvens: [],
  };
};

/** Whether only whole numbers may stand where a range stands: then it is not asked in between. */
const isWholeField = ({ low, likely, high, pointer }: InputRange, at: AtValue): boolean =>
  [low, likely, high].every(Number.isInteger) &&
  high > low &&
  Array.isArray(at(pointer, (low + high) / 2 + ((low + high) % 2 === 0 ? 0.5 : 0)));

const breakEvensOf = async ({ range, ends }: Moved, around: Around): Promise<BreakEven[]> => {
  const { plan, cloudOnly, at, options, isOver } = around;
  const base = { range, plan, readAt: at, options, isOver, isWhole: isWholeField(range, at) };
  const found: BreakEven[] = [];
  if (cloudOnly)
    found.push(
      await breakEven({ ...base, other: cloudOnly, against: 'cloud-only', towards: ['low', 'high'] }),
    );
  for (const { end, solved } of ends) {
    if (end.kind !== 'moved' || end.decision !== 'changes' || !solved) continue;
    const other = { rows: rowsOf(solved.plan), isCloudOnly: false };
    found.push(await breakEven({ ...base, other, against: end.end, towards: [end.end] }));
  }
  return found;
};

/** Ends without a plan weigh most; then the larger spread; then the order of the problem. */
const byEffect = (a: RangeEffect, b: RangeEffect): number =>
  (b.spread ?? Number.POSITIVE_INFINITY) === (a.spread ?? Number.POSITIVE_INFINITY)
    ? 0
    : (b.spread ?? Number.POSITIVE_INFINITY) - (a.spread ?? Number.POSITIVE_INFINITY);

/**
 * Moves every range {low, likely, high} of a problem to its ends, one at a time: the plan held fixed and priced, then solved again. Ranked
 * by what the cost of the best plan does; says whether the decision changes, and for the largest where it turns.
 *
 * @param raw - the problem as it was written, for each end is read as if it had been written there
 * @throws InputError where the options make no sense, and with the issues where the problem is not valid at its likely values
 * @example
 * const result = await sensitivity(JSON.parse(text), { engines: [glpk] });
 * if (result.kind === 'measured') for (const { pointer, spread } of result.effects) console.log(pointer, spread);
 */
export const sensitivity = async (
  raw: unknown,
  options: SensitivityOptions,
): Promise<SensitivityResult | EngineUnavailable> => {
  checkOptions(options);
  const read = parseProblem(raw, options);
  if (!read.ok) throw new InputError(read.issues.map((issue) => issue.message).join(' '), read.issues);
  const ranges = read.problem.ranges ?? [];
  if (ranges.length === 0)
    return {
      kind: 'no-ranges',
      why: 'no number of the problem is a range; write one as {"low": 0.1, "likely": 0.2, "high": 0.3}',
    };
  try {
    return await reading(raw, read.problem, ranges, options);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { kind: 'engineUnavailable', engine: error.engine, message: error.message };
  }
};

const cloudOnlyOf = async (
  problem: Problem,
  options: SolveOptions,
  clock: Clock,
  share: number,
): Promise<LeastCost | NoPlan | undefined> =>
  problem.sites.some((site) => site.kind === 'hyperscale-region')
    ? leastCostOf(cloudOnlyProblem(problem).problem, options, {
        clock,
        timeShareFraction: share,
        phase: 'sensitivity',
      })
    : undefined;

const reading = async (
  raw: unknown,
  problem: Problem,
  ranges: readonly InputRange[],
  options: SensitivityOptions,
): Promise<SensitivityResult> => {
  const clock = new Clock(options);
  // Both plans, two ends of each range, and as much again for the break-even values.
  const turns = 2 + 2 * ranges.length + 2 * (options.breakEvenCount ?? BREAK_EVENS);
  const cloud = await cloudOnlyOf(problem, options, clock, 1 / turns);
  const cloudOnly = cloud?.kind === 'found' ? cloud : undefined;
  const likely = await leastCostOf(problem, options, {
    clock,
    timeShareFraction: 2 / turns,
    phase: 'sensitivity',
    ...(cloudOnly ? { start: cloudOnly.start } : {}),
  });
  if (likely.kind === 'none') return { kind: 'no-plan', why: likely.why };
  const around: Around = {
    likely,
    plan: { rows: rowsOf(likely.plan), isCloudOnly: false },
    cloudOnly: cloudOnly && { rows: rowsOf(cloudOnly.plan), isCloudOnly: true },
    at: readAt(raw, options),
    options,
    clock,
    isOver: () => options.isCancelled?.() === true || (clock.leftMs() ?? 1) <= 0,
  };
  const moved: Moved[] = [];
  for (const [place, range] of ranges.entries()) {
    const ends: SolvedEnd[] = [];
    for (const [second, end] of (['low', 'high'] as const).entries()) {
      const timeShareFraction = (3 + 2 * place + second) / turns;
      ends.push(await moveTo({ ...around, range, end, readAt: around.at, timeShareFraction }));
    }
    moved.push({ range, ends });
  }
  const ranked = moved
    .map((one) => ({ one, effect: effectOf(one, likely.cost) }))
    .sort((a, b) => byEffect(a.effect, b.effect));
  const effects: RangeEffect[] = [];
  for (const [place, { one, effect }] of ranked.entries()) {
    const isAsked = place < (options.breakEvenCount ?? BREAK_EVENS) && one.range.high > one.range.low;
    effects.push(isAsked ? { ...effect, breakEvens: await breakEvensOf(one, around) } : effect);
  }
  return {
    kind: 'measured',
    currency: likely.plan.currency,
    horizonYears: likely.plan.horizonYears,
    likelyCost: likely.cost,
    likelyBound: likely.bound,
    cloudOnlyCost: cloudOnly?.cost ?? null,
    effects,
  };
};
