import { pairSubject } from '../../decisions/subject.js';
import type { Timing } from '../../plan/types.js';
import type { CostComponent, CostTerm } from './contract.js';
import { asCash, convertedFrom, costTerm, eachPlace, UPFRONT, YEARLY } from './terms.js';

/**
 * A vendor's quote for a pair, in place of every computed cost of the pair (use, tokens, dynamic energy, carbon cost,
 * traffic); costs of units remain:
 *
 *   upfrontCost x place, yearlyCost x place
 *
 * money at the start, and money a year, not escalated. Source: formulation.md, sections 3 and 7.
 *
 * @example
 * // a quote of 1,000 upfront and 200 a year, taken for half of the stream over 3 years at 0 %: 500 + 300
 */
export const quoted: CostComponent = {
  id: 'quoted',
  nature: asCash,
  terms: (decisions) => {
    const terms: CostTerm[] = [];
    eachPlace(decisions, (candidate, column) => {
      const { quote } = candidate;
      if (quote === null) return;
      const add = (amount: number | undefined, timing: Timing): void => {
        if (amount === undefined || amount === 0) return;
        // A held bank may hold several offers; the quote names the one it was made for.
        const subject = { ...pairSubject(candidate), offer: quote.offer };
        terms.push(costTerm(column, amount, timing, subject, convertedFrom(decisions, quote.currency)));
      };
      add(quote.upfrontCost, UPFRONT);
      add(quote.yearlyCost, YEARLY);
    });
    return terms;
  },
};
