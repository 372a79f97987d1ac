import type { CostComponent } from './contract.js';
import { openSiteTerms } from './sites.js';
import { asCash, UPFRONT } from './terms.js';

/**
 * Opening a site that is not open yet:
 *
 *   openUpfrontCost x open, unless alreadyOpen
 *
 * money, at the start. A site that must stay open and is not open yet pays it whatever happens.
 * Source: formulation.md, section 7.
 *
 * @example
 * // 20,000 for a site in use, 0 for one that was already open
 */
export const siteOpening: CostComponent = {
  id: 'siteOpening',
  nature: asCash,
  terms: (decisions) =>
    openSiteTerms(
      decisions,
      (site) => (site.alreadyOpen ? 0 : site.openUpfrontCost),
      () => UPFRONT,
    ),
};
