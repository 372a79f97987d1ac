import { isRunningOff, unavailable } from '../candidates/availability.js';
import type { Candidates } from '../candidates/types.js';
import { agreementOffers } from '../problem/agreement-offers.js';
import { renewalOf } from '../problem/contract.js';
import type { CommittedSpend, Offer } from '../problem/types.js';
import type { ProgramBuilder } from '../program/builder.js';
import type { AgreementDecision } from './types.js';

/** Whether all years are alike: nothing escalates, every price is agreed once, no contract ends. */
const isLevel = (agreement: CommittedSpend, offers: readonly Offer[], years: number): boolean =>
  !agreement.escalationFraction &&
  offers.every((offer) => {
    if (renewalOf(offer) !== undefined) return false;
    if ('terminationCostPerUnit' in offer && offer.terminationCostPerUnit !== undefined) return false;
    const isAgreedOnce = !('termYears' in offer) || offer.termYears === undefined || offer.termYears >= years;
    return isAgreedOnce && !offer.escalationFraction;
  });

/** Columns of what is missing to each committed spend: one for each year, or one for all where the years are alike. */
export const agreementColumns = (candidates: Candidates, builder: ProgramBuilder): AgreementDecision[] => {
  const { problem } = candidates.demand;
  const { years } = problem.horizon;
  return (problem.committedSpend ?? []).map((agreement) => {
    const offers = agreementOffers(problem, agreement).filter(
      (offer) => unavailable(offer, problem.horizon) === undefined || isRunningOff(offer, problem.horizon),
    );
    const { id, amountPerYear, escalationFraction = 0 } = agreement;
    const wanted = isLevel(agreement, offers, years)
      ? [{ year: null, committed: amountPerYear }]
      : Array.from({ length: years }, (_, index) => ({
          year: index + 1,
          committed: amountPerYear * (1 + escalationFraction) ** (index + 1),
        }));
    return {
      agreement,
      offers: new Set(offers.map((offer) => offer.id)),
      shortfalls: wanted.map(({ year, committed }) => ({
        year,
        committed,
        column: builder.addColumn({
          name: `shortfall ${id}${year === null ? '' : ` year ${year}`}`,
          lower: 0,
          upper: committed,
        }),
      })),
    };
  });
};
