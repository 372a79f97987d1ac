import { InternalError } from '../outcome.js';
import { ProgramBuilder } from './builder.js';
import type { LinearTerm, Program } from './program.js';

/** A row that may give way, and what a unit of giving way weighs. 0: the row is hard. */
export type RowWeight = (row: number) => number;

/** A program whose rows may give way, and the columns by which they do. */
export interface ElasticProgram {
  readonly program: Program;
  /** By slack column: the row it lets give way. */
  readonly rowOfSlack: ReadonlyMap<number, number>;
}

/** Largest absolute activity a row can take within the column bounds. */
const reach = (program: Program, row: number): number => {
  let most = 0;
  for (let entry = program.rowStart[row] ?? 0; entry < (program.rowStart[row + 1] ?? 0); entry += 1) {
    const column = program.rowColumn[entry] ?? 0;
    const value = Math.abs(program.rowValue[entry] ?? 0);
    most +=
      value *
      Math.max(Math.abs(program.columnLower[column] ?? 0), Math.abs(program.columnUpper[column] ?? 0));
  }
  return most;
};

/**
 * The program that gives way least: every row with a weight gets a slack on each bounded side, and the objective is
 * the weighted sum of slacks instead of the cost. Its optimum is 0 where the program is feasible.
 */
export const elastic = (program: Program, weightOf: RowWeight): ElasticProgram => {
  const builder = new ProgramBuilder();
  for (let column = 0; column < program.columnCount; column += 1) {
    builder.addColumn({
      name: program.columnNames[column] ?? `x${column}`,
      lower: program.columnLower[column] ?? 0,
      upper: program.columnUpper[column] ?? 0,
      integer: program.integer[column] === 1,
    });
  }
  const rowOfSlack = new Map<number, number>();
  for (let row = 0; row < program.rowCount; row += 1) {
    const lower = program.rowLower[row];
    const upper = program.rowUpper[row];
    if (lower === undefined || upper === undefined) throw new InternalError(`row ${row} has no bounds`);
    const terms: LinearTerm[] = [];
    for (let entry = program.rowStart[row] ?? 0; entry < (program.rowStart[row + 1] ?? 0); entry += 1) {
      terms.push({ column: program.rowColumn[entry] ?? 0, coefficient: program.rowValue[entry] ?? 0 });
    }
    const weight = weightOf(row);
    const name = program.rowNames[row] ?? `r${row}`;
    for (const [bound, sign] of [
      [lower, 1],
      [upper, -1],
    ] as const) {
      if (weight === 0 || !Number.isFinite(bound)) continue;
      const slack = builder.addColumn({
        name: `give ${name}`,
        lower: 0,
        upper: reach(program, row) + Math.abs(bound),
      });
      builder.addCost(slack, weight);
      terms.push({ column: slack, coefficient: sign });
      rowOfSlack.set(slack, row);
    }
    builder.addRow(name, terms, lower, upper);
  }
  return { program: builder.build(), rowOfSlack };
};
