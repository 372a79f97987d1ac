import { InternalError } from '../outcome.js';
import type { Program } from './program.js';

/**
 * The program as an engine may be given it: shapes agree, numbers are numbers, column bounds are finite, and
 * no column stands twice in a row (GLPK aborts on that, other engines keep the last). A program that is sound
 * already is returned as it is; like terms are merged in a copy.
 *
 * @throws InternalError naming the first thing that is wrong, with its value
 */
export const soundProgram = (program: Program): Program => {
  checkShapes(program);
  checkColumns(program);
  return checkRows(program) ? merged(program) : program;
};

/**
 * The program with the bounds of its integer columns rounded inward, which loses no point; itself where they
 * are whole already, and undefined where some integer column has no whole number left.
 */
export const wholeBounds = (program: Program): Program | undefined => {
  const round = (bounds: Float64Array, inward: (bound: number) => number): Float64Array =>
    bounds.map((bound, j) => (program.integer[j] === 1 ? inward(bound) : bound));
  const columnLower = round(program.columnLower, Math.ceil);
  const columnUpper = round(program.columnUpper, Math.floor);
  if (columnLower.some((lower, j) => lower > (columnUpper[j] ?? 0))) return undefined;
  const same = (a: Float64Array, b: Float64Array): boolean => a.every((bound, j) => bound === b[j]);
  const whole = same(columnLower, program.columnLower) && same(columnUpper, program.columnUpper);
  return whole ? program : { ...program, columnLower, columnUpper };
};

const refuse = (what: string): never => {
  throw new InternalError(`the program is not sound: ${what}`);
};

const checkShapes = (program: Program): void => {
  const lengths: [string, ArrayLike<unknown>, number][] = [
    ['cost', program.cost, program.columnCount],
    ['columnLower', program.columnLower, program.columnCount],
    ['columnUpper', program.columnUpper, program.columnCount],
    ['integer', program.integer, program.columnCount],
    ['rowStart', program.rowStart, program.rowCount + 1],
    ['rowLower', program.rowLower, program.rowCount],
    ['rowUpper', program.rowUpper, program.rowCount],
    ['rowValue', program.rowValue, program.rowColumn.length],
  ];
  for (const [name, array, length] of lengths) {
    if (array.length !== length) refuse(`${name} has ${array.length} entries, ${length} expected`);
  }
  if (program.rowStart[0] !== 0 || program.rowStart[program.rowCount] !== program.rowColumn.length) {
    refuse('rowStart does not run from 0 to the number of entries');
  }
};

const checkColumns = (program: Program): void => {
  for (let j = 0; j < program.columnCount; j++) {
    const cost = program.cost[j] ?? Number.NaN;
    const lower = program.columnLower[j] ?? Number.NaN;
    const upper = program.columnUpper[j] ?? Number.NaN;
    if (!Number.isFinite(cost)) refuse(`cost of x${j} is ${cost}`);
    if (!Number.isFinite(lower) || !Number.isFinite(upper) || lower > upper) {
      refuse(`bounds of x${j} are ${lower} .. ${upper}`);
    }
  }
};

/** True where some row names a column twice, or out of order. */
const checkRows = (program: Program): boolean => {
  let unsorted = false;
  for (let i = 0; i < program.rowCount; i++) {
    const lower = program.rowLower[i] ?? Number.NaN;
    const upper = program.rowUpper[i] ?? Number.NaN;
    const impossible = lower === Number.POSITIVE_INFINITY || upper === Number.NEGATIVE_INFINITY;
    if (!(lower <= upper) || impossible) refuse(`bounds of r${i} are ${lower} .. ${upper}`);
    const start = program.rowStart[i] ?? 0;
    const end = program.rowStart[i + 1] ?? 0;
    if (end < start) refuse(`rowStart falls at r${i}`);
    let before = -1;
    for (let k = start; k < end; k++) {
      const column = program.rowColumn[k] ?? -1;
      if (column < 0 || column >= program.columnCount) refuse(`r${i} names unknown column ${column}`);
      if (!Number.isFinite(program.rowValue[k])) refuse(`r${i} has ${program.rowValue[k]} on x${column}`);
      if (column <= before) unsorted = true;
      before = column;
    }
  }
  return unsorted;
};

const merged = (program: Program): Program => {
  const rowStart = [0];
  const rowColumn: number[] = [];
  const rowValue: number[] = [];
  for (let i = 0; i < program.rowCount; i++) {
    const terms = new Map<number, number>();
    for (let k = program.rowStart[i] ?? 0; k < (program.rowStart[i + 1] ?? 0); k++) {
      const column = program.rowColumn[k] ?? 0;
      terms.set(column, (terms.get(column) ?? 0) + (program.rowValue[k] ?? 0));
    }
    for (const [column, value] of [...terms].sort((a, b) => a[0] - b[0])) {
      if (value === 0) continue;
      rowColumn.push(column);
      rowValue.push(value);
    }
    rowStart.push(rowColumn.length);
  }
  return {
    ...program,
    rowStart: Int32Array.from(rowStart),
    rowColumn: Int32Array.from(rowColumn),
    rowValue: Float64Array.from(rowValue),
  };
};
