import { auditFinance } from '../audit/finance/audit-finance.js';
import { excludedPairCount } from '../candidates/candidate-set.js';
import { exclusionCounts, type Prepared, prepare } from '../compile/prepare.js';
import { assumedInputs } from '../explain/assumed.js';
import { explainInfeasible } from '../explain/infeasible.js';
import { EngineError, InputError, InternalError } from '../outcome.js';
import type { Finance, Plan } from '../plan/types.js';
import type { Problem } from '../problem/types.js';
import type { Comparison, RunFacts, SolveOptions, SolveResult } from '../result.js';
import { economicsOf } from '../tei/economics.js';
import { financeOf } from '../tei/plan-finance.js';
import type { UnitEconomics } from '../tei/unit-costs.js';
import { namedBaselines } from './baselines.js';
import { Clock } from './clock.js';
import { type CloudOnlyRun, compareWithCloudOnly, solveCloudOnly } from './cloud-only.js';
import { type PlaceResult, place } from './place.js';
import type { KnownPlan } from './start-point.js';
import { verify } from './verify.js';
import { type WarmStart, warmStart } from './warm-start.js';

const MOST_DETAILS = 20;

const runFacts = (
  prepared: Prepared,
  result: PlaceResult | undefined,
  clock: Clock,
  warm: WarmStart | undefined,
): RunFacts => {
  const program = prepared.compiled.program();
  const search = result?.kind === 'placed' ? result.placed.search : result?.search;
  const engine = result?.kind === 'placed' ? result.placed.engine : result?.engine;
  return {
    engine: engine?.id ?? 'none',
    columns: program.columnCount,
    integerColumns: program.integer.reduce((sum, flag) => sum + flag, 0),
    rows: program.rowCount,
    candidatePairs: prepared.candidates.candidates.length,
    excludedPairs: excludedPairCount(prepared.candidates),
    rounds: search?.rounds ?? 0,
    ...(warm ? { warm: warm.use } : {}),
    phaseMs: clock.phaseMs,
  };
};

/** @throws InputError where the options make no sense */
export const checkOptions = (options: SolveOptions): void => {
  const issues: string[] = [];
  const { engine, subEngine, gapFraction, timeLimitMs, workLimitNodes, host } = options;
  if (options.engines.length === 0)
    issues.push(
      'engines is empty: hand in at least one, for example glpk from @placewright/solver/engines/glpk',
    );
  else if (engine !== undefined && engine !== 'auto' && !options.engines.some((one) => one.id === engine))
    issues.push(
      `engine is ${engine} and not among those handed in; import it from @placewright/solver/engines/${engine}`,
    );
  if (subEngine !== undefined && !options.engines.some((one) => one.id === subEngine))
    issues.push(
      `subEngine is ${subEngine} and not among those handed in; import it from @placewright/solver/engines/${subEngine}`,
    );
  if (gapFraction !== undefined && !(gapFraction >= 0 && gapFraction < 1))
    issues.push(`gapFraction is ${gapFraction}; allowed: 0 to below 1`);
  if (timeLimitMs !== undefined && !(timeLimitMs > 0))
    issues.push(`timeLimitMs is ${timeLimitMs} ms; allowed: above 0`);
  if (timeLimitMs !== undefined && !host)
    issues.push('timeLimitMs needs a host with a clock: pass host: { nowMs }');
  if (workLimitNodes !== undefined && !(Number.isInteger(workLimitNodes) && workLimitNodes > 0)) {
    issues.push(`workLimitNodes is ${workLimitNodes}; allowed: a whole number above 0`);
  }
  if (issues.length > 0) throw new InputError(issues.join('; '), issues);
};

/** The finance of a plan; figures its own audit objects to are a bug, never an answer. */
const checkedFinance = (
  problem: Problem,
  plan: Plan,
  economics: UnitEconomics,
  { cloudOnly }: Comparison,
): Finance => {
  const finance = financeOf(problem, plan.bill, economics, cloudOnly?.bill);
  const { ok, findings } = auditFinance(problem, plan.bill, finance, cloudOnly?.bill);
  if (ok) return finance;
  const details = findings
    .slice(0, MOST_DETAILS)
    .map((one) => `${one.code}: ${one.subject}: audit ${one.expected}, finance ${one.actual}`);
  throw new InternalError(`the audit objects to the finance in ${findings.length} points`, details);
};

