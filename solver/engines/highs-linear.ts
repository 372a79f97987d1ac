import type { StopReason } from '../outcome.js';
import type { Program } from '../program/program.js';
import type {
  AddedColumns,
  AddedRows,
  EngineLimits,
  LinearModel,
  LinearResult,
  RowFactors,
} from './contract.js';
import { modelData, SHARED_OPTIONS } from './highs-model.js';
import { HIGHS_STATUS, type HighsModel, type HighsPackage } from './highs-package.js';
import { HighsWatch } from './highs-watch.js';

const STOPS: Readonly<Record<number, StopReason>> = {
  [HIGHS_STATUS.optimal]: 'proven',
  [HIGHS_STATUS.infeasible]: 'infeasible',
  // All column bounds are finite, so of the two only infeasible can be meant.
  [HIGHS_STATUS.unboundedOrInfeasible]: 'infeasible',
  [HIGHS_STATUS.timeLimit]: 'time-limit',
  [HIGHS_STATUS.iterationLimit]: 'work-limit',
};

/** The package takes no infinite limit. */
const NO_LIMIT_MS = 1e12;

/** A linear program that HiGHS keeps: after rows or columns were added, simplex goes on from the last basis. */
export class HighsLinear implements LinearModel {
  private readonly model: HighsModel;
  private columnCount: number;
  private rowCount: number;

  /** @param broken - called when the package aborted: it must be loaded anew */
  constructor(
    highs: HighsPackage,
    private readonly program: Program,
    private readonly broken: () => void,
  ) {
    this.model = highs.createModel(modelData(program, false));
    this.columnCount = program.columnCount;
    this.rowCount = program.rowCount;
    this.model.options.set(SHARED_OPTIONS);
  }

  addColumns({ cost, lower, upper, start, row, value }: AddedColumns): void {
    this.model.addCols({
      cost,
      lower,
      upper,
      matrix: {
        format: 'csc',
        numRows: this.rowCount,
        numCols: cost.length,
        starts: start,
        indices: row,
        values: value,
      },
    });
    this.columnCount += cost.length;
  }

  addRows({ lower, upper, start, column, value }: AddedRows): void {
    this.model.addRows({
      lower,
      upper,
      matrix: {
        format: 'csr',
        numRows: lower.length,
        numCols: this.columnCount,
        starts: start,
        indices: column,
        values: value,
      },
    });
    this.rowCount += lower.length;
  }

  setColumnBounds(columns: Int32Array, lower: Float64Array, upper: Float64Array): void {
    this.model.changeColsBounds({ kind: 'set', indices: columns }, lower, upper);
  }

  setColumnCosts(columns: Int32Array, cost: Float64Array): void {
    this.model.changeColsCost({ kind: 'set', indices: columns }, cost);
  }

  setBasis(isColumnBasic: Uint8Array, isRowBasic: Uint8Array): void {
    this.model.setBasis({
      colStatus: Int32Array.from(isColumnBasic),
      rowStatus: Int32Array.from(isRowBasic),
    });
  }

  solve(limits: EngineLimits): LinearResult {
    const watch = new HighsWatch(this.program, limits, undefined);
    try {
      // HiGHS counts its clock over all solves of a model.
      this.model.zeroAllClocks();
      const { timeLimitMs = NO_LIMIT_MS } = limits;
      this.model.options.set({ time_limit: Math.max(0, timeLimitMs) / 1000 });
      const { modelStatus } = this.model.run(watch.callbacks(false));
      const iterations = Math.max(0, Number(this.model.info.get('simplex_iteration_count')));
      const detail = `highs: model status ${modelStatus}`;
      const stop = watch.cancelled ? 'cancelled' : (STOPS[modelStatus] ?? 'engine-failure');
      if (stop === 'infeasible') {
        const ray = this.model.getDualRay();
        return { stop, iterations, detail, ...(ray ? { ray: ray.values } : {}) };
      }
      if (stop !== 'proven') return { stop, iterations, detail };
      const { colValue, rowDual } = this.model.getSolution();
      return { stop, point: colValue, rowDuals: rowDual, iterations, detail };
    } catch (error) {
      this.broken();
      return { stop: 'engine-failure', iterations: 0, detail: `highs: ${String(error)}` };
    }
  }

  deleteRows(rows: Int32Array): void {
    this.model.deleteRows({ kind: 'set', indices: rows });
    this.rowCount -= rows.length;
  }

  basicColumns(): Int32Array {
    try {
      // Forms the inverse too, where the last solve left none.
      return this.model.getBasicVariables();
    } catch {
      this.broken();
      return new Int32Array(0);
    }
  }

  basisRow(place: number): RowFactors {
    try {
      const { values, nonzeroIndices = new Int32Array(0) } = this.model.getBasisInverseRow(place, true);
      const factors = new Float64Array(nonzeroIndices.length);
      for (let k = 0; k < factors.length; k += 1) factors[k] = values[nonzeroIndices[k] ?? 0] ?? 0;
      return { rows: nonzeroIndices, factors };
    } catch {
      this.broken();
      return { rows: new Int32Array(0), factors: new Float64Array(0) };
    }
  }

  dispose(): void {
    this.model.dispose();
  }
}
