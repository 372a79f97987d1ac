import { InternalError } from '../outcome.js';
import { ProgramBuilder } from './builder.js';
import type { LinearTerm, Program } from './program.js';

/** A row that may give way, and what a unit of giving way weighs. 0: the row is hard. */
export type RowWeight = (row: number) => number;

/** Rows of one group give way together: one slack, so that one shortage in many hours counts once. */
export type RowGroup = (row: number) => string | undefined;

/** A program whose rows may give way, and the columns by which they do. */
export interface ElasticProgram {
  readonly program: Program;
  /** By slack column: the rows it lets give way. */
  readonly rowsOfSlack: ReadonlyMap<number, readonly number[]>;
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

/** Largest reach of the rows of each group. */
const groupReach = (program: Program, groupOf: RowGroup): ReadonlyMap<string, number> => {
  const most = new Map<string, number>();
  for (let row = 0; row < program.rowCount; row += 1) {
    const group = groupOf(row);
    if (group !== undefined) most.set(group, Math.max(most.get(group) ?? 0, reach(program, row)));
  }
  return most;
};

/**
 * The program that gives way least: every row with a weight gets a slack on each bounded side, and the objective is
 * the weighted sum of slacks instead of the cost. Its optimum is 0 where the program is feasible.
 */
export const elastic = (
  program: Program,
  weightOf: RowWeight,
  groupOf: RowGroup = () => undefined,
): ElasticProgram => {
  const builder = new ProgramBuilder();
  for (let column = 0; column < program.columnCount; column += 1) {
    builder.addColumn({
      name: program.columnNames[column] ?? `x${column}`,
      lower: program.columnLower[column] ?? 0,
      upper: program.columnUpper[column] ?? 0,
      integer: program.integer[column] === 1,
    });
  }
  const rowsOfSlack = new Map<number, number[]>();
  const slackOfGroup = new Map<string, number>();
  const most = groupReach(program, groupOf);
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
      const group = groupOf(row);
      const key = group === undefined ? undefined : `${group} ${sign}`;
      const known = key === undefined ? undefined : slackOfGroup.get(key);
      const upperMost =
        (group === undefined ? reach(program, row) : (most.get(group) ?? 0)) + Math.abs(bound);
      const slack = known ?? builder.addColumn({ name: `give ${group ?? name}`, lower: 0, upper: upperMost });
      if (known === undefined) {
        builder.addCost(slack, weight);
        rowsOfSlack.set(slack, []);
        if (key !== undefined) slackOfGroup.set(key, slack);
      }
      terms.push({ column: slack, coefficient: sign });
      rowsOfSlack.get(slack)?.push(row);
    }
    builder.addRow(name, terms, lower, upper);
  }
  return { program: builder.build(), rowsOfSlack };
};
