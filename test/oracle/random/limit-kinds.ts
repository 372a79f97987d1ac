import { inferenceOf } from './draft.js';
import { aloneInBank, held, liked, likedSite, mayStandBy, type RuleKind } from './kind.js';

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

/** Limits of sites and of the whole plan. */
export const LIMIT_KINDS: readonly RuleKind[] = [
  {
    id: 'newSites',
    weight: 5,
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
    weight: 3,
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
];
