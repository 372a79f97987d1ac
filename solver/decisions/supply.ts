import type { Bank } from '../candidates/types.js';
import type { Offer, Problem, Site, SupplySelector } from '../problem/types.js';

const meets = (list: readonly string[] | undefined, value: string | undefined): boolean =>
  list === undefined || (value !== undefined && list.includes(value));

const meetsSite = (selector: SupplySelector, site: Site): boolean =>
  meets(selector.sites, site.id) &&
  meets(selector.siteKinds, site.kind) &&
  meets(selector.operators, site.operator) &&
  (meets(selector.jurisdictions, site.jurisdiction) ||
    meets(selector.jurisdictions, site.jurisdiction.split('-')[0]));

/** Whether a selector counts what is placed at a bank. A held bank needs the terms of all its offers listed. */
export const selectsBank = (selector: SupplySelector, bank: Bank): boolean => {
  const offers = bank.kind === 'held' ? bank.offers : [bank.offer];
  return (
    meetsSite(selector, bank.site) &&
    meets(selector.siliconFamilies, bank.kind === 'token' ? undefined : bank.silicon.family) &&
    offers.every((offer) => meets(selector.terms, offer.terms))
  );
};

/** Whether a selector counts the units of an offer. */
export const selectsOffer = (problem: Problem, selector: SupplySelector, offer: Offer): boolean => {
  const site = problem.sites.find((one) => one.id === offer.site);
  const silicon = 'silicon' in offer ? problem.silicon.find((one) => one.id === offer.silicon) : undefined;
  return (
    site !== undefined &&
    meetsSite(selector, site) &&
    meets(selector.siliconFamilies, silicon?.family) &&
    meets(selector.terms, offer.terms)
  );
};
