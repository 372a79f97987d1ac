import { agentsOf, inferenceOf, isHeldInput } from './draft.js';
import { AMPLE, eachWorkload, fewUnitsKw, held, likedHeld, type RuleKind, siteOf } from './kind.js';

const cap = (id: 'meterCap' | 'itCap'): RuleKind => ({
  id,
  weight: 2,
  add: (draft) => {
    const offer = likedHeld(draft);
    const site = offer && siteOf(draft, offer.site);
    if (site === undefined || draft.kinds.has('meterCap') || draft.kinds.has('itCap')) return false;
    const most = Number((fewUnitsKw(draft) + (site.otherLoadKw ?? 0)).toFixed(3));
    if (id === 'itCap') {
      delete site.meterCapKw;
      site.itCapKw = most;
    } else site.meterCapKw = most;
    return true;
  },
  remove: (input) => {
    for (const site of input.sites)
      if (typeof site.itCapKw === 'number' && id === 'itCap') site.itCapKw = AMPLE;
      else if (typeof site.meterCapKw === 'number' && id === 'meterCap') site.meterCapKw = AMPLE;
  },
});

/** Units, memory, packs, quotas, power and room. */
export const CAPACITY_KINDS: readonly RuleKind[] = [
  {
    id: 'hostMemory',
    weight: 6,
    add: (draft) => {
      const hosts = draft.input.silicon.find((entry) => entry.id === 'cpu');
      if (hosts === undefined) return false;
      for (const silicon of draft.input.silicon) silicon.hostMemoryGiB = 0;
      hosts.hostMemoryGiB = draft.dice.pick([16, 24, 40]);
      draft.input.offers = draft.input.offers.filter((offer) => offer.id !== 'rent-hosts');
      draft.input.quotes = draft.input.quotes.filter((quote) => quote.offer !== 'rent-hosts');
      draft.input.otherCosts = draft.input.otherCosts.filter((line) => line.offer !== 'rent-hosts');
      return true;
    },
    remove: (input) => {
      for (const silicon of input.silicon ?? []) if (silicon.id === 'cpu') silicon.hostMemoryGiB = 5000;
    },
  },
  {
    id: 'replicas',
    weight: 5,
    add: (draft) => {
      const list = [...inferenceOf(draft), ...agentsOf(draft)];
      for (const workload of list) workload.replication = 'replicas';
      // Replicas of a pair quoted in units would be of no size.
      draft.input.quotes = draft.input.quotes.filter((quote) => quote.needUnits === undefined);
      return list.length > 0;
    },
    remove: (input) =>
      eachWorkload(input, (workload) => {
        if (workload.kind === 'inference' || workload.kind === 'agent') delete workload.replication;
      }),
  },
  {
    id: 'packs',
    weight: 2.5,
    add: (draft) => {
      const offers = held(draft.input).filter((offer) => offer.terms !== 'owned');
      for (const offer of offers) {
        offer.unitsPerPurchase = draft.dice.pick([2, 2, 3]);
        offer.unitsMax = Math.max(offer.unitsMax ?? 4, offer.unitsPerPurchase + 1);
        if ((offer.unitsCommitted ?? 0) > 0) delete offer.unitsCommitted;
      }
      return offers.length > 0;
    },
    remove: (input) => {
      for (const offer of held(input)) delete offer.unitsPerPurchase;
    },
  },
  {
    id: 'unitsLeastIfUsed',
    weight: 3,
    add: (draft) => {
      const offer = likedHeld(draft);
      if (offer === undefined) return false;
      offer.unitsLeastIfUsed = draft.dice.int(2, 3);
      offer.unitsMax = Math.max(offer.unitsMax ?? 4, offer.unitsLeastIfUsed);
      if (offer.terms === 'owned') offer.unitsExisting = offer.unitsMax;
      return true;
    },
    remove: (input) => {
      for (const offer of held(input)) delete offer.unitsLeastIfUsed;
    },
  },
  {
    id: 'unitsMax',
    add: (draft) => {
      const offer = likedHeld(draft);
      if (offer === undefined || (offer.unitsCommitted ?? 0) + (offer.unitsExisting ?? 0) > 1) return false;
      if (offer.unitsLeastIfUsed !== undefined || offer.unitsPerPurchase !== undefined) return false;
      offer.unitsMax = 1;
      return true;
    },
    remove: (input) => {
      for (const offer of held(input))
        if (offer.unitsMax !== undefined && offer.terms !== 'owned') offer.unitsMax += 3;
    },
  },
  {
    id: 'useQuota',
    weight: 3,
    add: (draft) => {
      const offer = draft.input.offers.find(
        (entry) => entry.terms === 'on-demand' && entry.silicon === 'gpu',
      );
      if (offer?.terms !== 'on-demand') return false;
      offer.unitsMax = draft.dice.chance(0.3) ? 0 : 1;
      for (const other of draft.input.offers)
        if (
          isHeldInput(other) &&
          other.silicon === 'gpu' &&
          other.terms !== 'owned' &&
          other.unitsPerPurchase === undefined
        )
          other.unitsMax = Math.max(
            1,
            other.unitsExisting ?? 0,
            other.unitsCommitted ?? 0,
            other.unitsLeastIfUsed ?? 0,
          );
      return true;
    },
    remove: (input) => {
      for (const offer of input.offers)
        if (offer.terms === 'on-demand' || offer.terms === 'spot') delete offer.unitsMax;
    },
  },
  {
    id: 'tokenQuota',
    weight: 3,
    add: (draft) => {
      const { input, family } = draft;
      if (family === 'indivisible' && !input.offers.some((entry) => entry.terms === 'token'))
        input.offers.push({
          id: 'endpoint',
          terms: 'token',
          site: 'cloud',
          models: ['llm'],
          pricePerMillionInputTokens: 0.05,
          pricePerMillionOutputTokens: 0.08,
          wattHoursPerMillionTokens: 300,
        });
      const offer = input.offers.find((entry) => entry.terms === 'token');
      if (offer?.terms !== 'token') return false;
      offer.quotaTokensPerSecond = draft.dice.int(100, 900);
      offer.pricePerMillionInputTokens = 0.05;
      offer.pricePerMillionOutputTokens = 0.08;
      return true;
    },
    remove: (input) => {
      for (const offer of input.offers) if (offer.terms === 'token') delete offer.quotaTokensPerSecond;
    },
  },
  cap('meterCap'),
  cap('itCap'),
  {
    id: 'racks',
    weight: 2.4,
    add: (draft) => {
      const offer = likedHeld(draft);
      const site = offer && siteOf(draft, offer.site);
      if (site === undefined) return false;
      site.racks = draft.dice.int(0, 1);
      site.kwPerRack = Number(fewUnitsKw(draft).toFixed(3));
      return true;
    },
    remove: (input) => {
      for (const site of input.sites) {
        delete site.racks;
        delete site.kwPerRack;
      }
    },
  },
  {
    id: 'rackUnits',
    weight: 2.4,
    add: (draft) => {
      const offer = likedHeld(draft);
      const site = offer && siteOf(draft, offer.site);
      if (site === undefined) return false;
      site.rackUnits = draft.dice.pick([1, 2, 3]);
      return true;
    },
    remove: (input) => {
      for (const site of input.sites) delete site.rackUnits;
    },
  },
];
