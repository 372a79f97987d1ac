import { byLiking, type Draft } from './draft.js';
import { aloneInBank, anyWorkload, liked, likedSite, mayStandBy, type RuleKind } from './kind.js';

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
  const requirement = { ...dice.pick(list), ...(dice.chance(0.25) ? { or: [dice.pick(list)] } : {}) };
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
    requirement,
    ...(penaltyPerYear === undefined ? {} : { penaltyPerYear }),
    ...(dice.chance(0.4) ? { mustHoldFor: 'horizon' as const } : {}),
  });
  return true;
}

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

/** Pins, bans, affinities and rules. */
export const POLICY_KINDS: readonly RuleKind[] = [
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
];
