import type { StopReason } from '../outcome.js';
import type { Program } from '../program/program.js';
import { isProvenGap } from '../program/proof.js';
import { relaxed } from '../program/relax.js';
import type { Engine, EngineLimits, EngineResult } from './contract.js';
import { GLPK_SILENT, GLPK_STATUS, type GlpkAnswer, type GlpkPackage } from './glpk-package.js';
import { glpkProblem, namedValues } from './glpk-problem.js';
import { LazyPackage } from './load.js';
import { prepare } from './prepare.js';
import { settle, settleLater } from './settle.js';

export interface GlpkEngineOptions {
  /**
   * Loads the package; by default the build of `glpk.js` for where this runs: `glpk.js/node` under Node, `glpk.js`
   * itself (browsers only) elsewhere, as `imports` in package.json says. Both carry or find their WebAssembly by
   * themselves, so there is no URL to give.
   */
  readonly load?: () => Promise<GlpkPackage>;
}

/**
 * GLPK 5.0 in WebAssembly (glpk.js, GPL-3.0): linear and integer programs. Under Node it blocks its thread, in a
 * browser it starts a worker of its own. It cannot be cancelled and keeps its time limit only roughly (80 s for 60 s
 * on 36,000 columns).
 */
export const glpkEngine = (options: GlpkEngineOptions = {}): Engine => {
  const lazy = new LazyPackage('glpk', 'glpk.js', options.load ?? importGlpk);
  return {
    id: 'glpk',
    supports: {
      integers: true,
      integerBound: false,
      rowDuals: true,
      start: false,
      progress: false,
      timeLimit: true,
      workLimit: false,
    },
    version: async () => (await lazy.get()).version,
    solve: async (program, limits) => {
      const prepared = prepare('glpk', program, limits);
      if ('result' in prepared) return prepared.result;
      const sound = prepared.program;
      const glpk = await lazy.get();
      try {
        const integers = sound.integer.includes(1);
        return await (integers ? solveIntegers(glpk, sound, limits) : solveLinear(glpk, sound, limits));
      } catch (error) {
        lazy.forget(); // an aborted WebAssembly module may stay broken
        const text = String(error);
        return { stop: /memory|OOM/i.test(text) ? 'memory' : 'engine-failure', detail: `glpk: ${text}` };
      }
    },
  };
};

const importGlpk = async (): Promise<GlpkPackage> => {
  const loaded = (await import('#glpk')) as unknown as { default: () => Promise<GlpkPackage> };
  return loaded.default();
};

/** GLPK prunes a node whose bound is less than this fraction of (1 + |incumbent|) better (its tol_obj). */
const GLPK_OBJECTIVE_TOLERANCE = 1e-7;
/** A run this close to its limit is taken as stopped by it; glpk.js hides GLPK's return code. */
const LIMIT_REACHED = 0.95;

const solveLinear = async (
  glpk: GlpkPackage,
  program: Program,
  limits: EngineLimits,
): Promise<EngineResult> => {
  const answer = await runLinear(glpk, program, limits.timeLimitMs);
  const detail = describe(answer);
  const rowDuals = namedValues(answer.result.dual ?? {}, 'r', program.rowCount);
  if (answer.result.status !== GLPK_STATUS.optimal) {
    return { stop: stopWithoutOptimum(answer, limits), ...(rowDuals ? { rowDuals } : {}), detail };
  }
  const raw = namedValues(answer.result.vars, 'x', program.columnCount);
  const settled = raw && settle(program, raw, () => undefined);
  if (!settled) return { stop: 'engine-failure', detail: `${detail}; its point failed the check` };
  const bound = { value: settled.objective, kind: 'engine-lp' } as const;
  return { stop: 'proven', ...settled, bound, ...(rowDuals ? { rowDuals } : {}), detail };
};

/** How far below its answer GLPK's proof reaches, for an objective it sees with `shift` taken off. */
const proofSlack = (objective: number, shift: number): number =>
  GLPK_OBJECTIVE_TOLERANCE * (1 + Math.abs(objective - shift));

const solveIntegers = async (
  glpk: GlpkPackage,
  program: Program,
  limits: EngineLimits,
): Promise<EngineResult> => {
  if (limits.gapFraction > 0) return (await solveTree(glpk, program, limits, 0)).result;
  // GLPK's pruning tolerance grows with |objective|. With the LP's value taken off, it grows only with the
  // distance from the LP, so that a proof at 1e6 is not 0.1 wide.
  const root = await runLinear(glpk, relaxed(program), limits.timeLimitMs);
  const shift = root.result.status === GLPK_STATUS.optimal ? root.result.z : 0;
  const left = remaining(limits.timeLimitMs, root.time);
  const first = await solveTree(glpk, program, { ...limits, ...limitMs(left) }, shift);
  const { objective, bound } = first.result;
  if (
    objective === undefined ||
    bound === undefined ||
    isProvenGap(objective, bound.value, limits.absoluteGap)
  )
    return first.result;
  // Still too wide for a proof: once more around the answer, where the tolerance is least.
  const rest = remaining(left, first.seconds);
  const second = await solveTree(glpk, program, { ...limits, ...limitMs(rest) }, objective);
  if (second.result.stop === 'proven') return second.result;
  // A proof too wide for the money is none. Out of time, so that another engine may go on from the answer.
  const stop = second.result.stop === 'time-limit' ? 'time-limit' : 'gap';
  return { ...first.result, stop };
};

