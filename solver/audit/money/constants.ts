import type { Case } from '../rows.js';
import { afterDiscounts } from './agreements.js';
import { type Charge, upfront, yearly } from './charge.js';
import { heldCharges } from './held.js';
import { irrecoverableCharges } from './irrecoverable.js';

/** Present worth no decision changes: commitments, what is paid by workload, and lines of the whole plan. */
export const constantWorth = (audit: Case, charges: readonly Charge[]): number => {
  const { horizon, otherCosts } = audit.problem;
  // What is given up is a decision.
  const { contracts: _, ...withoutContracts } = audit.plan;
  const ofNothing = afterDiscounts(audit, heldCharges({ ...audit, units: [], plan: withoutContracts }));
  const lines = otherCosts
    .filter(({ per }) => per === 'plan' || per === 'workload')
    .flatMap((line) => [
      upfront('otherCosts', line.upfrontCost, horizon),
      yearly('otherCosts', line.yearlyCost, line.escalationFraction, horizon),
    ]);
  const work = charges.filter(({ component }) =>
    ['orchestration', 'trainingWork', 'agentTools'].includes(component),
  );
  return [...ofNothing, ...irrecoverableCharges(ofNothing), ...lines, ...work].reduce(
    (sum, { presentWorth }) => sum + presentWorth,
    0,
  );
};
