import type { Timing } from '../../plan/types.js';
import type { CostComponent } from './contract.js';
import { asCash, convertedFrom, costTerm, YEARLY, yearlyMoment } from './terms.js';

/**
 * What is missing to a committed spend and paid all the same:
 *
 *   shortfall[n] >= amountPerYear x (1 + e)^n - yearly payments of year n for the agreement's offers, after its discount
 *
 * money when the yearly amounts of year n are paid; one column where all years are alike. No decision makes it negative: spending more gives
 * nothing back. Source: formulation.md, sections 7 and 7.6.
 *
 * @example
 * // 100,000 a year committed, 70,000 spent: 30,000 a year
 */
export const spendShortfall: CostComponent = {
  id: 'spendShortfall',
  nature: asCash,
  terms: (decisions) => {
    const { horizon } = decisions.candidates.demand.problem;
    const inYear = (year: number): Timing => ({
      kind: 'dated',
      payments: [{ year: yearlyMoment(year, horizon), factor: 1 }],
    });
    return decisions.agreements.flatMap(({ agreement, shortfalls }) =>
      shortfalls.map(({ year, column }) => {
        const timing = year === null ? YEARLY : inYear(year);
        const from = convertedFrom(decisions, agreement.currency);
        return costTerm(column, 1, timing, { item: agreement.id }, from);
      }),
    );
  },
};
