import { hasQuotedCost, pairSubject } from '../../decisions/subject.js';
import type { Decisions } from '../../decisions/types.js';
import type { CostComponent, CostTerm } from './contract.js';
import { asCash, convertedFrom, costTerm, eachPlace, YEARLY } from './terms.js';

/** Currency in which a GB from one place to another is priced: the link's if it states a price, else the sender's. */
const currencyReader = (decisions: Decisions): ((from: string, to: string) => string | undefined) => {
  const { network, locations, sites } = decisions.candidates.demand.problem;
  const senders = new Map(
    [...locations, ...sites].map((one) => [one.id, convertedFrom(decisions, one.currency)]),
  );
  const links = new Map<string, Map<string, string | undefined>>();
  for (const { from, to, pricePerGB, currency } of network.links) {
    if (pricePerGB === undefined) continue;
    const ofSender = links.get(from) ?? new Map<string, string | undefined>();
    links.set(from, ofSender.set(to, convertedFrom(decisions, currency)));
  }
  return (from, to) => {
    const ofSender = links.get(from);
    return ofSender?.has(to) ? ofSender.get(to) : senders.get(from);
  };
};

/**
 * Data sent over the network, billed by the sender's operator:
 *
 *   (GB up x price(location -> site) + GB down x price(site -> location)) x place
 *
 * GB of the year; money a year, not escalated. Two terms where the two ways are priced in different currencies. A quoted
 * cost replaces it. Source: formulation.md, sections 3.1 and 7.
 *
 * @example
 * // 1,000 GB up at 0.02 and 5,000 GB down at 0.08: 20 + 400 = 420 a year
 */
export const traffic: CostComponent = {
  id: 'traffic',
  nature: asCash,
  terms: (decisions) => {
    const terms: CostTerm[] = [];
    const currencyOf = currencyReader(decisions);
    eachPlace(decisions, (candidate, column) => {
      if (hasQuotedCost(candidate)) return;
      const up = candidate.trafficUpGBPerYear * candidate.priceUpPerGB;
      const down = candidate.trafficDownGBPerYear * candidate.priceDownPerGB;
      if (up === 0 && down === 0) return;
      const site = candidate.bank.site.id;
      const { location } = candidate.stream;
      const upFrom = currencyOf(location, site);
      const downFrom = currencyOf(site, location);
      if (upFrom === downFrom) {
        terms.push(costTerm(column, up + down, YEARLY, pairSubject(candidate), upFrom));
        return;
      }
      if (up !== 0) terms.push(costTerm(column, up, YEARLY, pairSubject(candidate, 'up'), upFrom));
      if (down !== 0) terms.push(costTerm(column, down, YEARLY, pairSubject(candidate, 'down'), downFrom));
    });
    return terms;
  },
};
