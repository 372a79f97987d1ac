import type { Charge } from '../money/charge.js';
import type { Case } from '../rows.js';
import type { SitePower } from '../site-power.js';
import { checkAffinities } from './affinities.js';
import { checkEligibility } from './eligibility.js';
import { checkLimits } from './limits.js';
import { checkPinsAndBans } from './pins.js';
import { checkRules } from './rules.js';
import { checkShares } from './shares.js';
import { checkSplits } from './splits.js';

/** What the planner permits. */
export const checkPolicy = (audit: Case, powers: readonly SitePower[], charges: readonly Charge[]): void => {
  checkEligibility(audit);
  checkRules(audit);
  checkPinsAndBans(audit);
  checkSplits(audit);
  checkAffinities(audit);
  checkLimits(audit, powers, charges);
  checkShares(audit, powers, charges);
};
