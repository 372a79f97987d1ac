import type { PlanBank, PlanUnits } from '../plan/types.js';
import type { HeldOffer, Offer, Silicon, Site, TokenOffer, UnitUseOffer } from '../problem/types.js';
import type { Entries } from './index-of.js';
import type { Ledger } from './ledger.js';

/** A bank of the plan with what the problem says of it. */
export interface AuditBank {
  readonly plan: PlanBank;
  readonly site: Site;
  readonly silicon: Silicon | null;
  readonly held: readonly HeldOffer[];
  readonly use: UnitUseOffer | null;
  readonly token: TokenOffer | null;
}

/** Units of a held offer, with what they belong to. */
export interface UnitRow {
  readonly plan: PlanUnits;
  readonly bank: AuditBank;
  readonly offer: HeldOffer;
  readonly silicon: Silicon;
  readonly inUse: number;
}

export const isHeld = (offer: Offer): offer is HeldOffer => 'unitsPerPurchase' in offer;

/** Whether the price of a held offer covers electricity. */
export const includesEnergy = (offer: HeldOffer): boolean =>
  offer.terms === 'reserved' || (offer.terms === 'lease' && offer.energyIncluded);

/** Banks of the plan that the problem describes, by id; the others are findings. */
export const readBanks = (
  entries: Entries,
  banks: readonly PlanBank[],
  ledger: Ledger,
): Map<string, AuditBank> => {
  const found = new Map<string, AuditBank>();
  const usedOffers = new Set<string>();
  for (const plan of banks) {
    const group = plan.kind === 'held' ? plan.isolationGroup : null;
    const wrong = (what: string, actual: string): void => {
      ledger.holds('bank-reference', plan.id, false, what, actual);
    };
    const site = entries.sites.find(plan.site);
    const offers = plan.offers.map((id) => entries.offers.find(id));
    const silicon = entries.silicon.find(plan.silicon) ?? null;
    const known = offers.filter((offer): offer is Offer => offer !== undefined);
    if (!site) wrong('a site of the problem', plan.site);
    else if (found.has(plan.id)) wrong('one bank of this id', 'two');
    else if (known.length !== offers.length || known.length === 0)
      wrong('offers of the problem', plan.offers.join(' '));
    else if (plan.offers.some((id) => usedOffers.has(`${id}\n${group}`)))
      wrong('offers that are in no other bank of the group', plan.offers.join(' '));
    else {
      const bank = describe(plan, site, silicon, known);
      if (typeof bank === 'string') wrong(bank, plan.offers.join(' '));
      else {
        ledger.holds('bank-reference', plan.id, true, '', '');
        found.set(plan.id, bank);
        for (const id of plan.offers) usedOffers.add(`${id}\n${group}`);
      }
    }
  }
  return found;
};

/** The bank, or what is wrong with it. */
const describe = (
  plan: PlanBank,
  site: Site,
  silicon: Silicon | null,
  offers: readonly Offer[],
): AuditBank | string => {
  if (offers.some((offer) => offer.site !== site.id)) return `offers at site ${site.id}`;
  if (offers.some((offer) => (offer.terms === 'token' ? null : offer.silicon) !== plan.silicon))
    return `offers of silicon ${plan.silicon}`;
  const [first] = offers;
  const bare = { plan, site, silicon, held: [], use: null, token: null };
  if (plan.kind === 'held') {
    const held = offers.filter(isHeld);
    if (held.length !== offers.length) return 'held offers alone';
    if (held.some((offer) => includesEnergy(offer) !== plan.energyIncluded))
      return plan.energyIncluded ? 'offers that include energy' : 'offers that do not include energy';
    return { ...bare, held };
  }
  if (offers.length !== 1 || first === undefined) return 'one by-use offer';
  if (plan.kind === 'token') return first.terms === 'token' ? { ...bare, token: first } : 'a token offer';
  if (first.terms === 'on-demand' || first.terms === 'spot') return { ...bare, use: first };
  return 'an on-demand or spot offer';
};

/** Units of the plan that belong to an offer of their bank; the others are findings. */
export const readUnits = (
  entries: Entries,
  banks: ReadonlyMap<string, AuditBank>,
  units: readonly PlanUnits[],
  ledger: Ledger,
): UnitRow[] => {
  const seen = new Set<string>();
  const rows: UnitRow[] = [];
  for (const plan of units) {
    const subject = `${plan.offer} in ${plan.bank}`;
    const bank = banks.get(plan.bank);
    const offer = bank?.held.find(({ id }) => id === plan.offer);
    const agrees =
      bank !== undefined &&
      offer !== undefined &&
      bank.silicon !== null &&
      plan.site === offer.site &&
      plan.silicon === offer.silicon &&
      plan.isolationGroup === bank.plan.isolationGroup &&
      !seen.has(subject);
    ledger.holds('units-reference', subject, agrees, 'a held offer of the bank, once', plan.offer);
    seen.add(subject);
    if (!agrees) continue;
    const silicon = entries.silicon.get(offer.silicon);
    rows.push({ plan, bank, offer, silicon, inUse: plan.unitsKept + plan.unitsFurther });
  }
  return rows;
};
