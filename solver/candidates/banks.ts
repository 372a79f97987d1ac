import { InternalError } from '../outcome.js';
import type { HeldOffer, Offer, Problem, Silicon, Site, TokenOffer, UnitUseOffer } from '../problem/types.js';
import type { Stream } from '../sizing/types.js';
import { unavailable } from './availability.js';
import type { Bank, HeldBank } from './types.js';

/** Whether the price of a held offer covers electricity: owned and purchase do not, reserved does, a lease says so. */
export function includesEnergy(offer: HeldOffer): boolean {
  return offer.terms === 'reserved' || (offer.terms === 'lease' && offer.energyIncluded);
}

const isHeld = (offer: Offer): offer is HeldOffer =>
  offer.terms === 'owned' ||
  offer.terms === 'purchase' ||
  offer.terms === 'lease' ||
  offer.terms === 'reserved';

const isByUse = (offer: Offer): offer is UnitUseOffer | TokenOffer => !isHeld(offer);

/** Isolation groups of streams in the order they first appear; null is the common one. */
export function isolationGroups(streams: readonly Stream[]): readonly (string | null)[] {
  return [...new Set(streams.map((stream) => stream.workload.isolationGroup ?? null))];
}

/** Banks that exist, and those that would exist but for the dates of their offers. */
export interface BankLists {
  readonly banks: readonly Bank[];
  /** Numbered after `banks`; in no candidate, only in exclusions. */
  readonly leftOut: readonly Bank[];
}

/**
 * What streams are assigned to, in a fixed order: held banks by site, silicon and isolation group (order of first
 * appearance), metered before energy-included; then by-use offers in the problem's order. Offers that are not available
 * over the whole horizon are left out.
 *
 * @example
 * makeBanks(problem, sizeDemand(problem).streams)[0]?.id; // fra-core/h100/metered
 */
export function makeBanks(problem: Problem, streams: readonly Stream[]): readonly Bank[] {
  return bankLists(problem, streams).banks;
}

/** The banks of `makeBanks`, and those whose every offer is left out. */
export function bankLists(problem: Problem, streams: readonly Stream[]): BankLists {
  const available = problem.offers.filter((offer) => !unavailable(offer, problem.horizon));
  const groups = isolationGroups(streams);
  const banks = banksOf(problem, available, groups, 0);
  const ids = new Set(banks.map((bank) => bank.id));
  const late = problem.offers.filter((offer) => unavailable(offer, problem.horizon));
  const leftOut = banksOf(problem, late, groups, 0)
    .filter((bank) => !ids.has(bank.id))
    .map((bank, at) => ({ ...bank, index: banks.length + at }));
  return { banks, leftOut };
}

function banksOf(
  problem: Problem,
  offers: readonly Offer[],
  groups: readonly (string | null)[],
  firstIndex: number,
): Bank[] {
  const sites = new Map(problem.sites.map((site) => [site.id, site]));
  const silicons = new Map(problem.silicon.map((silicon) => [silicon.id, silicon]));
  const heldHere = new Map<string, HeldOffer[]>();
  const keyOf = (site: string, silicon: string, energyIncluded: boolean): string =>
    JSON.stringify([site, silicon, energyIncluded]);
  for (const offer of offers.filter(isHeld)) {
    const key = keyOf(offer.site, offer.silicon, includesEnergy(offer));
    const known = heldHere.get(key);
    if (known) known.push(offer);
    else heldHere.set(key, [offer]);
  }
  const banks: Bank[] = [];
  const nextIndex = (): number => firstIndex + banks.length;
  for (const site of problem.sites) {
    for (const silicon of problem.silicon) {
      for (const group of groups) {
        for (const energyIncluded of [false, true]) {
          const held = heldHere.get(keyOf(site.id, silicon.id, energyIncluded));
          if (held) banks.push(heldBank(nextIndex(), site, silicon, group, energyIncluded, held));
        }
      }
    }
  }
  for (const offer of offers.filter(isByUse)) {
    const site = found(sites, offer.site, 'Site');
    const { id } = offer;
    const index = nextIndex();
    if (offer.terms === 'token') banks.push({ kind: 'token', index, id, site, offer });
    else {
      banks.push({
        kind: 'unit-use',
        index,
        id,
        site,
        silicon: found(silicons, offer.silicon, 'Silicon'),
        offer,
      });
    }
  }
  return banks;
}

function heldBank(
  index: number,
  site: Site,
  silicon: Silicon,
  isolationGroup: string | null,
  energyIncluded: boolean,
  offers: readonly HeldOffer[],
): HeldBank {
  const energy = energyIncluded ? 'energy-included' : 'metered';
  const group = isolationGroup === null ? '' : `/${isolationGroup}`;
  const id = `${site.id}/${silicon.id}/${energy}${group}`;
  return { kind: 'held', index, id, site, silicon, isolationGroup, energyIncluded, offers };
}

function found<T>(byId: ReadonlyMap<string, T>, id: string, what: string): T {
  const entry = byId.get(id);
  if (entry === undefined) throw new InternalError(`${what} ${id} is named by an offer and is not there.`);
  return entry;
}