/**
 * Places a problem's workloads at least total cost, proves how far from least it can be, and compares with
 * cloud-only. Every answer has been checked by the rules, by the bill and by the independent audit.
 *
 * @param problem - from parseProblem
 * A cancel (`isCancelled`) or a limit ends in the best plan known, with its bound, its gap and the reason; where none
 * is known yet, in `noPlanFound`.
 *
 * @throws InputError where the options make no sense; InternalError where a check of the result failed. Infeasible, not
 *   found and an engine whose package is not installed are results, never errors.
 * @example
 * const result = await solve(problem, { engines: [glpk] });
 * if (result.kind === 'solved') console.log(result.plan.objective, result.plan.bound.value);
 */
export const solve = async (problem: Problem, options: SolveOptions): Promise<SolveResult> => {
  checkOptions(options);
  try {
    return await journey(problem, options);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { kind: 'engineUnavailable', engine: error.engine, message: error.message };
  }
};

/** Share of the limit that is left, at the least, for reading the plan back and checking it. */
const CHECK_SHARE = 0.04;
/** Reading back and checking a plan, in times of preparing its problem, and of reading back the cloud-only plan. */
const CHECK_PER_PREPARE = 1;
const CHECK_PER_CLOUD = 1.8;

/** Share of the time limit after which the search must end. */
const searchShareOf = (
  { timeLimitMs }: SolveOptions,
  clock: Clock,
  cloud: CloudOnlyRun | undefined,
): number => {
  const prepareMs = clock.phaseMs.compile ?? 0;
  const checkMs = Math.max(CHECK_PER_PREPARE * prepareMs, CHECK_PER_CLOUD * (cloud?.checkMs ?? 0));
  const share = timeLimitMs === undefined ? 0 : checkMs / timeLimitMs;
  return 1 - Math.min(0.5, Math.max(CHECK_SHARE, share));
};

const journey = async (problem: Problem, options: SolveOptions): Promise<SolveResult> => {
  const clock = new Clock(options);
  options.onProgress?.({ phase: 'compile' });
  const prepared = await clock.time('compile', () => prepare(problem));
  const exclusions = exclusionCounts(prepared.candidates);
  const hasOrphan = prepared.candidates.byStream.some((indices) => indices.length === 0);
  // Cloud-only first, or beside the search: its plan starts the search where it is one of the problem's own.
  let cloud: CloudOnlyRun | undefined;
  const findStart = async (isBeside: boolean): Promise<KnownPlan | undefined> => {
    cloud = await clock.time('cloud-only', () => solveCloudOnly(problem, options, clock, isBeside));
    return cloud?.placed && { compiled: cloud.prepared.compiled, point: cloud.placed.point };
  };
  const lastPlan = options.warm?.plan;
  const warm =
    hasOrphan || !lastPlan
      ? undefined
      : await clock.time('warm-start', () => warmStart(prepared, lastPlan, options, clock));
  const result = hasOrphan
    ? undefined
    : await place(prepared, options, {
        clock,
        timeShareFraction: () => searchShareOf(options, clock, cloud),
        phase: 'search',
        ...(options.compareWithCloudOnly === false ? {} : { findStart }),
        ...(warm?.point ? { warm: warm.point } : {}),
      });
  if (!result || result.kind === 'infeasible') {
    options.onProgress?.({ phase: 'explain' });
    const findings = await clock.time('explain', () => explainInfeasible(prepared, options));
    return { kind: 'infeasible', findings, exclusions, run: runFacts(prepared, result, clock, warm) };
  }
  if (result.kind === 'not-found') {
    const { stop, bound } = result.search;
    return {
      kind: 'noPlanFound',
      stop,
      bound: bound ?? null,
      exclusions,
      run: runFacts(prepared, result, clock, warm),
    };
  }
  options.onProgress?.({ phase: 'audit' });
  const audit = await clock.time('audit', () => verify(prepared, result.placed));
  const comparison = await clock.time('cloud-only', () =>
    compareWithCloudOnly(prepared, result.placed, cloud, options, clock),
  );
  const { plan } = result.placed;
  const baselines = await clock.time('baselines', () => namedBaselines(problem, plan, options, clock));
  const economics = economicsOf(
    { candidates: prepared.candidates, plan },
    cloud && comparison.cloudOnly && { candidates: cloud.prepared.candidates, plan: comparison.cloudOnly },
  );
  return {
    kind: 'solved',
    plan,
    audit,
    comparison,
    baselines,
    ...economics,
    finance: checkedFinance(problem, plan, economics.unitEconomics, comparison),
    assumed: assumedInputs(problem, plan),
    exclusions,
    run: runFacts(prepared, result, clock, warm),
  };
};
