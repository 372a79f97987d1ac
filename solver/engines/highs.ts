import type { Bound } from '../outcome.js';
import type { Program } from '../program/program.js';
import { soundProgram } from '../program/sound.js';
import type { Engine, EngineLimits, EngineResult } from './contract.js';
import { HighsLinear } from './highs-linear.js';
import { modelData, SHARED_OPTIONS } from './highs-model.js';
import { HIGHS_STATUS, type HighsModel, type HighsPackage } from './highs-package.js';
import { highsStop } from './highs-stop.js';
import { HighsWatch } from './highs-watch.js';
import { LazyPackage } from './load.js';
import { prepare } from './prepare.js';
import { type Settled, settle } from './settle.js';

export interface HighsEngineOptions {
  /** Loads the package; by default `import('highs')`. */
  readonly load?: () => Promise<HighsPackage>;
  /**
   * Where `highs.wasm` is served, for browsers and bundlers. Absent: beside the package's own script, where Node and
   * bundlers that follow `new URL(..., import.meta.url)` find it. Not used with `load`.
   */
  readonly wasmUrl?: string;
  /**
   * Columns above which an integer program under a time limit is not presolved. HiGHS's MIP presolve reads
   * no clock and takes no interrupt, so on large programs it alone outlasts the limit.
   */
  readonly presolveColumnsMax?: number;
}

const PRESOLVE_COLUMNS_MAX = 100_000;
/** WebAssembly ends at 2 GiB; an abort this close to it is taken as lack of memory. */
const MEMORY_SUSPECT_BYTES = 1.5 * 2 ** 30;

/**
 * HiGHS 1.15 in WebAssembly (MIT): linear and integer programs, one thread, fixed seed. Sent as typed arrays,
 * without names. Every model is disposed of: the package leaks what is not.
 */
export const highsEngine = (options: HighsEngineOptions = {}): Engine => {
  const lazy = new LazyPackage('highs', 'highs', options.load ?? (() => importHighs(options.wasmUrl)));
  const presolveColumnsMax = options.presolveColumnsMax ?? PRESOLVE_COLUMNS_MAX;
  return {
    id: 'highs',
    supports: {
      integers: true,
      integerBound: true,
      rowDuals: true,
      start: true,
      progress: true,
      timeLimit: true,
      workLimit: true,
    },
    version: async () => (await lazy.get()).version.string,
    solve: async (program, limits, start, onProgress) => {
      const prepared = prepare('highs', program, limits);
      if ('result' in prepared) return prepared.result;
      const sound = prepared.program;
      const highs = await lazy.get();
      const watch = new HighsWatch(sound, limits, onProgress);
      try {
        const run = new HighsRun(highs, sound, limits, presolveColumnsMax);
        return run.solve(start, watch, onProgress !== undefined);
      } catch (error) {
        lazy.forget(); // an aborted WebAssembly module stays broken
        const short = highs.memoryBytes > MEMORY_SUSPECT_BYTES;
        const stop = short ? 'memory' : 'engine-failure';
        return { stop, ...watch.best, detail: `highs: ${String(error)}` };
      }
    },
    openLinear: async (program) => {
      const highs = await lazy.get();
      return new HighsLinear(highs, soundProgram(program), () => lazy.forget());
    },
  };
};

const importHighs = async (wasmUrl: string | undefined): Promise<HighsPackage> => {
  const loaded = (await import('highs')) as unknown as {
    default: (settings: { locateFile?: () => string }) => Promise<HighsPackage>;
  };
  return loaded.default(wasmUrl === undefined ? {} : { locateFile: () => wasmUrl });
};

/** One solve. */
class HighsRun {
  private readonly integers: boolean;

  constructor(
    private readonly highs: HighsPackage,
    private readonly program: Program,
    private readonly limits: EngineLimits,
    private readonly presolveColumnsMax: number,
  ) {
    this.integers = program.integer.includes(1);
  }

