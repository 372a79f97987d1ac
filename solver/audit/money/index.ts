import type { Case } from '../rows.js';
import type { SitePower } from '../site-power.js';
import type { Charge } from './charge.js';
import { carbonCharges, energyCharges } from './energy.js';
import { heldCharges } from './held.js';
import { useCharges } from './use.js';
import { wholeCharges } from './whole.js';

/** Everything the plan costs, year by year, from the problem alone. */
export const chargesOf = (audit: Case, powers: readonly SitePower[]): Charge[] => [
  ...heldCharges(audit),
  ...useCharges(audit),
  ...energyCharges(audit, powers),
  ...carbonCharges(audit, powers),
  ...wholeCharges(audit),
];
