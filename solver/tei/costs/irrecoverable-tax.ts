import type { CostComponent } from './contract.js';
import { asCash, costTerm } from './terms.js';

/**
 * Tax on what an offer bills that the planner cannot recover (value-added tax of a bank or a public body):
 *
 *   irrecoverableTaxFraction x every amount of `billed` that is for the offer, paid with it
 *
 * `item` of an entry names the component it is on. Operations are the planner's own work and a residual value is a sale: neither bears
 * it. Source: formulation.md, section 7; such tax is part of what an asset costs (IAS 16, paragraph 16).
 *
 * @example
 * // 19 % on 8 units bought at 32,000: 48,640 at the start
 */
export const irrecoverableTaxOn = (billed: readonly CostComponent[]): CostComponent => ({
  id: 'irrecoverableTax',
  nature: asCash,
  terms: (decisions) => {
    const { offers } = decisions.candidates.demand.problem;
    const fractions = new Map(
      offers.flatMap(({ id, irrecoverableTaxFraction }): [string, number][] =>
        irrecoverableTaxFraction ? [[id, irrecoverableTaxFraction]] : [],
      ),
    );
    if (fractions.size === 0) return [];
    return billed.flatMap((component) =>
      [...component.terms(decisions)].flatMap(({ column, amount, timing, subject, convertedFrom }) => {
        const fraction = subject.offer === undefined ? undefined : fractions.get(subject.offer);
        if (fraction === undefined) return [];
        const on = { ...subject, item: component.id };
        return [costTerm(column, fraction * amount, timing, on, convertedFrom)];
      }),
    );
  },
});
