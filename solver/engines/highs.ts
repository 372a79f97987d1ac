import type { Bound, StopReason } from '../outcome.js';
import type { Program } from '../program/program.js';
import { soundProgram } from '../program/sound.js';
import type { Engine, EngineLimits, EngineProgress, EngineResult } from './contract.js';
import { solveEmpty } from './empty.js';
import {
  HIGHS_STATUS,
  type HighsCallbacks,
  type HighsEvent,
  type HighsModel,
  type HighsPackage,
} from './highs-package.js';
import { LazyPackage } from './load.js';
import { type Settled, settle } from './settle.js';
import { meets } from './stop.js';

export interface HighsOptions {
  /** Loads the package; by default `import('highs')`. A browser hands in its own, with `locateFile`. */
  readonly load?: () => Promise<HighsPackage>;
  /**
   * Columns above which an integer program under a time limit is not presolved. HiGHS's MIP presolve reads
   * no clock and takes no interrupt, so on large programs it alone outlasts the limit.
   */
  readonly presolveColumnsMax?: number;
}

const PRESOLVE_COLUMNS_MAX = 60_000;
/** WebAssembly ends at 2 GiB; an abort this close to it is taken as lack of memory. */
const MEMORY_SUSPECT_BYTES = 1.5 * 2 ** 30;

/**
 * HiGHS 1.15 in WebAssembly (MIT): linear and integer programs, one thread, fixed seed. Sent as typed arrays,
 * without names. Every model is disposed of: the package leaks what is not.
 */
export const highsEngine = (options: HighsOptions = {}): Engine => {
  const lazy = new LazyPackage('highs', 'highs', options.load ?? importHighs);
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
      const sound = soundProgram(program);
      const highs = await lazy.get();
      if (limits.isCancelled?.()) return { stop: 'cancelled', detail: 'highs: cancelled before it began' };
      if (sound.columnCount === 0) return solveEmpty(sound);
      try {
        return new HighsRun(highs, sound, limits, presolveColumnsMax).solve(start, onProgress);
      } catch (error) {
        lazy.forget();
        const short = highs.memoryBytes > MEMORY_SUSPECT_BYTES;
        return { stop: short ? 'memory' : 'engine-failure', detail: `highs: ${String(error)}` };
      }
    },
  };
};

