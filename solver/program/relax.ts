import { InternalError } from '../outcome.js';
import type { Program } from './program.js';

/** The same program without integrality. Its arrays are shared, not copied. */
export const relaxed = (program: Program): Program => ({
  ...program,
  integer: new Uint8Array(program.columnCount),
});

/**
 * The same program with some columns fixed, each at the value of the same place in `values`. A value outside
 * the column's bounds is refused: fixing must only ever narrow a program.
 *
 * @throws InternalError where a column does not exist or a value lies outside its bounds
 */
export const fixed = (program: Program, columns: ArrayLike<number>, values: ArrayLike<number>): Program => {
  const columnLower = Float64Array.from(program.columnLower);
  const columnUpper = Float64Array.from(program.columnUpper);
  for (let k = 0; k < columns.length; k++) {
    const j = columns[k] ?? -1;
    const value = values[k] ?? Number.NaN;
    const lower = program.columnLower[j] ?? Number.NaN;
    const upper = program.columnUpper[j] ?? Number.NaN;
    if (!(value >= lower && value <= upper)) {
      throw new InternalError(
        `column x${j} cannot be fixed at ${value}: its bounds are ${lower} .. ${upper}`,
      );
    }
    columnLower[j] = value;
    columnUpper[j] = value;
  }
  return { ...program, columnLower, columnUpper };
};

/**
 * The linear program left when every integer column is fixed at its rounded value in a point: re-solving it
 * repairs what rounding did to the continuous columns (model.md section 5).
 */
export const fixedIntegers = (program: Program, point: ArrayLike<number>): Program => {
  const columns: number[] = [];
  const values: number[] = [];
  for (let j = 0; j < program.columnCount; j++) {
    if (program.integer[j] !== 1) continue;
    columns.push(j);
    values.push(Math.round(point[j] ?? Number.NaN));
  }
  return relaxed(fixed(program, columns, values));
};
