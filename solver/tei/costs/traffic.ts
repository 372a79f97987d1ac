import { hasQuotedCost, pairSubject } from '../../decisions/subject.js';
import type { Decisions } from '../../decisions/types.js';
import type { CostComponent, CostTerm } from './contract.js';
import { asCash, converted, eachPlace, YEARLY } from './terms.js';

/** Currency in which a GB from one place to another is priced: the link's if it states a price, else the sender's. */
const currencyReader = ({ candidates }: Decisions): ((from: string, to: string) => string | undefined) => {
  const { network, locations, sites } = candidates.demand.problem;
  const links = new Map(network.links.map((link) => [`${link.from}|${link.to}`, link]));
  const senders = new Map([...locations, ...sites].map((sender) => [sender.id, sender.currency]));
  return (from, to) => {
    const link = links.get(`${from}|${to}`);
    return link?.pricePerGB === undefined ? senders.get(from) : link.currency;
  };
};

/**
 * Data sent over the network, billed by the sender's operator:
 *
 *   (GB up x price(location -> site) + GB down x price(site -> location)) x place
 *
 * GB of the year; money a year, not escalated. A quoted cost replaces it. Source: formulation.md, sections 3.1 and 7.
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
      const subject = pairSubject(candidate);
      const site = candidate.bank.site.id;
      const { location } = candidate.stream;
      const add = (amount: number, item: string, currency: string | undefined): void => {
        if (amount === 0) return;
        terms.push({
          column,
          amount,
          timing: YEARLY,
          subject: { ...subject, item },
          ...converted(decisions, currency),
        });
      };
      add(up, 'up', currencyOf(location, site));
      add(down, 'down', currencyOf(site, location));
    });
    return terms;
  },
};
