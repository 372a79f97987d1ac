import type { Prepared } from '../compile/prepare.js';
import type { Engine, EngineProgress } from '../engines/contract.js';
import { type Bound, InternalError } from '../outcome.js';
import { buildPlan, type Certificate } from '../plan/build.js';
import { polish } from '../plan/polish.js';
import type { Plan } from '../plan/types.js';
import { safeBound } from '../program/bound.js';
import { checkPoint, objectiveOf } from '../program/check.js';
import type { Program } from '../program/program.js';
import { fixedIntegers } from '../program/relax.js';
import type { SolveOptions, SolveProgress } from '../result.js';
import { chooseEngine, chooseLinearEngine, isSmall } from '../search/choose-engine.js';
import { constantOf, gapOf } from '../search/gap.js';
import { solveLinear } from '../search/linear-phase.js';
import { raceProgram, type SendableSource } from '../search/race.js';
import { withoutNames } from '../search/sent-source.js';
import { isOnlySmallParts } from '../search/solve-apart.js';
import { type SearchOptions, type SearchResult, solveProgram } from '../search/solve-program.js';
import type { Clock } from './clock.js';
import { type KnownPlan, startPoint } from './start-point.js';

/** A solved program before it is judged: the plan, and the point and search behind it. */
export interface Placed {
  readonly plan: Plan;
  readonly point: Float64Array;
  readonly search: SearchResult;
  readonly engine: Engine;
}

export type PlaceResult =
  | { readonly kind: 'placed'; readonly placed: Placed }
  | { readonly kind: 'infeasible'; readonly search: SearchResult; readonly engine: Engine }
  | { readonly kind: 'not-found'; readonly search: SearchResult; readonly engine: Engine };

/** What a solve is told beyond the planner's options. */
export interface PlaceLimits {
  readonly clock: Clock;
  /** Share of the time limit that is spent when this solve ends. */
  readonly timeShareFraction: number | (() => number);
  readonly phase: SolveProgress['phase'];
  /** A known plan of another problem with the same streams. */
  readonly start?: KnownPlan;
  /** Finds such a plan: before the search, or beside it where threads search a program so large that this takes long. */
  readonly findStart?: (isBeside: boolean) => Promise<KnownPlan | undefined>;
  /** Another, by column. */
  readonly warm?: Float64Array;
  /** Narrows the program before it is solved, for example by fixing shares. */
  readonly narrow?: (program: Program) => Program;
}

/** From this many columns on a start is found while threads search already. */
const BESIDE_COLUMNS_LEAST = 200_000;

const shareOf = ({ timeShareFraction }: PlaceLimits): number =>
  typeof timeShareFraction === 'number' ? timeShareFraction : timeShareFraction();

/** Re-solves what is left when whole numbers are fixed, then sets everything that follows to its least value. */
const polished = async (
  prepared: Prepared,
  program: Program,
  point: Float64Array,
  linear: Engine,
): Promise<Float64Array> => {
  const { compiled } = prepared;
  const tried = (solved: Float64Array, spareUnits: 'drop' | 'keep'): Float64Array | undefined => {
    const result = polish(compiled, solved, program.cost, spareUnits);
    return checkPoint(program, result).feasible && compiled.hours.holds(result) ? result : undefined;
  };
  // A large program takes as long to solve with its whole numbers fixed as all the rest of reading the plan back; its
  // search has solved what is left around every point it offers.
  const asFound = isSmall(program) ? undefined : tried(point, 'drop');
  if (asFound) return asFound;
  const exact = await linear.solve(fixedIntegers(program, point), { gapFraction: 0 });
  for (const solved of [exact.point, point]) {
    for (const spareUnits of ['drop', 'keep'] as const) {
      const result = solved && tried(solved, spareUnits);
      if (result) return result;
    }
  }
  throw new InternalError('no polished point meets the program its solver solved');
};