const importHighs = async (): Promise<HighsPackage> => {
  const loaded = (await import('highs')) as unknown as { default: () => Promise<HighsPackage> };
  return loaded.default();
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

  solve(
    start: Float64Array | undefined,
    onProgress: ((p: EngineProgress) => void) | undefined,
  ): EngineResult {
    const model = this.modelOf(this.program, this.integers);
    try {
      model.options.set(this.optionValues());
      if (start !== undefined && start.length === this.program.columnCount) {
        model.setSolution({ colValue: start });
      }
      let cancelled = false;
      const status = model.run(
        this.callbacks(onProgress, () => {
          cancelled = true;
        }),
      ).modelStatus;
      return this.read(model, status, cancelled);
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
    return values;
  }

  private callbacks(
    onProgress: ((p: EngineProgress) => void) | undefined,
    onCancel: () => void,
  ): HighsCallbacks {
    const { isCancelled } = this.limits;
    const poll = (event: HighsEvent): undefined => {
      if (!isCancelled?.()) return;
      onCancel();
      event.interrupt?.();
    };
    const polls = isCancelled === undefined ? {} : this.integers ? { 6: poll } : { 1: poll, 2: poll };
    if (onProgress === undefined || !this.integers) return polls;
    const report = (event: HighsEvent): undefined => {
      const incumbent = event.data.mip_primal_bound;
      const bound = event.data.mip_dual_bound;
      onProgress({ ...finite('incumbent', incumbent), ...finite('bound', bound) });
    };
    const improve = (event: HighsEvent): undefined => {
      const raw = event.data.mip_solution;
      // Without a second solve: HiGHS must not be re-entered from its own callback.
      const settled = raw === undefined ? undefined : settle(this.program, raw, () => undefined);
      if (settled === undefined) return;
      const bound = finite('bound', event.data.mip_dual_bound);
      onProgress({ incumbent: settled.objective, point: settled.point, ...bound });
    };
    return { ...polls, 4: improve, 5: report };
  }

  private read(model: HighsModel, status: number, cancelled: boolean): EngineResult {
    const detail = `highs: model status ${status}`;
    const solution = model.getSolution();
    const hasPoint = model.info.get('primal_solution_status') === FEASIBLE;
    const settled = hasPoint ? settle(this.program, solution.colValue, (p) => this.resolve(p)) : undefined;
    const bound = this.boundOf(model, status, settled);
    const stop = this.stopOf(status, cancelled, settled, bound);
    const hasDuals = !this.integers && model.info.get('dual_solution_status') !== NONE;
    return {
      stop,
      ...settled,
      ...(bound === undefined ? {} : { bound }),
      ...(hasDuals ? { rowDuals: solution.rowDual } : {}),
      detail: hasPoint && settled === undefined ? `${detail}; its point failed the check` : detail,
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

  private stopOf(
    status: number,
    cancelled: boolean,
    settled: Settled | undefined,
    bound: Bound | undefined,
  ): StopReason {
    switch (status) {
      case HIGHS_STATUS.optimal: {
        if (settled === undefined) return 'engine-failure';
        if (!this.integers) return 'proven';
        if (bound !== undefined && meets(settled.objective, bound.value)) return 'proven';
        return this.limits.gapFraction === 0 ? 'proven' : 'gap';
      }
      case HIGHS_STATUS.infeasible:
      // All column bounds are finite, so of the two only infeasible can be meant.
      case HIGHS_STATUS.unboundedOrInfeasible:
        return 'infeasible';
      case HIGHS_STATUS.unbounded:
        return 'unbounded';
      case HIGHS_STATUS.timeLimit:
        return 'time-limit';
      case HIGHS_STATUS.solutionLimit:
      case HIGHS_STATUS.iterationLimit:
        return 'work-limit';
      case HIGHS_STATUS.interrupted:
        return cancelled ? 'cancelled' : 'time-limit';
      default:
        return 'engine-failure';
    }
  }

  private resolve(linear: Program): Float64Array | undefined {
    const model = this.modelOf(linear, false);
    try {
      model.options.set(SHARED_OPTIONS);
      return model.run().modelStatus === HIGHS_STATUS.optimal ? model.getSolution().colValue : undefined;
    } finally {
      model.dispose();
    }
  }

  private modelOf(program: Program, integers: boolean): HighsModel {
    return this.highs.createModel({
      numCols: program.columnCount,
      numRows: program.rowCount,
      colCost: program.cost,
      colLower: program.columnLower,
      colUpper: program.columnUpper,
      rowLower: program.rowLower,
      rowUpper: program.rowUpper,
      matrix: {
        format: 'csr',
        numRows: program.rowCount,
        numCols: program.columnCount,
        starts: program.rowStart,
        indices: program.rowColumn,
        values: program.rowValue,
      },
      ...(integers ? { integrality: Int32Array.from(program.integer) } : {}),
    });
  }
}

/** HiGHS's solution status codes. */
const NONE = 0;
const FEASIBLE = 2;

const SHARED_OPTIONS = {
  output_flag: false,
  random_seed: 0,
  // The default of 1e-9 drops small coefficients without a word; this is the least HiGHS allows.
  small_matrix_value: 1e-12,
  mip_abs_gap: 1e-6,
} as const;

const finite = <Key extends string>(key: Key, value: number | undefined): { [K in Key]?: number } =>
  value !== undefined && Math.abs(value) < 1e100 ? ({ [key]: value } as { [K in Key]: number }) : {};

/** HiGHS with its defaults. Last in the file: it is made when the file is read. */
export const highs: Engine = highsEngine();
