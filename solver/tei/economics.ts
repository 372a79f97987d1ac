import type { Candidates } from '../candidates/types.js';
import type { Plan } from '../plan/types.js';
import { checkAddsUp } from './adds-up.js';
import { attributeBill, attributeCells } from './attribution.js';
import { type PlayValue, playValues } from './plays.js';
import { type PricedProduct, priceProducts } from './products/price.js';
import { type Returns, returnsOf } from './returns.js';
import { type SiliconFit, siliconFitOf } from './silicon-fit.js';
import { type UnitEconomics, unitCosts } from './unit-costs.js';

/** What follows from a plan and its bill for whoever pays, sells and reports; nothing in it enters the objective. */
export interface PlanEconomics {
  readonly unitEconomics: UnitEconomics;
  readonly returns: Returns;
  /** Empty where the problem sells nothing. */
  readonly products: readonly PricedProduct[];
  /** Empty where no workload names a play. */
  readonly plays: readonly PlayValue[];
  readonly siliconFit: readonly SiliconFit[];
}

/** A plan beside the pairs it was chosen from. */
export interface PlanOfCandidates {
  readonly candidates: Candidates;
  readonly plan: Plan;
}

/**
 * Works a plan's economics out; the saving by play needs the cloud-only plan it is compared with.
 *
 * @throws InternalError where what is shared out does not add up to the bill, or to the energy of a site
 */
export const economicsOf = (
  { candidates, plan }: PlanOfCandidates,
  cloudOnly: PlanOfCandidates | undefined,
): PlanEconomics => {
  const cells = attributeCells(candidates, plan);
  const unitEconomics = unitCosts(candidates, plan, cells);
  checkAddsUp(unitEconomics, plan);
  return {
    unitEconomics,
    returns: returnsOf(candidates, unitEconomics),
    products: priceProducts(candidates, plan, cells),
    plays: playValues(
      candidates.demand.problem,
      attributeBill(candidates, plan, cells),
      cloudOnly && attributeBill(cloudOnly.candidates, cloudOnly.plan),
    ),
    siliconFit: siliconFitOf(candidates, plan),
  };
};
