import type { AssignmentInstance } from '../../fixtures/instances/instance.js';
import { ProgramBuilder } from '../../solver/program/builder.js';
import type { Program } from '../../solver/program/program.js';

/**
 * The formulation of the textbooks, written from the instance alone and not by our compiler:
 *
 *     min sum f_i y_i + sum c_ij x_ij     sum over i of x_ij = 1     sum over j of a_ij x_ij <= b_i y_i
 *     x_ij in {0, 1} where `isWhole`, else in [0, 1]; y_i in {0, 1}
 */
export const textbookProgram = ({ facilities, customers }: AssignmentInstance, isWhole: boolean): Program => {
  const builder = new ProgramBuilder();
  const open = facilities.map(({ fixedCost }, i) => {
    const column = builder.addColumn({ name: `y${i}`, lower: 0, upper: 1, integer: true });
    builder.addCost(column, fixedCost);
    return column;
  });
  const share = customers.map(({ costs }, j) =>
    costs.map((cost, i) => {
      const column = builder.addColumn({ name: `x${i},${j}`, lower: 0, upper: 1, integer: isWhole });
      builder.addCost(column, cost);
      return column;
    }),
  );
  for (const [j, columns] of share.entries())
    builder.addRow(
      `customer ${j}`,
      columns.map((column) => ({ column, coefficient: 1 })),
      1,
      1,
    );
  for (const [i, { capacity }] of facilities.entries()) {
    const terms = customers.map(({ needs }, j) => ({
      column: share[j]?.[i] ?? -1,
      coefficient: needs[i] ?? Number.NaN,
    }));
    const opening = { column: open[i] ?? -1, coefficient: -capacity };
    builder.addRow(`facility ${i}`, [...terms, opening], Number.NEGATIVE_INFINITY, 0);
  }
  return builder.build();
};
