import type { Program } from '../program/program.js';
import type { HighsModelData } from './highs-package.js';

/** A program as the package takes it. */
export const modelData = (program: Program, integers: boolean): HighsModelData => ({
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

export const SHARED_OPTIONS = {
  // Without the output flag HiGHS reports no progress either; nothing is ever written.
  output_flag: false,
  log_to_console: false,
  random_seed: 0,
  // The default of 1e-9 drops small coefficients without a word; this is the least HiGHS allows.
  small_matrix_value: 1e-12,
  mip_abs_gap: 1e-6,
} as const;
