import type { ProblemInput } from '../../../solver/problem/types.js';
import { demandCharge } from './base.js';
import {
  agentsOf,
  byLiking,
  type Draft,
  inferenceOf,
  isHeldInput,
  type OfferInput,
  trainingOf,
  type WorkloadInput,
} from './draft.js';

/** A kind of rule: how a draft is given one, and how a problem is freed of it. */
export interface RuleKind {
  readonly id: string;
  /** Which families it is for; absent: both. */
  readonly family?: Draft['family'];
  /** How often it is tried, over the others. */
  readonly weight?: number;
  /** Gives the draft the rule; false where it cannot carry one. */
  readonly add: (draft: Draft) => boolean;
  /** Takes every rule of the kind out of a problem. */
  readonly remove: (input: ProblemInput) => void;
}

const AMPLE = 100_000;
const held = (input: ProblemInput) => input.offers.filter(isHeldInput);
const liked = (draft: Draft): OfferInput => {
  const offer = byLiking(draft)[0];
  if (offer === undefined) throw new Error('a draft has offers');
  return offer;
};
const siteOf = (draft: Draft, id: string) => draft.input.sites.find((site) => site.id === id);
const likedSite = (draft: Draft) => siteOf(draft, liked(draft).site);
const likedHeld = (draft: Draft) => byLiking(draft).find(isHeldInput);
/** So few units of the best held offer that a plan wants a second place. */
const tighten = (draft: Draft): void => {
  const offer = likedHeld(draft);
  if (offer === undefined || offer.unitsLeastIfUsed !== undefined || offer.unitsPerPurchase !== undefined)
    return;
  offer.unitsMax = 1;
  if (offer.unitsExisting !== undefined) offer.unitsExisting = 1;
  delete offer.unitsCommitted;
};
const anyWorkload = (draft: Draft): WorkloadInput => draft.dice.pick(draft.input.workloads);
const hasSplit = (draft: Draft): boolean =>
  draft.input.workloads.some((workload) =>
    ['copies', 'minShare', 'oneSite'].includes(workload.split?.kind ?? ''),
  );
const mayStandBy = (draft: Draft): boolean =>
  !draft.input.workloads.some((workload) => workload.standby === true);
const aloneInBank = (draft: Draft, offer: OfferInput): boolean =>
  !isHeldInput(offer) ||
  held(draft.input).filter((other) => other.site === offer.site && other.silicon === offer.silicon).length ===
    1;

function ruleOf(draft: Draft, penaltyPerYear?: number): boolean {
  const { dice, input } = draft;
  const site = likedSite(draft);
  if (site === undefined) return false;
  const isHyper = site.operator === 'hyper';
  const isCloudOnly = input.offers.every((offer) => offer.site === site.id);
  if (isCloudOnly && dice.chance(0.5)) return false;
  const list = [
    { attribute: 'site.jurisdiction' as const, noneIn: [site.jurisdiction] },
    { attribute: 'site.kind' as const, noneIn: [site.kind] },
    { attribute: 'site.jurisdiction' as const, sameCountryAsOrigin: true as const },
    { attribute: 'site.jurisdiction' as const, allIn: ['bloc'] },
    { attribute: 'operator.id' as const, allIn: [isHyper ? 'telco' : 'hyper'] },
    ...(isHyper
      ? [
          { attribute: 'operator.ultimateParentJurisdiction' as const, allIn: ['adequate'] },
          { attribute: 'operator.certifications' as const, anyIn: ['C5', 'ISO-27001/full'] },
          { attribute: 'operator.certifications' as const, anyIn: ['ISO-27001'] },
          { attribute: 'operator.keyCustodyJurisdictions' as const, noneIn: ['US'] },
          { attribute: 'operator.remoteSupportJurisdictions' as const, allIn: ['bloc'] },
          { attribute: 'operator.ultimateParentJurisdiction' as const, allIn: ['EU'] },
        ]
      : [
          { attribute: 'site.labels' as const, noneIn: ['close'] },
          { attribute: 'operator.subProcessorJurisdictions' as const, noneIn: ['FR'] },
          { attribute: 'operator.transferBases' as const, anyIn: ['DPF'] },
          { attribute: 'silicon.family' as const, noneIn: ['GPU'] },
          { attribute: 'silicon.labels' as const, allIn: ['made-here'] },
        ]),
  ];
  const workload = anyWorkload(draft);
  const selector = dice.pick([
    {},
    {},
    { workloads: [workload.id] },
    { dataClasses: workload.dataClasses ?? ['personal'] },
    { labels: workload.labels ?? ['live'] },
    { originJurisdictions: ['bloc'] },
    { origins: ['place0'] },
  ]);
  input.rules.push({
    id: `rule${input.rules.length}`,
    selector,
    requirement: dice.pick(list),
    ...(penaltyPerYear === undefined ? {} : { penaltyPerYear }),
    ...(dice.chance(0.4) ? { mustHoldFor: 'horizon' as const } : {}),
  });
  return true;
}

