import type {
  HeldOffer,
  Offer,
  Problem,
  Silicon,
  Site,
  TokenOffer,
  UnitUseOffer,
} from '../../solver/problem/types.js';
import { must } from './demand.js';

/** What streams are assigned to, from docs/formulation.md section 4. */
export interface OracleBank {
  readonly id: string;
  readonly site: Site;
  readonly silicon: Silicon | null;
  readonly group: string | null;
  /** Held and its energy is the planner's. */
  readonly isMetered: boolean;
  /** Empty for by-use banks. */
  readonly held: readonly HeldOffer[];
  readonly unitUse: UnitUseOffer | null;
  readonly token: TokenOffer | null;
}

export const isHeld = (offer: Offer): offer is HeldOffer =>
  offer.terms !== 'on-demand' && offer.terms !== 'spot' && offer.terms !== 'token';

export const isHeldBank = (bank: OracleBank): boolean => bank.unitUse === null && bank.token === null;

export const energyIncluded = (offer: HeldOffer): boolean =>
  offer.terms === 'reserved' || (offer.terms === 'lease' && offer.energyIncluded);

/** Last day of the horizon, ISO 8601. */
export function lastDay(problem: Problem): string {
  const [year, month, day] = problem.horizon.startDate.split('-').map(Number);
  const end = Date.UTC(
    must(year, 'year') + problem.horizon.years,
    must(month, 'month') - 1,
    must(day, 'day') - 1,
  );
  return new Date(end).toISOString().slice(0, 10);
}

/** Offers that can be used from the first to the last day. */
export function offersInTime(problem: Problem): Offer[] {
  const start = problem.horizon.startDate;
  const end = lastDay(problem);
  return problem.offers.filter(
    (offer) =>
      (offer.availableFrom === undefined || offer.availableFrom <= start) &&
      (offer.endsOn === undefined || offer.endsOn >= end),
  );
}

/** Every bank a workload of the problem could use. */
export function banksOf(problem: Problem): OracleBank[] {
  const siteOf = (offer: Offer): Site =>
    must(
      problem.sites.find((site) => site.id === offer.site),
      `site ${offer.site}`,
    );
  const siliconOf = (id: string): Silicon =>
    must(
      problem.silicon.find((entry) => entry.id === id),
      `silicon ${id}`,
    );
  const groups = [...new Set(problem.workloads.map((workload) => workload.isolationGroup ?? null))];
  const banks: OracleBank[] = [];
  const offers = offersInTime(problem);
  const seen = new Set<string>();
  for (const offer of offers) {
    const site = siteOf(offer);
    if (offer.terms === 'token') {
      banks.push({
        id: offer.id,
        site,
        silicon: null,
        group: null,
        isMetered: false,
        held: [],
        unitUse: null,
        token: offer,
      });
    } else if (!isHeld(offer)) {
      banks.push({
        id: offer.id,
        site,
        silicon: siliconOf(offer.silicon),
        group: null,
        isMetered: false,
        held: [],
        unitUse: offer,
        token: null,
      });
    } else {
      const included = energyIncluded(offer);
      for (const group of groups) {
        const id = `${site.id}/${offer.silicon}/${included ? 'energy-included' : 'metered'}/${group ?? ''}`;
        if (seen.has(id)) continue;
        seen.add(id);
        const held = offers.filter(
          (other): other is HeldOffer =>
            isHeld(other) &&
            other.site === offer.site &&
            other.silicon === offer.silicon &&
            energyIncluded(other) === included,
        );
        banks.push({
          id,
          site,
          silicon: siliconOf(offer.silicon),
          group,
          isMetered: !included,
          held,
          unitUse: null,
          token: null,
        });
      }
    }
  }
  return banks;
}
