import type { Bound, BoundKind, StopReason } from '../outcome.js';
import type { Program } from '../program/program.js';

/** When an engine must stop. Absent means no such limit. */
export interface EngineLimits {
  /** Wall clock. A plan stopped by it is not reproducible. */
  readonly timeLimitMs?: number;
  /** Deterministic work, in the engine's own unit (branch-and-bound nodes). */
  readonly workLimitNodes?: number;
  /** Stop when (incumbent - bound) / |incumbent| is at most this. 0 asks for a proof. */
  readonly gapFraction: number;
  /** Distance of point and bound that counts as a proof, in the unit of the costs. Absent: as the money of a plan has it. */
  readonly absoluteGap?: number;
  /** Polled where the engine allows it; true stops the engine and keeps its incumbent. */
  readonly isCancelled?: () => boolean;
}

/** What an engine can do; a caller asks before it relies on it. */
export interface EngineSupport {
  readonly integers: boolean;
  /** Reports a valid bound of its own for integer programs. */
  readonly integerBound: boolean;
  /** Reports row duals of linear programs. */
  readonly rowDuals: boolean;
  readonly start: boolean;
  readonly progress: boolean;
  readonly timeLimit: boolean;
  readonly workLimit: boolean;
}

/** A step of a running solve. */
export interface EngineProgress {
  readonly incumbent?: number;
  readonly bound?: number;
  /** What stands behind the bound; absent: the engine's word. */
  readonly boundKind?: BoundKind;
  /** The incumbent itself, checked as a final point is: streamed out so that ending a worker loses nothing. */
  readonly point?: Float64Array;
  /** A safe bound of the same program under other costs, where a search was asked for one. */
  readonly secondBound?: number;
}

/**
 * What an engine found. A point is present only where the engine has one, and has already been recomputed:
 * row activity, objective and integrality are checked outside the engine before a point is handed on.
 */
export interface EngineResult {
  readonly stop: StopReason;
  /** Values of all columns, integers rounded, feasible within the tolerance of `program/check.ts`. */
  readonly point?: Float64Array;
  /** cost'point, recomputed by us. */
  readonly objective?: number;
  readonly bound?: Bound;
  /** One multiplier a row, sign convention of model.md section 6 (d = c - A'y). Linear programs only. */
  readonly rowDuals?: Float64Array;
  /** Deterministic work done, in the unit of `workLimitNodes`, where the engine counts it. */
  readonly workNodes?: number;
  /** What the engine itself said, for logs and error messages. */
  readonly detail: string;
}

/** Columns to be added to a linear program that an engine keeps; entries by column, rows of the kept program. */
export interface AddedColumns {
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly value: Float64Array;
}

/** Rows to be added to a linear program that an engine keeps; entries by row, columns of the kept program. */
export interface AddedRows {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

/** What a kept linear program answered. */
export interface LinearResult {
  readonly stop: StopReason;
  /** As the engine has it, unchecked: a guide, never an answer. */
  readonly point?: Float64Array;
  /** One multiplier a row, sign convention of model.md section 6 (d = c - A'y). */
  readonly rowDuals?: Float64Array;
  /** Of a program without a point: multipliers under which its rows alone contradict its columns' bounds, as the engine has them. */
  readonly ray?: Float64Array;
  /** Simplex iterations of this solve. */
  readonly iterations: number;
  readonly detail: string;
}

/** A sum of rows: the factor of each. */
export interface RowFactors {
  readonly rows: Int32Array;
  readonly factors: Float64Array;
}

/** A linear program kept inside an engine: it grows, and each solve starts from the last basis. */
export interface LinearModel {
  addColumns(columns: AddedColumns): void;
  addRows(rows: AddedRows): void;
  setColumnBounds(columns: Int32Array, lower: Float64Array, upper: Float64Array): void;
  setColumnCosts(columns: Int32Array, cost: Float64Array): void;
  /** Takes rows out; those behind them move up. The last basis stays where the rows were slack. */
  deleteRows?(rows: Int32Array): void;
  /** By place in the last basis: the column that stands there, or -1 - i for the slack of row i. */
  basicColumns?(): Int32Array;
  /** The row of the inverse of the last basis at a place: the sum of rows in which only its column and columns at a bound are left. */
  basisRow?(place: number): RowFactors;
  /**
   * Simplex starts from this basis the next time: 1 for columns and rows in it, as many as there are rows. All others are
   * at their lower side.
   */
  setBasis(isColumnBasic: Uint8Array, isRowBasic: Uint8Array): void;
  solve(limits: EngineLimits): LinearResult;
  /** Frees what the engine holds. Nothing may be asked afterwards. */
  dispose(): void;
}

/** A solver of programs. Handed in by the caller; the library itself names no engine package. */
export interface Engine {
  readonly id: 'glpk' | 'highs' | 'jslp';
  readonly supports: EngineSupport;
  /** Version of the engine behind it, for the plan's record. */
  version(): Promise<string>;
  solve(
    program: Program,
    limits: EngineLimits,
    start?: Float64Array,
    onProgress?: (progress: EngineProgress) => void,
  ): Promise<EngineResult>;
  /** Keeps a linear program (integrality is not looked at) to be solved again and again. Absent: it cannot. */
  openLinear?(program: Program): Promise<LinearModel>;
}