const shareLimit = (of: 'workloadWeight' | 'spend' | 'powerKw'): RuleKind => ({
  id: `share-${of}`,
  weight: of === 'spend' ? 2 : 1.4,
  add: (draft) => {
    const { dice, input } = draft;
    const site = likedSite(draft);
    if (site === undefined || input.limits.shares.length > 0) return false;
    if (of === 'spend' && !mayStandBy(draft)) return false;
    const selector = dice.pick([
      { sites: [site.id] },
      { siteKinds: [site.kind] },
      { operators: [site.operator] },
      { jurisdictions: [site.jurisdiction] },
      ...(aloneInBank(draft, liked(draft)) ? [{ terms: [liked(draft).terms] }] : []),
    ]);
    const bound = dice.real(0.15, 0.6, 2);
    input.limits.shares.push({
      id: 'part',
      of,
      selector,
      ...(dice.chance(0.75) ? { maxFraction: bound } : { minFraction: Number((1 - bound * 0.6).toFixed(2)) }),
    });
    return true;
  },
  remove: (input) => {
    if (input.limits?.shares !== undefined)
      input.limits.shares = input.limits.shares.filter((limit) => limit.of !== of);
  },
});

const affinity = (kind: 'same-sites' | 'different-sites' | 'different-domains'): RuleKind => ({
  id: kind,
  weight: kind === 'same-sites' ? 8 : 3,
  add: (draft) => {
    const { input } = draft;
    const [first, second] = input.workloads;
    if (first === undefined || second === undefined || input.affinities.length > 0) return false;
    if (first.split?.kind === 'copies' || second.split?.kind === 'copies') return false;
    input.affinities.push({ id: 'tie', kind, workloads: [first.id, second.id] });
    if (kind === 'different-domains')
      for (const site of input.sites.slice(1))
        if (draft.dice.chance(0.5)) site.failureDomain = 'shared-plant';
    return true;
  },
  remove: (input) => {
    input.affinities = [];
  },
});

/** Energy of a full GPU in kW, roughly; caps are set around a few of them. */
const fewUnitsKw = (draft: Draft): number => {
  const gpu = draft.input.silicon.find((entry) => entry.id === 'gpu');
  return ((gpu?.maxWatts ?? 1000) / 1000) * draft.dice.real(0.35, 1.3, 2);
};

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

const eachWorkload = (input: ProblemInput, change: (workload: WorkloadInput) => void): void => {
  for (const workload of input.workloads) change(workload);
};
const withoutSplit = (kind: string, to: 'free' | 'perLocation') => (input: ProblemInput) =>
  eachWorkload(input, (workload) => {
    if (workload.split?.kind === kind) workload.split = { kind: to };
  });

