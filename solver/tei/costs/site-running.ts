import type { CostComponent } from './contract.js';
import { openSiteTerms } from './sites.js';
import { asCash, yearly } from './terms.js';

/**
 * Running an open site, whether it was open already or not:
 *
 *   openYearlyCost x open
 *
 * money a year, with the site's escalation. Source: formulation.md, section 7.
 *
 * @example
 * // 6,000 a year over 3 years at 0 %: 18,000
 */
export const siteRunning: CostComponent = {
  id: 'siteRunning',
  nature: asCash,
  terms: (decisions) =>
    openSiteTerms(
      decisions,
      (site) => site.openYearlyCost,
      (site) => yearly(site.escalationFraction),
    ),
};
