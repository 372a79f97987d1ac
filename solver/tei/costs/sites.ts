import type { Decisions } from '../../decisions/types.js';
import { InternalError } from '../../outcome.js';
import type { Timing } from '../../plan/types.js';
import type { Site } from '../../problem/types.js';
import type { CostTerm } from './contract.js';
import { convertedFrom, costTerm } from './terms.js';

/** The column that says whether a site is open. */
export const openColumnOf = (decisions: Decisions, siteId: string): number => {
  const index = decisions.candidates.demand.problem.sites.findIndex((site) => site.id === siteId);
  const column = decisions.openColumn[index];
  if (column === undefined) throw new InternalError(`site ${siteId} has no open column`);
  return column;
};

/** An amount for each open site. */
export const openSiteTerms = (
  decisions: Decisions,
  amountOf: (site: Site) => number,
  timingOf: (site: Site) => Timing,
): CostTerm[] =>
  decisions.candidates.demand.problem.sites.flatMap((site) => {
    const amount = amountOf(site);
    if (amount === 0) return [];
    const from = convertedFrom(decisions, site.currency);
    return [costTerm(openColumnOf(decisions, site.id), amount, timingOf(site), { site: site.id }, from)];
  });
