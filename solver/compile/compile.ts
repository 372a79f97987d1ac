import type { Candidates } from '../candidates/types.js';
import { buildDecisions } from '../decisions/build.js';
import type { HourFamily } from '../decisions/hour-family.js';
import type { Decisions } from '../decisions/types.js';
import { ProgramBuilder } from '../program/builder.js';
import type { Program } from '../program/program.js';
import type { Constraint, RowSink } from '../rules/contract.js';
import { CONSTRAINTS } from '../rules/index.js';
import { objectiveTerms } from '../tei/objective.js';
import { committedSpend } from './committed-spend.js';
import { addIdleRows } from './idle.js';
import { LazyHours } from './lazy-hours.js';
import { LinkCuts } from './link-cuts.js';
import { moneyLimits } from './money-limits.js';

/** Every constraint family: those of rules/, and those that read prices. */
export const ALL_CONSTRAINTS: readonly Constraint[] = [...CONSTRAINTS, moneyLimits, committedSpend];

/** A problem as a program, with what is needed to read a point back and to add hour rows. */
export interface Compiled {
  readonly decisions: Decisions;
  readonly builder: ProgramBuilder;
  readonly hours: LazyHours;
  readonly cuts: LinkCuts;
  /** Present worth by column; objective = cash + shadow. Longer columns of rules' own cost nothing. */
  readonly cashCost: Float64Array;
  readonly shadowCost: Float64Array;
  program(): Program;
}

/** Compiles candidates into a program: decision columns, rows of every constraint, present-worth costs. */
export const compile = (candidates: Candidates): Compiled => {
  const builder = new ProgramBuilder();
  const decisions = buildDecisions(candidates, builder);
  const hours = new LazyHours(builder, decisions.fronts);
  const sink: RowSink = {
    addRow: (name, terms, lower, upper) => {
      builder.addRow(name, terms, lower, upper);
    },
    addHourFamily: (family: HourFamily) => hours.add(family),
    isDecided: (column) => builder.isDecided(column),
    addBinary: (name) => builder.addColumn({ name, lower: 0, upper: 1, integer: true }),
  };
  for (const constraint of ALL_CONSTRAINTS) constraint.rows?.(decisions, sink);
  const { cash, shadow } = objectiveTerms(decisions, builder.columnCount);
  const cost = cash.map((amount, column) => amount + (shadow[column] ?? 0));
  addIdleRows(decisions, cost, (name) => hours.familyOf(name), sink);
  cost.forEach((amount, column) => {
    builder.addCost(column, amount);
  });
  return {
    decisions,
    builder,
    hours,
    cuts: new LinkCuts(decisions, builder),
    cashCost: cash,
    shadowCost: shadow,
    program: () => builder.build(),
  };
};
