/**
 * A mixed-integer program as sparse typed arrays: minimise cost'x subject to
 * rowLower <= A x <= rowUpper, columnLower <= x <= columnUpper, x[j] integer where integer[j] = 1.
 *
 * Knows numbers only: nothing here has heard of a workload. Column bounds are always finite (the safe
 * bound needs them); row bounds may be infinite on one side. Objective constants do not exist: they are
 * carried by a column fixed at 1, because engines and file formats disagree on constants.
 */
export interface Program {
  readonly columnCount: number;
  readonly rowCount: number;
  /** Objective coefficient of each column; one entry a column, so no term can stand twice. */
  readonly cost: Float64Array;
  readonly columnLower: Float64Array;
  readonly columnUpper: Float64Array;
  /** 1 where the column must take a whole value. */
  readonly integer: Uint8Array;
  /** Rows in CSR form: the entries of row i are rowStart[i] .. rowStart[i + 1] - 1. Columns ascend inside a row. */
  readonly rowStart: Int32Array;
  readonly rowColumn: Int32Array;
  readonly rowValue: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** For people and exports; engines never see them. */
  readonly columnNames: readonly string[];
  readonly rowNames: readonly string[];
}

/** One entry of a row before it is compiled. */
export interface LinearTerm {
  readonly column: number;
  readonly coefficient: number;
}