/** One run of the tree, and the seconds it took by GLPK's own clock. */
interface TreeRun {
  readonly result: EngineResult;
  readonly seconds: number;
}

const solveTree = async (
  glpk: GlpkPackage,
  program: Program,
  limits: EngineLimits,
  shift: number,
): Promise<TreeRun> => {
  const { timeLimitMs } = limits;
  const answer = await glpk.solve(glpkProblem(program, shift), {
    msglev: GLPK_SILENT,
    presol: true, // without it a MIP has no basis to start from and always ends with status 1
    mipgap: limits.gapFraction,
    ...tmlim(timeLimitMs),
  });
  const ended = (result: EngineResult): TreeRun => ({ result, seconds: answer.time });
  const { status } = answer.result;
  const detail = describe(answer);
  if (status !== GLPK_STATUS.optimal && status !== GLPK_STATUS.feasible) {
    return ended({ stop: stopWithoutOptimum(answer, limits), detail });
  }
  const raw = namedValues(answer.result.vars, 'x', program.columnCount);
  const settled =
    raw &&
    (await settleLater(program, raw, async (linear) =>
      optimumOf(await runLinear(glpk, linear, undefined), linear),
    ));
  if (!settled) return ended({ stop: 'engine-failure', detail: `${detail}; its point failed the check` });
  if (status === GLPK_STATUS.optimal) {
    const bound = {
      value: settled.objective - proofSlack(settled.objective, shift),
      kind: 'engine-tree',
    } as const;
    return ended({ stop: 'proven', ...settled, bound, detail });
  }
  const stop = outOfTime(answer, timeLimitMs)
    ? 'time-limit'
    : limits.gapFraction === 0
      ? 'engine-failure'
      : 'gap';
  return ended({ stop, ...settled, detail });
};

/** With presolve; where that ends undefined (GLPK's word for "presolve saw it is infeasible"), without. */
const runLinear = async (
  glpk: GlpkPackage,
  program: Program,
  timeLimitMs: number | undefined,
): Promise<GlpkAnswer> => {
  const problem = glpkProblem(program, 0);
  const first = await glpk.solve(problem, { msglev: GLPK_SILENT, presol: true, ...tmlim(timeLimitMs) });
  if (first.result.status !== GLPK_STATUS.undefined || outOfTime(first, timeLimitMs)) return first;
  const left = remaining(timeLimitMs, first.time);
  return glpk.solve(problem, { msglev: GLPK_SILENT, presol: false, ...tmlim(left) });
};

const optimumOf = (answer: GlpkAnswer, program: Program): Float64Array | undefined =>
  answer.result.status === GLPK_STATUS.optimal
    ? namedValues(answer.result.vars, 'x', program.columnCount)
    : undefined;

const stopWithoutOptimum = (answer: GlpkAnswer, limits: EngineLimits): StopReason => {
  if (answer.result.status === GLPK_STATUS.noFeasible) return 'infeasible';
  if (answer.result.status === GLPK_STATUS.unbounded) return 'unbounded';
  return outOfTime(answer, limits.timeLimitMs) ? 'time-limit' : 'engine-failure';
};

const outOfTime = (answer: GlpkAnswer, timeLimitMs: number | undefined): boolean =>
  timeLimitMs !== undefined && answer.time * 1000 >= LIMIT_REACHED * timeLimitMs;

const remaining = (timeLimitMs: number | undefined, usedSeconds: number): number | undefined =>
  timeLimitMs === undefined ? undefined : Math.max(0, timeLimitMs - usedSeconds * 1000);

/** glpk.js takes seconds and hands GLPK a 32-bit count of milliseconds. */
const tmlim = (timeLimitMs: number | undefined): { tmlim?: number } =>
  timeLimitMs === undefined
    ? {}
    : { tmlim: Math.min(Math.max(0, Math.ceil(timeLimitMs)), 2 ** 31 - 1) / 1000 };

const limitMs = (timeLimitMs: number | undefined): { timeLimitMs?: number } =>
  timeLimitMs === undefined ? {} : { timeLimitMs };

const describe = (answer: GlpkAnswer): string => `glpk: status ${answer.result.status}`;

/** GLPK with its defaults. Last in the file: it is made when the file is read. */
export const glpk: Engine = glpkEngine();