  solve(start: Float64Array | undefined, watch: HighsWatch, reports: boolean): EngineResult {
    const model = this.highs.createModel(modelData(this.program, this.integers));
    try {
      model.options.set({ ...this.optionValues(), output_flag: reports });
      if (start !== undefined && start.length === this.program.columnCount) {
        model.setSolution({ colValue: start });
      }
      const status = model.run(watch.callbacks(this.integers)).modelStatus;
      return this.read(model, status, watch);
    } finally {
      model.dispose();
    }
  }

  private optionValues(): Record<string, boolean | number | string> {
    const { timeLimitMs, workLimitNodes, gapFraction } = this.limits;
    const values: Record<string, boolean | number | string> = { ...SHARED_OPTIONS };
    if (timeLimitMs !== undefined) values.time_limit = Math.max(0, timeLimitMs) / 1000;
    if (!this.integers) return values;
    values.mip_rel_gap = gapFraction;
    if (workLimitNodes !== undefined) {
      values.mip_max_nodes = Math.min(Math.max(0, Math.floor(workLimitNodes)), 2 ** 31 - 1);
    }
    const large = this.program.columnCount > this.presolveColumnsMax;
    if (timeLimitMs !== undefined && large) values.presolve = 'off';
    if (timeLimitMs !== undefined && timeLimitMs <= NO_RESTART_MS_MOST) values.mip_allow_restart = false;
    return values;
  }

  private read(model: HighsModel, status: number, watch: HighsWatch): EngineResult {
    const solution = model.getSolution();
    const hasPoint = model.info.get('primal_solution_status') === FEASIBLE;
    const final = hasPoint ? settle(this.program, solution.colValue, (p) => this.resolve(p)) : undefined;
    const settled = final ?? watch.best;
    const bound = this.boundOf(model, status, final);
    const { cancelled } = watch;
    const { absoluteGap } = this.limits;
    const stop = highsStop({
      status,
      integers: this.integers,
      cancelled,
      absoluteGap,
      settled: final,
      bound,
    });
    const hasDuals = !this.integers && model.info.get('dual_solution_status') !== NONE;
    return {
      // A point that passed the check refutes the engine's "infeasible".
      stop: stop === 'infeasible' && settled !== undefined ? 'engine-failure' : stop,
      ...settled,
      ...(bound === undefined ? {} : { bound }),
      ...(hasDuals ? { rowDuals: solution.rowDual } : {}),
      ...(this.integers ? { workNodes: Number(model.info.get('mip_node_count')) } : {}),
      detail: `highs: model status ${status}${hasPoint && !final ? '; its point failed the check' : ''}`,
    };
  }

  private boundOf(model: HighsModel, status: number, settled: Settled | undefined): Bound | undefined {
    if (!this.integers) {
      const known = status === HIGHS_STATUS.optimal && settled !== undefined;
      return known ? { value: settled.objective, kind: 'engine-lp' } : undefined;
    }
    if (status === HIGHS_STATUS.infeasible || status === HIGHS_STATUS.unboundedOrInfeasible) return undefined;
    const value = Number(model.info.get('mip_dual_bound'));
    return Number.isFinite(value) ? { value, kind: 'engine-tree' } : undefined;
  }

  /** The optimum of a linear program, for repairing a rounded point. */
  private resolve(linear: Program): Float64Array | undefined {
    const model = this.highs.createModel(modelData(linear, false));
    try {
      model.options.set(SHARED_OPTIONS);
      return model.run().modelStatus === HIGHS_STATUS.optimal ? model.getSolution().colValue : undefined;
    } finally {
      model.dispose();
    }
  }
}

/** Under a limit this short the root is not begun again: it would have no time for more. */
const NO_RESTART_MS_MOST = 1000;

/** HiGHS's solution status codes. */
const NONE = 0;
const FEASIBLE = 2;

/** HiGHS with its defaults. Last in the file: it is made when the file is read. */
export const highs: Engine = highsEngine();