/** Of some points the cheapest that keeps every row. */
const cheapest = (
  program: Program,
  points: readonly (Float64Array | undefined)[],
): Float64Array | undefined => {
  let best: { readonly point: Float64Array; readonly objective: number } | undefined;
  for (const point of points) {
    if (!point) continue;
    const { feasible, objective } = checkPoint(program, point);
    if (feasible && (!best || objective < best.objective)) best = { point, objective };
  }
  return best?.point;
};

/**
 * Progress of one phase with the best of what was told before it, and the gap as a plan states it: against the part of
 * the cost that decisions move.
 */
const reporter = (
  phase: SolveProgress['phase'],
  constant: number,
  tell: (progress: SolveProgress) => void,
): ((progress: EngineProgress) => void) => {
  let incumbent = Number.POSITIVE_INFINITY;
  let bound = Number.NEGATIVE_INFINITY;
  return (progress) => {
    incumbent = Math.min(incumbent, progress.incumbent ?? incumbent);
    bound = Math.max(bound, progress.bound ?? bound);
    const gap = Math.max(0, incumbent - bound) / Math.max(Math.abs(incumbent - constant), 1e-9);
    tell({
      phase,
      ...progress,
      ...(Number.isFinite(incumbent) ? { incumbent } : {}),
      ...(Number.isFinite(bound) ? { bound } : {}),
      ...(Number.isFinite(gap) ? { gapFraction: gap } : {}),
    });
  };
};

/** An earlier plan that the relaxation alone shows to be within the wanted gap; undefined where it does not. */
const enoughAsItStands = async (
  source: SendableSource,
  options: SearchOptions,
  point: Float64Array,
): Promise<SearchResult | undefined> => {
  if (options.gapFraction === 0) return undefined;
  const { safe, rounds, result } = await solveLinear(source, options);
  const program = source.program();
  const objective = objectiveOf(program, point);
  if (safe === undefined || gapOf(program, objective, safe) > options.gapFraction) return undefined;
  const bound: Bound = { value: safe, kind: 'safe-lp' };
  const { linearEngine: engine } = options;
  return {
    stop: 'gap',
    engine,
    point,
    objective,
    bound,
    safeBound: safe,
    rounds,
    program,
    detail: result.detail,
  };
};

