import { perUnitTerms } from '../../decisions/power.js';
import type { Decisions } from '../../decisions/types.js';
import { InternalError } from '../../outcome.js';
import type { BillSubject } from '../../plan/types.js';
import type { OtherCost } from '../../problem/types.js';
import type { LinearTerm } from '../../program/program.js';
import type { CostComponent, CostTerm } from './contract.js';
import { openColumnOf } from './sites.js';
import { asCash, convertedFrom, costTerm, UPFRONT, yearly } from './terms.js';

type Carrier = LinearTerm & { readonly subject: BillSubject };

const missing = (cost: OtherCost, field: string): never => {
  throw new InternalError(`other cost ${cost.id} is per ${cost.per} and names no ${field}`);
};

const siteOf = (decisions: Decisions, offerId: string): string => {
  const offer = decisions.candidates.demand.problem.offers.find((one) => one.id === offerId);
  if (!offer) throw new InternalError(`offer ${offerId} does not exist`);
  return offer.site;
};

/** The columns a line follows, with how often its amount is paid for 1 of each. */
const carriers = (decisions: Decisions, cost: OtherCost): Carrier[] => {
  const once = { column: decisions.oneColumn, coefficient: 1 };
  switch (cost.per) {
    case 'plan':
      return [{ ...once, subject: {} }];
    case 'workload':
      return [{ ...once, subject: { workload: cost.workload ?? missing(cost, 'workload') } }];
    case 'site': {
      const site = cost.site ?? missing(cost, 'site');
      return [{ column: openColumnOf(decisions, site), coefficient: 1, subject: { site } }];
    }
    case 'offer': {
      const id = cost.offer ?? missing(cost, 'offer');
      const column = decisions.useColumn.get(id);
      if (column === undefined) throw new InternalError(`offer ${id} has no use column`);
      return [{ column, coefficient: 1, subject: { site: siteOf(decisions, id), offer: id } }];
    }
    case 'unit': {
      const id = cost.offer ?? missing(cost, 'offer');
      return decisions.units
        .filter((units) => units.offer.id === id)
        .flatMap((units) => perUnitTerms(units, 1))
        .map((term) => ({ ...term, subject: { site: siteOf(decisions, id), offer: id } }));
    }
  }
};

/**
 * Named lines the model does not know:
 *
 *   upfrontCost and yearlyCost, once for the plan or a workload, x open for a site, x use for an offer, x u for a unit
 *
 * money at the start; money a year, with the line's escalation. Source: formulation.md, section 7.
 *
 * @example
 * // 1,000 upfront per unit of an offer with 3 kept units and 2 packs of 4: (3 + 8) x 1,000 = 11,000
 */
export const otherCosts: CostComponent = {
  id: 'otherCosts',
  nature: asCash,
  terms: (decisions) =>
    decisions.candidates.demand.problem.otherCosts.flatMap((cost): CostTerm[] => {
      const payments = [
        { amount: cost.upfrontCost, timing: UPFRONT },
        { amount: cost.yearlyCost, timing: yearly(cost.escalationFraction) },
      ].filter(({ amount }) => amount !== 0);
      if (payments.length === 0) return [];
      const from = convertedFrom(decisions, cost.currency);
      return carriers(decisions, cost).flatMap(({ column, coefficient, subject }) =>
        payments.map(({ amount, timing }) =>
          costTerm(column, amount * coefficient, timing, { ...subject, item: cost.name }, from),
        ),
      );
    }),
};
