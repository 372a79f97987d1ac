import type { Program } from '../program/program.js';
import type { Engine, EngineLimits, EngineResult } from './contract.js';
import { type JslpAnswer, type JslpPackage, jslpModel, jslpPoint } from './jslp-model.js';
import { LazyPackage } from './load.js';
import { prepare } from './prepare.js';
import { settle } from './settle.js';

export interface JslpEngineOptions {
  /** Loads the package; by default `import('javascript-lp-solver')`. */
  readonly load?: () => Promise<JslpPackage>;
  /** A clock in milliseconds. Without one, a run under a time limit is never called proven or infeasible. */
  readonly nowMs?: () => number;
  /** Largest dense tableau, rows x columns, that is tried. */
  readonly cellsMax?: number;
}

const CELLS_MAX = 20_000_000;
/** A run this close to its limit is taken as stopped by it; the package does not say. */
const LIMIT_REACHED = 0.95;

/**
 * javascript-lp-solver 1.0 (Unlicense): plain JavaScript on a dense tableau, for small programs and for
 * cross-checking the other engines. It reads its clock between nodes only, and its simplex can cycle without
 * end on a linear program of 25 columns: run it where it can be ended. No bound, no duals, no start. On a time limit it may return a fractional
 * point marked feasible, so nothing of it is handed on unchecked.
 */
export const jslpEngine = (options: JslpEngineOptions = {}): Engine => {
  const lazy = new LazyPackage('jslp', 'javascript-lp-solver', options.load ?? importJslp);
  return {
    id: 'jslp',
    supports: {
      integers: true,
      integerBound: false,
      rowDuals: false,
      start: false,
      progress: false,
      timeLimit: true,
      workLimit: false,
    },
    version: async () => {
      await lazy.get();
      return JSLP_VERSION;
    },
    solve: async (program, limits) => {
      const prepared = prepare('jslp', program, limits);
      if ('result' in prepared) return prepared.result;
      const sound = prepared.program;
      const jslp = await lazy.get();
      const cells = (sound.rowCount + sound.columnCount) * sound.columnCount;
      if (cells > (options.cellsMax ?? CELLS_MAX)) {
        return { stop: 'memory', detail: `jslp: a dense tableau of ${cells} cells is too large` };
      }
      try {
        return run(jslp, sound, limits, options.nowMs);
      } catch (error) {
        return { stop: 'engine-failure', detail: `jslp: ${String(error)}` };
      }
    },
  };
};

/** The package carries no version of its own at run time; this is the one it was written against. */
const JSLP_VERSION = '1.0.3';

const importJslp = async (): Promise<JslpPackage> => {
  const loaded = (await import('javascript-lp-solver')) as unknown as { default: JslpPackage };
  return loaded.default;
};

const run = (
  jslp: JslpPackage,
  program: Program,
  limits: EngineLimits,
  nowMs: (() => number) | undefined,
): EngineResult => {
  const before = nowMs?.() ?? 0;
  const answer = solveOnce(jslp, program, limits);
  const elapsedMs = nowMs === undefined ? Number.POSITIVE_INFINITY : nowMs() - before;
  const integers = program.integer.includes(1); // the package reads its clock between nodes only
  const limitMs = integers ? limits.timeLimitMs : undefined;
  const outOfTime = limitMs !== undefined && elapsedMs >= LIMIT_REACHED * limitMs;
  const detail = `jslp: feasible ${answer.feasible}, bounded ${answer.bounded}`;
  if (!answer.feasible) return { stop: outOfTime ? 'time-limit' : 'infeasible', detail };
  if (!answer.bounded) return { stop: 'unbounded', detail };
  const settled = settle(program, jslpPoint(program, answer), (linear) => {
    const second = solveOnce(jslp, linear, { gapFraction: 0 });
    return second.feasible ? jslpPoint(linear, second) : undefined;
  });
  if (outOfTime) return { stop: 'time-limit', ...settled, detail };
  if (settled === undefined) {
    return { stop: 'engine-failure', detail: `${detail}; its point failed the check` };
  }
  return { stop: integers && limits.gapFraction > 0 ? 'gap' : 'proven', ...settled, detail };
};

const solveOnce = (jslp: JslpPackage, program: Program, limits: EngineLimits): JslpAnswer =>
  jslp.Solve(jslpModel(program, limits), undefined, true);

/** javascript-lp-solver with its defaults. Last in the file: it is made when the file is read. */
export const jslp: Engine = jslpEngine();
