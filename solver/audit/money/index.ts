import type { Case } from '../rows.js';
import type { SitePower } from '../site-power.js';
import { afterDiscounts, shortfallCharges } from './agreements.js';
import type { Charge } from './charge.js';
import { carbonCharges, energyCharges } from './energy.js';
import { heldCharges } from './held.js';
import { irrecoverableCharges } from './irrecoverable.js';
import { staffCharges } from './staff.js';
import { spendTierCharges } from './tiers.js';
import { useCharges } from './use.js';
import { wholeCharges } from './whole.js';

/** Everything the plan costs, year by year, from the problem alone. */
export const chargesOf = (audit: Case, powers: readonly SitePower[]): Charge[] => {
  const used = useCharges(audit);
  const atTiers = [...used, ...spendTierCharges(audit, used)];
  const supply = afterDiscounts(audit, [...heldCharges(audit), ...atTiers]);
  return [
    ...supply,
    ...irrecoverableCharges(supply),
    ...shortfallCharges(audit, supply),
    ...staffCharges(audit),
    ...energyCharges(audit, powers),
    ...carbonCharges(audit, powers),
    ...wholeCharges(audit),
  ];
};
