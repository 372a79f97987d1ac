import { spendOnBill } from '../compile/committed-spend.js';
import type { Compiled } from '../compile/compile.js';
import { contractsOf, hasContract } from './contracts.js';
import type { PointLoad } from './load.js';
import type { Bill, PlanAgreement, PlanContract, PlanStaff, PlanTier, PlanUnits } from './types.js';

/** Facts of procurement; each is absent where the problem has no such part. */
export interface ProcurementFacts {
  readonly committedSpend?: readonly PlanAgreement[];
  readonly volumeTiers?: readonly PlanTier[];
  readonly contracts?: readonly PlanContract[];
  readonly staff?: readonly PlanStaff[];
}

const agreementsOf = ({ decisions }: Compiled, bill: Bill): PlanAgreement[] =>
  decisions.agreements.map(({ agreement, offers }) => {
    const { id, amountPerYear, escalationFraction = 0 } = agreement;
    const { years } = decisions.candidates.demand.problem.horizon;
    return {
      agreement: id,
      years: Array.from({ length: years }, (_, index) => {
        const year = index + 1;
        const committed = amountPerYear * (1 + escalationFraction) ** year;
        return { year, committed, ...spendOnBill(bill.entries, agreement, offers, year) };
      }),
    };
  });

/** What was committed, what of it was used, which tiers were reached, and who looks after it. */
export const procurementOf = (
  compiled: Compiled,
  units: readonly PlanUnits[],
  load: PointLoad,
  bill: Bill,
): ProcurementFacts => {
  const { decisions } = compiled;
  const { problem } = decisions.candidates.demand;
  const hasTiers = problem.offers.some((offer) => 'volumeTiers' in offer && offer.volumeTiers !== undefined);
  return {
    ...(problem.committedSpend === undefined ? {} : { committedSpend: agreementsOf(compiled, bill) }),
    ...(hasTiers
      ? {
          volumeTiers: decisions.tiers.flatMap(({ offer, of, above, discountFraction, inTierColumn }) => {
            const inTier = load.valueOf(inTierColumn);
            return inTier === 0 ? [] : [{ offer: offer.id, of, above, discountFraction, inTier }];
          }),
        }
      : {}),
    ...(problem.offers.some((offer) => 'unitsExisting' in offer && hasContract(offer))
      ? { contracts: contractsOf(compiled, units, load) }
      : {}),
    ...(problem.staff === undefined
      ? {}
      : {
          staff: decisions.staff.flatMap(({ line, site, column }) => {
            const persons = load.valueOf(column);
            return persons === 0 ? [] : [{ staff: line.id, site: site.id, persons }];
          }),
        }),
  };
};