/** Solves a prepared problem with the engine that suits it and writes the plan. */
export const place = async (
  prepared: Prepared,
  options: SolveOptions,
  limits: PlaceLimits,
): Promise<PlaceResult> => {
  const { compiled } = prepared;
  const program = (): Program => (limits.narrow ? limits.narrow(compiled.program()) : compiled.program());
  const first = program();
  const wanted = options.engine ?? 'auto';
  const engine = await chooseEngine(options.engines, wanted, first);
  const linearEngine = chooseLinearEngine(options.engines, engine, first);
  const { helpers } = options;
  // A work limit gives the same plan everywhere, which a race does not.
  const isRaced =
    helpers !== undefined &&
    wanted === 'auto' &&
    options.subEngine === undefined &&
    !isSmall(first) &&
    !isOnlySmallParts(first) &&
    limits.clock.leftMs() !== undefined;
  const { findStart } = limits;
  const isBeside = isRaced && findStart !== undefined && first.columnCount >= BESIDE_COLUMNS_LEAST;
  const known = limits.start ?? (isBeside ? undefined : await findStart?.(false));
  const start = cheapest(
    first,
    [startPoint(first, compiled, known), limits.warm].filter((one) => one && compiled.hours.holds(one)),
  );
  let beside: Promise<Float64Array | undefined> | undefined;
  const lateStart = (): Promise<Float64Array | undefined> => {
    beside ??=
      findStart?.(true).then((found) => startPoint(first, compiled, found)) ?? Promise.resolve(undefined);
    return beside;
  };
  const report = reporter(limits.phase, constantOf(first), (progress) => options.onProgress?.(progress));
  report(start ? { incumbent: objectiveOf(first, start) } : {});
  const hasShadow = compiled.shadowCost.some((amount) => amount !== 0);
  const source: SendableSource = {
    program,
    addViolated: (point) => compiled.hours.addViolated(point),
    addCuts: (point) => compiled.cuts.addViolated(point),
    send: () => ({
      program: withoutNames(program()),
      families: compiled.hours.send(),
      links: compiled.cuts.send(),
      secondCost: hasShadow ? compiled.cashCost : null,
    }),
  };
  const partEngine = options.engines.find((one) => one.id === options.subEngine);
  const searching: SearchOptions = {
    engine,
    linearEngine,
    otherEngines:
      wanted === 'auto' ? options.engines.filter((one) => one !== engine && one.supports.integerBound) : [],
    gapFraction: options.gapFraction ?? 0,
    timeLeftMs: () => limits.clock.leftMs(shareOf(limits)),
    ...(options.workLimitNodes === undefined ? {} : { workLimitNodes: options.workLimitNodes }),
    ...(options.isCancelled ? { isCancelled: options.isCancelled } : {}),
    ...(start ? { start } : {}),
    ...(start && start === limits.warm ? { isWarm: true } : {}),
    ...(partEngine ? { partEngine } : {}),
    // An engine asked for by name that cannot bound whole programs is asked for the whole: parts are what subEngine is for.
    ...(wanted !== 'auto' && !engine.supports.integerBound && !partEngine ? { byParts: false } : {}),
    // A narrowed program is one of its own, whose bound says nothing of the whole.
    ...(hasShadow && !limits.narrow ? { secondCost: compiled.cashCost } : {}),
    onProgress: report,
  };
  const search = await limits.clock.time('engine', async () => {
    if (isRaced) return raceProgram(source, searching, helpers, isBeside ? lateStart : undefined);
    // The search of large programs looks at its start by itself.
    const isWarm = start !== undefined && start === limits.warm && isSmall(first);
    return (isWarm && (await enoughAsItStands(source, searching, start))) || solveProgram(source, searching);
  });
  const late = isBeside ? await lateStart() : undefined;
  const best = bestPoint(search, start ?? (late && compiled.hours.holds(late) ? late : undefined));
  const bound = search.bound ?? (best && boundWithoutEngine(search.program));
  if (!best || !bound) {
    const kind = search.stop === 'infeasible' ? 'infeasible' : 'not-found';
    return { kind, search, engine };
  }
  const point = await polished(prepared, search.program, best, linearEngine);
  const certificate: Certificate = {
    bound,
    stop: search.stop,
    engine: { id: search.engine.id, version: await search.engine.version() },
    byClock: search.stop === 'time-limit' || search.stop === 'cancelled' || search.isRaced === true,
  };
  const plan = await buildPlan(compiled, point, certificate);
  return { kind: 'placed', placed: { plan, point, search: { ...search, bound }, engine: search.engine } };
};

/** What no plan can cost less than, by the columns' own ranges: for a plan known before any engine had answered. */
const boundWithoutEngine = (program: Program): Bound | undefined => {
  const value = safeBound(program, new Float64Array(program.rowCount));
  if (!Number.isFinite(value)) return undefined;
  // No amount is below nothing: a sum of zeros is exact, and not the next number down.
  return { value: value === -Number.MIN_VALUE ? 0 : value, kind: 'safe-lp' };
};

/** The cheaper of what the search found and what it was given. */
const bestPoint = (search: SearchResult, start: Float64Array | undefined): Float64Array | undefined => {
  if (!start) return search.point;
  const given = Float64Array.from({ length: search.program.columnCount }, (_, column) => start[column] ?? 0);
  const check = checkPoint(search.program, given);
  if (!check.feasible) return search.point;
  return search.point && (search.objective ?? Number.POSITIVE_INFINITY) <= check.objective
    ? search.point
    : given;
};
