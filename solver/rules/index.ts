import { affinity } from './affinity.js';
import { assignment } from './assignment.js';
import { backhaul } from './backhaul.js';
import { capacity } from './capacity.js';
import { carbonLimit } from './carbon-limit.js';
import type { Constraint } from './contract.js';
import { contracts } from './contracts.js';
import { metering } from './metering.js';
import { opening } from './opening.js';
import { pinsAndBans } from './pins-bans.js';
import { policy } from './policy.js';
import { power } from './power.js';
import { resilience } from './resilience.js';
import { serviceLevels } from './service-levels.js';
import { split } from './split.js';
import { staff } from './staff.js';
import { units } from './units.js';
import { volumeTiers } from './volume-tiers.js';
import { weightShares } from './weight-shares.js';

/** Every constraint family that needs no price, in the order its rows are written. */
export const CONSTRAINTS: readonly Constraint[] = [
  assignment,
  capacity,
  units,
  opening,
  power,
  metering,
  split,
  resilience,
  affinity,
  backhaul,
  carbonLimit,
  weightShares,
  policy,
  pinsAndBans,
  serviceLevels,
  volumeTiers,
  staff,
  contracts,
];
