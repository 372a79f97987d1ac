import { ProgramBuilder } from '../../solver/program/builder.js';
import type { Program } from '../../solver/program/program.js';
import { randomStream } from '../program/random-programs.js';

const INFINITY = Number.POSITIVE_INFINITY;

/** A row as [coefficients by column, lower, upper]. */
export type RowSpec = readonly [readonly number[], number, number];

/** Columns as [cost, lower, upper]; rows as {@link RowSpec}. */
export const program = (
  columns: readonly (readonly [number, number, number])[],
  rows: readonly RowSpec[],
  integer: boolean,
  names: readonly string[] = [],
): Program => {
  const builder = new ProgramBuilder();
  columns.forEach(([cost, lower, upper], j) => {
    builder.addColumn({ name: names[j] ?? `c${j}`, lower, upper, integer });
    builder.addCost(j, cost);
  });
  rows.forEach(([coefficients, lower, upper], i) => {
    const terms = coefficients.map((coefficient, column) => ({ column, coefficient }));
    builder.addRow(`row${i}`, terms, lower, upper);
  });
  return builder.build();
};

/** min 2a + 3b, a + b >= 3.5, a <= 2: 2 x 2 + 3 x 2 = 10 in whole numbers, 8.5 without. */
export const small = (integer: boolean): Program =>
  program(
    [
      [2, 0, 2],
      [3, 0, 9],
    ],
    [[[1, 1], 3.5, INFINITY]],
    integer,
  );

/** Market split (Cornuejols and Dawande): tiny, and far too hard to finish or to hit by luck. */
export const marketSplit = (): Program => {
  const next = randomStream(7);
  const rows: RowSpec[] = Array.from({ length: 5 }, () => {
    const coefficients = Array.from({ length: 40 }, () => Math.floor(100 * next()));
    const half = Math.floor(coefficients.reduce((sum, value) => sum + value, 0) / 2);
    return [coefficients, half, half];
  });
  return program(
    Array.from({ length: 40 }, () => [1, 0, 1]),
    rows,
    true,
  );
};

/** The same with slack on both sides, priced: every point is feasible, the optimum is out of reach. */
export const marketSplitWithSlack = (): Program => {
  const hard = marketSplit();
  const builder = new ProgramBuilder();
  for (let j = 0; j < hard.columnCount; j++) {
    builder.addColumn({ name: `x${j}`, lower: 0, upper: 1, integer: true });
  }
  for (let i = 0; i < hard.rowCount; i++) {
    const terms = Array.from({ length: hard.columnCount }, (_, k) => ({
      column: k,
      coefficient: hard.rowValue[i * hard.columnCount + k] ?? 0,
    }));
    for (const sign of [1, -1]) {
      const slack = builder.addColumn({ name: 'slack', lower: 0, upper: 5000 });
      builder.addCost(slack, 1);
      terms.push({ column: slack, coefficient: sign });
    }
    builder.addRow(`split${i}`, terms, hard.rowLower[i] ?? 0, hard.rowUpper[i] ?? 0);
  }
  return builder.build();
};

/** Cheapest cover of 12 elements by 9 sets of a fixed pattern. */
export const cover = (): Program => {
  const next = randomStream(11);
  const columns = Array.from({ length: 9 }, (): [number, number, number] => [
    2 + Math.floor(9 * next()),
    0,
    1,
  ]);
  const rows = Array.from({ length: 12 }, (_, i): RowSpec => {
    const coefficients = columns.map((_, j) => (j === i % 9 || next() < 0.3 ? 1 : 0));
    return [coefficients, 1, INFINITY];
  });
  return program(columns, rows, true);
};
export const COVER_OPTIMUM = 15;
