import type { Site } from '../problem/types.js';
import type { Case } from './rows.js';

/** Below this a share or a count is nothing. */
const NOTHING = 1e-6;

const occupied = new WeakMap<Case, ReadonlySet<string>>();

/** Sites where a share, a standby or a unit stands. */
export const occupiedSites = (audit: Case): ReadonlySet<string> => {
  const known = occupied.get(audit);
  if (known) return known;
  const sites = new Set<string>();
  for (const { bank, x, y } of audit.rows) if (x + y > NOTHING) sites.add(bank.site.id);
  for (const { bank, inUse } of audit.units) if (inUse > NOTHING) sites.add(bank.site.id);
  occupied.set(audit, sites);
  return sites;
};

/** A site is open if anything is there, or it must stay so. */
export const isOpen = (audit: Case, site: Site): boolean => site.mustStayOpen || occupiedSites(audit).has(site.id);
