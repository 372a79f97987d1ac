/** The part of the `highs` package (1.15) this project uses; its own types are for CommonJS only. */
export interface HighsPackage {
  readonly version: { readonly string: string };
  readonly memoryBytes: number;
  createModel(data: HighsModelData): HighsModel;
}

export interface HighsModelData {
  readonly numCols: number;
  readonly numRows: number;
  readonly colCost: Float64Array;
  readonly colLower: Float64Array;
  readonly colUpper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly matrix: HighsMatrix<'csr'>;
  readonly integrality?: Int32Array;
}

export interface HighsColumns {
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly matrix: HighsMatrix<'csc'>;
}

export interface HighsRows {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly matrix: HighsMatrix<'csr'>;
}

export interface HighsMatrix<Format extends 'csr' | 'csc'> {
  readonly format: Format;
  readonly numRows: number;
  readonly numCols: number;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

export interface HighsModel {
  readonly options: { set(values: Readonly<Record<string, boolean | number | string>>): unknown };
  readonly info: { get(name: string): number | bigint };
  run(callbacks?: HighsCallbacks): { readonly modelStatus: number };
  getSolution(): { readonly colValue: Float64Array; readonly rowDual: Float64Array };
  setSolution(solution: { readonly colValue: Float64Array }): unknown;
  zeroAllClocks(): unknown;
  addCols(columns: HighsColumns): unknown;
  addRows(rows: HighsRows): unknown;
  deleteRows(selection: { readonly kind: 'set'; readonly indices: Int32Array }): unknown;
  /** Of a linear program without a point. */
  getDualRay(): { readonly values: Float64Array } | undefined;
  /** Columns of the last basis by place; -1 - i for the slack of row i. */
  getBasicVariables(): Int32Array;
  getBasisInverseRow(
    place: number,
    sparse: boolean,
  ): { readonly values: Float64Array; readonly nonzeroIndices?: Int32Array };
  changeColsBounds(
    selection: { readonly kind: 'set'; readonly indices: Int32Array },
    lower: Float64Array,
    upper: Float64Array,
  ): unknown;
  changeColsCost(
    selection: { readonly kind: 'set'; readonly indices: Int32Array },
    cost: Float64Array,
  ): unknown;
  /** 0 at the lower side, 1 basic. */
  setBasis(basis: { readonly colStatus: Int32Array; readonly rowStatus: Int32Array }): unknown;
  dispose(): void;
}

/** Numbers are HiGHS's own callback types. */
export interface HighsCallbacks {
  /** simplexInterrupt */
  readonly 1?: (event: HighsEvent) => undefined;
  /** ipmInterrupt */
  readonly 2?: (event: HighsEvent) => undefined;
  /** mipImprovingSolution */
  readonly 4?: (event: HighsEvent) => undefined;
  /** mipLogging */
  readonly 5?: (event: HighsEvent) => undefined;
  /** mipInterrupt */
  readonly 6?: (event: HighsEvent) => undefined;
}

export interface HighsEvent {
  readonly data: {
    readonly objective_function_value?: number;
    readonly mip_primal_bound?: number;
    readonly mip_dual_bound?: number;
    readonly mip_solution?: Float64Array;
  };
  interrupt?(): void;
}

/** HiGHS's model status codes. */
export const HIGHS_STATUS = {
  optimal: 7,
  infeasible: 8,
  unboundedOrInfeasible: 9,
  unbounded: 10,
  timeLimit: 13,
  iterationLimit: 14,
  unknown: 15,
  solutionLimit: 16,
  interrupted: 17,
} as const;
