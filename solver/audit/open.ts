import type { Site } from '../problem/types.js';
import type { UnitRow } from './banks.js';
import type { Case, Row } from './rows.js';

/** Below this a share or a count is nothing. */
const NOTHING = 1e-6;

/** Sites where a share, a standby or a unit stands. */
export const occupiedSites = (rows: readonly Row[], units: readonly UnitRow[]): ReadonlySet<string> => {
  const sites = new Set<string>();
  for (const { bank, x, y } of rows) if (x + y > NOTHING) sites.add(bank.site.id);
  for (const { bank, inUse } of units) if (inUse > NOTHING) sites.add(bank.site.id);
  return sites;
};

/** A site is open if anything is there, or it must stay so. */
export const isOpen = ({ occupied }: Case, site: Site): boolean => site.mustStayOpen || occupied.has(site.id);
