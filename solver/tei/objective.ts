import type { Decisions } from '../decisions/types.js';
import { InternalError } from '../outcome.js';
import { pricedComponents } from './costs/index.js';
import { factorsOf } from './present-worth.js';

export { presentWorthFactorOf } from './present-worth.js';

/** Present-worth coefficient of each column. Objective = (cash + shadow) . point. */
export interface ObjectiveTerms {
  readonly cash: Float64Array;
  readonly shadow: Float64Array;
}

/**
 * Sums amount x present-worth factor of every cost term on its column, cash and shadow apart. The bill
 * evaluates the same terms at a point, so the two agree but for rounding. Constants are on `oneColumn`.
 * Columns that rules add later cost nothing: `columnCount` may be taken when the program is complete.
 */
export const objectiveTerms = (decisions: Decisions, columnCount: number): ObjectiveTerms => {
  const cash = new Float64Array(columnCount);
  const shadow = new Float64Array(columnCount);
  const factor = factorsOf(decisions.candidates.demand.problem.horizon);
  for (const component of pricedComponents(decisions)) {
    const into = component.nature === 'cash' ? cash : shadow;
    for (const term of component.terms) {
      const before = into[term.column];
      const amount = term.amount * factor(term.timing);
      if (before === undefined || !Number.isFinite(amount)) {
        throw new InternalError(`${component.id} puts ${amount} on column ${term.column} of ${columnCount}`);
      }
      into[term.column] = before + amount;
    }
  }
  return { cash, shadow };
};
