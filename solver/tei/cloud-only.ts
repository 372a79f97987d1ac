import type { Offer, Problem, ShareLimit, Site } from '../problem/types.js';
import { hasMonthCharge } from '../sizing/metering.js';

/** Sites that count as cloud in the comparison. */
export const isCloudSite = (site: Site): boolean => site.kind === 'hyperscale-region';

/** Whether an offer stands at a hyperscale region. */
export const isCloudOffer = ({ sites }: Problem): ((offer: Offer) => boolean) => {
  const regions = new Set(sites.filter(isCloudSite).map((site) => site.id));
  return (offer) => regions.has(offer.site);
};

export interface CloudOnly {
  readonly problem: Problem;
  /** What was kept, dropped and lifted to make it, in plain words. */
  readonly allowances: string[];
}

const list = (ids: readonly string[]): string => ids.join(', ');

/** A share limit that speaks of places speaks of the planner's own footprint, which cloud-only does not have. */
const namesPlaces = ({ selector }: ShareLimit): boolean =>
  selector.sites !== undefined || selector.siteKinds !== undefined || selector.operators !== undefined;

/** Lifts what the cloud grants on request; returns undefined where the offer has no quota. */
const withoutQuota = (offer: Offer): { offer: Offer; quota: string } | undefined => {
  if (offer.terms === 'token') {
    const { quotaTokensPerSecond, ...rest } = offer;
    if (quotaTokensPerSecond === undefined) return undefined;
    return { offer: rest, quota: `${offer.id} (${quotaTokensPerSecond} tokens/s)` };
  }
  if (offer.terms === 'on-demand' || offer.terms === 'spot' || offer.terms === 'reserved') {
    const { unitsMax, ...rest } = offer;
    if (unitsMax === undefined) return undefined;
    return { offer: rest, quota: `${offer.id} (${unitsMax} units)` };
  }
  return undefined;
};

const subjectOfBan = ({ site, offer, silicon }: Problem['bans'][number]): string =>
  [site, offer, silicon].filter((one) => one !== undefined).join('/');

/**
 * The same problem restricted to hyperscale regions (economics.md). A problem like any other: every other site
 * is banned and stays in it, so that what cannot be cancelled there is still paid (committed units, running cost of sites
 * that must stay open, demand charges of load already there). Kept: rules, SLOs, physical fit, limits on capital and
 * carbon. Dropped and listed: pins, the planner's bans, share limits that name a site, kind or operator, the
 * limit on new sites. Lifted and listed: quotas of by-use and reserved offers at the regions.
 *
 * @example
 * cloudOnlyProblem(problem).allowances; // ['Placed at hyperscale regions only: fra-cloud.', ...]
 */
export const cloudOnlyProblem = (problem: Problem): CloudOnly => {
  const { sites, pins, bans, limits } = problem;
  const regions = sites.filter(isCloudSite);
  const others = sites.filter((site) => !isCloudSite(site));
  const allowances = [
    regions.length === 0
      ? 'There is no hyperscale region to place anything at.'
      : `Placed at hyperscale regions only: ${list(regions.map((site) => site.id))}.`,
    'Kept: rules, service levels, memory and silicon fit, limits on capital and carbon, quotes.',
  ];
  const stillPaid = [
    ...others.filter((site) => site.mustStayOpen).map((site) => `site ${site.id} stays open`),
    ...problem.offers
      .filter((offer) => 'unitsCommitted' in offer && offer.unitsCommitted > 0)
      .map((offer) =>
        'terminationCostPerUnit' in offer && offer.terminationCostPerUnit !== undefined
          ? `committed units of ${offer.id}, or what giving them up costs`
          : `committed units of ${offer.id}`,
      ),
    ...(problem.committedSpend ?? []).map(
      (agreement) => `what is missing to committed spend ${agreement.id}`,
    ),
    ...others
      .filter((site) => site.otherLoadKw > 0 && chargesForDemand(problem, site))
      .map((site) => `demand charge of load already at ${site.id}`),
    ...others
      .filter((site) => site.otherLoadKw > 0 && chargesForMeter(problem, site))
      .map((site) => `fixed and least charges of load already at ${site.id}`),
  ];
  if (stillPaid.length > 0) allowances.push(`Still paid, for it cannot be cancelled: ${list(stillPaid)}.`);

  for (const { workload, location, site, offer } of pins) {
    const what = [site, offer].filter((one) => one !== undefined).join('/');
    allowances.push(`Dropped: pin of ${workload}${location === undefined ? '' : `@${location}`} to ${what}.`);
  }
  for (const ban of bans) allowances.push(`Dropped: ban of ${subjectOfBan(ban)}.`);
  const dropped = limits.shares.filter(namesPlaces);
  for (const share of dropped) allowances.push(`Dropped: share limit ${share.id}, which names places.`);
  const { newSites, ...otherLimits } = limits;
  if (newSites !== undefined) allowances.push(`Dropped: limit of ${newSites} new sites.`);

  const isCloud = isCloudOffer(problem);
  const quotas: string[] = [];
  const offers = problem.offers.map((offer) => {
    const lifted = isCloud(offer) ? withoutQuota(offer) : undefined;
    if (lifted === undefined) return offer;
    quotas.push(lifted.quota);
    return lifted.offer;
  });
  if (quotas.length > 0) allowances.push(`Lifted: cloud quotas of ${list(quotas)}.`);

  return {
    problem: {
      ...problem,
      offers,
      pins: [],
      bans: others.map((site) => ({ selector: {}, site: site.id })),
      limits: { ...otherLimits, shares: limits.shares.filter((share) => !namesPlaces(share)) },
    },
    allowances,
  };
};

const chargesForDemand = ({ tariffs }: Problem, site: Site): boolean =>
  tariffs.some((tariff) => tariff.id === site.tariff && tariff.demand !== undefined);

const chargesForMeter = ({ tariffs }: Problem, site: Site): boolean =>
  tariffs.some((tariff) => tariff.id === site.tariff && hasMonthCharge(tariff));