/** Every kind, in the order they are given. */
export const RULE_KINDS: readonly RuleKind[] = [
  {
    id: 'minShare',
    family: 'divisible',
    weight: 5,
    add: (draft) => {
      const { input, dice, kinds } = draft;
      if (kinds.has('oneSite') || kinds.has('maxShareFractionPerDomain')) return false;
      tighten(draft);
      eachWorkload(input, (workload) => {
        if (workload.kind === 'inference' || workload.kind === 'agent')
          workload.split = { kind: 'minShare', minShareFraction: dice.real(0.4, 0.8, 2) };
      });
      return true;
    },
    remove: withoutSplit('minShare', 'free'),
  },
  {
    id: 'oneSite',
    family: 'divisible',
    weight: 4,
    add: (draft) => {
      const { input, kinds } = draft;
      tighten(draft);
      if (kinds.has('minShare') || kinds.has('maxShareFractionPerDomain')) return false;
      eachWorkload(input, (workload) => {
        if (workload.kind === 'inference' || workload.kind === 'agent') workload.split = { kind: 'oneSite' };
      });
      return true;
    },
    remove: withoutSplit('oneSite', 'free'),
  },
  {
    id: 'perLocation',
    family: 'indivisible',
    add: (draft) => draft.input.workloads.some((workload) => workload.split?.kind === 'perLocation'),
    remove: withoutSplit('perLocation', 'free'),
  },
  {
    id: 'oneOffer',
    family: 'indivisible',
    weight: 10,
    add: (draft) => {
      const { input } = draft;
      tighten(draft);
      const target = input.workloads.find(
        (workload) =>
          (workload.kind === 'inference' || workload.kind === 'agent') && workload.origins.length > 1,
      );
      if (target === undefined || target.standby === true) return false;
      target.split = { kind: 'oneOffer' };
      return true;
    },
    remove: withoutSplit('oneOffer', 'perLocation'),
  },
  {
    id: 'copies',
    family: 'indivisible',
    weight: 3,
    add: ({ input, dice }) => {
      const target = input.workloads.find((workload) => workload.kind === 'inference');
      if (target === undefined || target.standby === true || input.affinities.length > 0) return false;
      target.split = { kind: 'copies', copies: 2, copyLoadFraction: dice.real(0.5, 1, 2) };
      return true;
    },
    remove: withoutSplit('copies', 'perLocation'),
  },
  {
    id: 'maxShareFractionPerDomain',
    family: 'divisible',
    weight: 2,
    add: (draft) => {
      if (hasSplit(draft)) return false;
      for (const workload of draft.input.workloads)
        if (workload.kind === 'inference' || workload.kind === 'agent')
          workload.maxShareFractionPerDomain = draft.dice.real(0.35, 0.85, 2);
      return true;
    },
    remove: (input) => eachWorkload(input, (workload) => delete workload.maxShareFractionPerDomain),
  },
  {
    id: 'standby',
    weight: 2.5,
    add: (draft) => {
      const { input } = draft;
      const target = inferenceOf(draft)[0];
      if (target === undefined || target.split?.kind === 'copies') return false;
      if (draft.family === 'divisible' && (input.workloads.length > 1 || target.origins.length > 1))
        return false;
      if (input.pins.length > 0 || input.affinities.length > 0 || input.limits.shares.length > 0)
        return false;
      target.standby = true;
      return true;
    },
    remove: (input) => eachWorkload(input, (workload) => delete workload.standby),
  },
  {
    id: 'sameSite',
    weight: 7,
    add: (draft) => {
      const agents = agentsOf(draft);
      for (const workload of agents) workload.sameSite = true;
      for (const offer of draft.input.offers) {
        if (offer.id === 'rent' && offer.terms === 'on-demand') offer.pricePerUnitHour = 0.5;
        if (offer.id === 'rent-hosts' && offer.terms === 'on-demand') offer.pricePerUnitHour = 3;
      }
      return agents.length > 0;
    },
    remove: (input) =>
      eachWorkload(input, (workload) => {
        if (workload.kind === 'agent') workload.sameSite = false;
      }),
  },
  {
    id: 'hostMemory',
    weight: 4,
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
    weight: 4,
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
  {
    id: 'newSites',
    weight: 3,
    add: (draft) => {
      draft.input.limits.newSites = draft.dice.chance(0.7) ? 1 : 0;
      return true;
    },
    remove: (input) => delete input.limits?.newSites,
  },
  {
    id: 'mustStayOpen',
    weight: 1.2,
    add: (draft) => {
      const site = draft.dice.pick(draft.input.sites);
      site.mustStayOpen = true;
      site.openYearlyCost = draft.dice.int(500, 3000);
      return true;
    },
    remove: (input) => {
      for (const site of input.sites) delete site.mustStayOpen;
    },
  },
  {
    id: 'backhaul',
    weight: 2,
    add: (draft) => {
      const site = likedSite(draft);
      const [first, ...others] = inferenceOf(draft);
      if (site === undefined || first === undefined) return false;
      for (const workload of [first, ...others])
        workload.traffic = { requestKB: draft.dice.int(50, 200), responseKB: draft.dice.int(100, 500) };
      site.backhaulMbps = draft.dice.real(0.2, 2.5, 2);
      return true;
    },
    remove: (input) => {
      for (const site of input.sites) delete site.backhaulMbps;
    },
  },
  {
    id: 'capex',
    weight: 4,
    add: (draft) => {
      const { input, dice } = draft;
      const offer = held(input).find((entry) => entry.terms === 'purchase');
      const site = input.sites.find((entry) => (entry.openUpfrontCost ?? 0) > 0);
      if (offer?.terms !== 'purchase') {
        if (site === undefined) return false;
        input.limits.capexByYear.push({ year: 0, most: dice.int(0, 9000) });
        return true;
      }
      const most = Math.round(offer.pricePerUnit * dice.real(0.5, 1.5));
      const committed = offer.pricePerUnit * (offer.unitsCommitted ?? 0);
      input.limits.capexByYear.push({ year: 0, most: Math.round(most + committed) });
      const life = offer.lifeYears ?? 5;
      if (dice.chance(0.4) && life < input.horizon.years) input.limits.capexByYear.push({ year: life, most });
      return true;
    },
    remove: (input) => {
      if (input.limits !== undefined) input.limits.capexByYear = [];
    },
  },
  {
    id: 'carbonLimit',
    weight: 1.6,
    add: (draft) => {
      const site = likedSite(draft);
      if (site === undefined) return false;
      site.gridCarbonGramsPerKwh = 600;
      draft.input.limits.carbonTonnesPerYear = draft.dice.real(0.8, 6, 2);
      return true;
    },
    remove: (input) => delete input.limits?.carbonTonnesPerYear,
  },
  shareLimit('workloadWeight'),
  shareLimit('spend'),
  shareLimit('powerKw'),
  {
    id: 'pin',
    weight: 2,
    add: (draft) => {
      const { dice, input } = draft;
      if (!mayStandBy(draft) || input.workloads.some((workload) => workload.split?.kind === 'copies'))
        return false;
      const workload = anyWorkload(draft);
      const disliked = byLiking(draft)
        .filter((offer) => offer.terms !== 'token' && !/hosts/.test(offer.id))
        .at(-1);
      if (disliked === undefined) return false;
      const isWhole = workload.kind !== 'agent' && aloneInBank(draft, disliked) && dice.chance(0.5);
      const isOrigin = (workload.kind === 'inference' || workload.kind === 'agent') && dice.chance(0.4);
      input.pins.push({
        workload: workload.id,
        ...(isOrigin ? { location: workload.origins[0]?.location ?? 'place0' } : {}),
        ...(isWhole ? { offer: disliked.id } : { site: disliked.site }),
      });
      return true;
    },
    remove: (input) => {
      input.pins = [];
    },
  },
  {
    id: 'ban',
    weight: 2,
    add: (draft) => {
      const { dice, input } = draft;
      const offer = liked(draft);
      const workload = anyWorkload(draft);
      const selector = dice.pick([{}, { workloads: [workload.id] }, { origins: ['place0'] }]);
      const target = dice.pick([
        { site: offer.site },
        { offer: offer.id },
        ...(offer.terms === 'token' ? [] : [{ silicon: offer.silicon }]),
      ]);
      input.bans.push({ selector, ...target });
      return true;
    },
    remove: (input) => {
      input.bans = [];
    },
  },
  affinity('same-sites'),
  affinity('different-sites'),
  affinity('different-domains'),
  {
    id: 'hardRule',
    weight: 2,
    add: (draft) => ruleOf(draft),
    remove: (input) => {
      input.rules = (input.rules ?? []).filter((rule) => rule.penaltyPerYear !== undefined);
    },
  },
  {
    id: 'softRule',
    weight: 2,
    add: (draft) => ruleOf(draft, draft.dice.int(300, 15000)),
    remove: (input) => {
      input.rules = (input.rules ?? []).filter((rule) => rule.penaltyPerYear === undefined);
    },
  },
  {
    id: 'networkSlo',
    add: (draft) => {
      const serving = [...inferenceOf(draft), ...agentsOf(draft)];
      if (serving.length === 0) return false;
      const workload = draft.dice.pick(serving);
      workload.slo = draft.dice.chance(0.7)
        ? { percentile: 95, networkRttMs: draft.dice.int(8, 30) }
        : { percentile: 50, networkRttMs: 60, networkJitterMs: draft.dice.real(1, 3, 1) };
      return true;
    },
    remove: (input) =>
      eachWorkload(input, (workload) => {
        if (workload.slo !== undefined) {
          delete workload.slo.networkRttMs;
          delete workload.slo.networkJitterMs;
        }
      }),
  },
  {
    id: 'serviceSlo',
    weight: 2.5,
    add: (draft) => {
      const { dice } = draft;
      const serving = [...inferenceOf(draft), ...agentsOf(draft)];
      if (serving.length === 0) return false;
      const workload = dice.pick(serving);
      const percentile = workload.slo?.percentile ?? dice.pick([50, 95]);
      const limit = dice.pick([
        { firstTokenMs: dice.pick([130, 210, 250]) },
        { perOutputTokenMs: dice.pick([12, 17, 20]) },
        { endToEndMs: dice.int(2200, 8000) },
      ]);
      workload.slo = { ...workload.slo, percentile, ...limit };
      return true;
    },
    remove: (input) =>
      eachWorkload(input, (workload) => {
        if (workload.slo === undefined) return;
        delete workload.slo.firstTokenMs;
        delete workload.slo.perOutputTokenMs;
        delete workload.slo.endToEndMs;
      }),
  },
  {
    id: 'quoteForbids',
    weight: 2,
    add: (draft) => {
      const { input } = draft;
      const offer = liked(draft);
      const workload = anyWorkload(draft);
      if (workload.kind === 'agent' && /hosts/.test(offer.id)) return false;
      const locations =
        workload.kind === 'inference' || workload.kind === 'agent'
          ? workload.origins.map((origin) => origin.location)
          : [workload.dataLocation];
      input.quotes = input.quotes.filter((quote) => quote.workload !== workload.id);
      for (const location of locations)
        input.quotes.push({ workload: workload.id, location, offer: offer.id, forbidden: true });
      return true;
    },
    remove: (input) => {
      input.quotes = (input.quotes ?? []).filter((quote) => quote.forbidden !== true);
    },
  },
  {
    id: 'isolation',
    weight: 6,
    add: (draft) => {
      const { input } = draft;
      const [first] = input.workloads;
      if (first === undefined || input.offers.filter((offer) => isHeldInput(offer)).length > 2) return false;
      first.isolationGroup = 'apart';
      return true;
    },
    remove: (input) => eachWorkload(input, (workload) => delete workload.isolationGroup),
  },
  {
    id: 'gang',
    weight: 10,
    add: (draft) => {
      const list = trainingOf(draft);
      for (const workload of list) {
        workload.gangUnits = draft.dice.int(3, 4);
        if (workload.acceleratorHours !== undefined) workload.acceleratorHours = draft.dice.int(30, 60);
      }
      return list.length > 0;
    },
    remove: (input) =>
      eachWorkload(input, (workload) => {
        if (workload.kind === 'training' || workload.kind === 'fine-tuning') workload.gangUnits = 1;
      }),
  },
  {
    id: 'deadline',
    weight: 8,
    add: (draft) => {
      const list = trainingOf(draft);
      for (const workload of list) {
        workload.gangUnits = 1;
        workload.deadlineHours = draft.dice.int(30, 70);
      }
      return list.length > 0;
    },
    remove: (input) =>
      eachWorkload(input, (workload) => {
        if (workload.kind === 'training' || workload.kind === 'fine-tuning')
          workload.deadlineHours = Math.min(4000 / workload.runsPerYear, 400);
      }),
  },
  {
    id: 'availability',
    weight: 3,
    add: (draft) => {
      const offer = liked(draft);
      if (isHeldInput(offer) && (offer.unitsCommitted ?? 0) > 0) return false;
      if (draft.dice.chance(0.5)) offer.availableFrom = '2026-09-01';
      else offer.endsOn = '2026-10-31';
      return true;
    },
    remove: (input) => {
      for (const offer of input.offers) {
        delete offer.availableFrom;
        delete offer.endsOn;
      }
    },
  },
  {
    id: 'siliconUse',
    add: (draft) => {
      const { dice, input } = draft;
      const offer = liked(draft);
      if (offer.terms === 'token') return false;
      const silicon = input.silicon.find((entry) => entry.id === offer.silicon);
      const site = siteOf(draft, offer.site);
      if (silicon === undefined || site === undefined) return false;
      const others = (['hyperscale-region', 'telco-core', 'metro-edge'] as const).filter(
        (kind) => kind !== site.kind,
      );
      const workload = dice.pick(input.workloads);
      const way = dice.int(0, 3);
      if (way <= 1) silicon.allowedSiteKinds = [...others];
      else if (way === 2)
        silicon.allowedWorkloadKinds =
          workload.kind === 'inference' ? ['agent', 'training', 'fine-tuning'] : ['inference'];
      else if (workload.kind !== 'agent' && !input.offers.some((entry) => entry.terms === 'token'))
        workload.allowedSiliconFamilies = [silicon.family === 'GPU' ? 'ASIC' : 'GPU'];
      else silicon.allowedSiteKinds = [...others];
      return true;
    },
    remove: (input) => {
      for (const silicon of input.silicon ?? []) {
        delete silicon.allowedSiteKinds;
        delete silicon.allowedWorkloadKinds;
      }
      eachWorkload(input, (workload) => delete workload.allowedSiliconFamilies);
    },
  },
  {
    id: 'memory',
    weight: 1.5,
    add: (draft) => {
      const gpu = draft.input.silicon.find((entry) => entry.id === 'gpu');
      if (gpu === undefined) return false;
      gpu.memoryGiB = draft.dice.pick([9, 16]);
      return true;
    },
    remove: (input) => {
      for (const silicon of input.silicon ?? []) if (silicon.memoryGiB > 0) silicon.memoryGiB = 2000;
    },
  },
  {
    id: 'interruptible',
    weight: 8,
    add: (draft) => {
      const list = trainingOf(draft);
      if (draft.family === 'indivisible' && !draft.input.offers.some((offer) => offer.terms === 'spot'))
        draft.input.offers.push({
          id: 'spot',
          terms: 'spot',
          site: 'core',
          silicon: 'gpu',
          pricePerUnitHour: 0.3,
          packingEfficiencyFraction: 0.9,
          goodputLossFraction: 0.1,
        });
      const spot = draft.input.offers.find((offer) => offer.terms === 'spot');
      if (list.length === 0 || spot?.terms !== 'spot') return false;
      spot.pricePerUnitHour = 0.3;
      for (const workload of list) workload.interruptible = false;
      return true;
    },
    remove: (input) =>
      eachWorkload(input, (workload) => {
        if (workload.kind === 'training' || workload.kind === 'fine-tuning') workload.interruptible = true;
      }),
  },
  {
    id: 'demandCharge',
    weight: 2,
    add: (draft) => {
      if (
        draft.family === 'divisible' &&
        (draft.input.workloads.length > 1 || inferenceOf(draft)[0]?.origins.length === 2)
      )
        return false;
      const offer = likedHeld(draft);
      const site = offer && siteOf(draft, offer.site);
      const tariff = draft.input.tariffs.find((entry) => entry.id === site?.tariff);
      if (tariff === undefined) return false;
      tariff.demand = demandCharge(draft.dice, draft.family);
      return true;
    },
    remove: (input) => {
      for (const tariff of input.tariffs ?? []) delete tariff.demand;
    },
  },
];
