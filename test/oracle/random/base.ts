import { Dice } from './dice.js';
import type { Draft, Family, SiteInput, TariffInput } from './draft.js';
import { JURISDICTION_SETS, MODELS, operatorsOf, performanceOf, profilesOf } from './entries.js';
import { offersOf } from './offers.js';
import { tariff, ZONES } from './tariffs.js';

const PLACES = [
  { jurisdiction: 'DE', zone: ZONES[0], latDeg: 52.52, lonDeg: 13.4 },
  { jurisdiction: 'FR', zone: ZONES[0], latDeg: 48.86, lonDeg: 2.35 },
  { jurisdiction: 'US-NY', zone: ZONES[1], latDeg: 40.71, lonDeg: -74.01 },
  { jurisdiction: 'IN', zone: ZONES[2], latDeg: 19.08, lonDeg: 72.88 },
] as const;

const SITES: readonly (Omit<SiteInput, 'zone' | 'pue'> & { latDeg: number; lonDeg: number })[] = [
  {
    id: 'cloud',
    kind: 'hyperscale-region',
    jurisdiction: 'IE',
    operator: 'hyper',
    latDeg: 53.35,
    lonDeg: -6.26,
  },
  { id: 'core', kind: 'telco-core', jurisdiction: 'DE', operator: 'telco', latDeg: 50.11, lonDeg: 8.68 },
  { id: 'edge', kind: 'metro-edge', jurisdiction: 'FR', operator: 'telco', latDeg: 45.76, lonDeg: 4.84 },
];

/** A problem without workloads and without rules: sites, silicon, offers, network. */
export function baseDraft(seed: number, family: Family, hasAgents: boolean): Draft {
  const dice = new Dice(seed);
  const referenceYear = dice.pick([2024, 2025, 2026]);
  const hours = referenceYear === 2024 ? 8784 : 8760;
  const siteCount = dice.chance(0.6) ? 3 : 2;
  const places = [dice.pick(PLACES.slice(0, 2)), dice.pick(PLACES)];
  const mode = dice.pick(['links', 'links', 'links', 'classes', 'estimate'] as const);
  const locations = places.map((place, index) => ({
    id: `place${index}`,
    ...place,
    accessRttMs: dice.real(1, 12, 1),
    accessJitterMs: dice.real(0, 3, 1),
    egressPricePerGB: dice.real(0, 0.05),
    labels: [index === 0 ? 'near' : 'far'],
  }));
  const tariffs: TariffInput[] = [];
  const sites = SITES.slice(0, siteCount).map((entry, index): SiteInput => {
    const id = `tariff${index}`;
    tariffs.push(tariff(dice, id, hours, family));
    const isCloud = index === 0;
    return {
      ...entry,
      zone: dice.pick(ZONES),
      pue: dice.real(1.05, 1.7, 2),
      tariff: id,
      meterCapKw: 200,
      labels: [index === 0 ? 'away' : 'close'],
      egressPricePerGB: dice.real(0.01, 0.09),
      gridCarbonGramsPerKwh: dice.int(30, 600),
      ...(dice.chance(0.25) ? { otherLoadKw: dice.real(0.1, 2, 2) } : {}),
      ...(!isCloud && dice.chance(0.4)
        ? { openUpfrontCost: dice.real(1000, 25000, 0), openYearlyCost: dice.real(200, 6000, 0) }
        : {}),
      ...(dice.chance(isCloud ? 0.8 : 0.35) ? { alreadyOpen: true } : {}),
      ...(dice.chance(0.15) ? { escalationFraction: dice.real(0, 0.04) } : {}),
    };
  });
  const last = sites[siteCount - 1];
  if (last !== undefined && dice.chance(0.2)) last.failureDomain = 'shared-plant';
  const core = sites[1];
  if (core !== undefined && last?.failureDomain !== undefined && dice.chance(0.5))
    core.failureDomain = 'shared-plant';

  const gpuHost = hasAgents && dice.chance(0.7) ? 0 : dice.pick([0, 128]);
  const silicon: Draft['input']['silicon'] = [
    {
      id: 'gpu',
      family: 'GPU',
      memoryGiB: 80,
      bandwidthGBPerSecond: 3000,
      computeTeraflops: { bf16: 900 },
      wattsBasis: 'server',
      idleWatts: dice.int(100, 300),
      maxWatts: dice.int(700, 1300),
      hostMemoryGiB: gpuHost,
      rackUnitsPerUnit: 1.5,
      decodeEfficiencyFraction: 0.6,
      prefillEfficiencyFraction: 0.5,
      slices: [1, 0.5],
    },
    {
      id: 'asic',
      family: 'ASIC',
      memoryGiB: 48,
      bandwidthGBPerSecond: 1200,
      computeTeraflops: { bf16: 300 },
      wattsBasis: 'server',
      idleWatts: dice.int(60, 120),
      maxWatts: dice.int(250, 450),
      hostMemoryGiB: hasAgents ? 0 : 64,
      rackUnitsPerUnit: 1,
      decodeEfficiencyFraction: 0.5,
      prefillEfficiencyFraction: 0.4,
      labels: ['made-here'],
    },
  ];
  if (hasAgents)
    silicon.push({
      id: 'cpu',
      family: 'CPU',
      memoryGiB: 0,
      wattsBasis: 'server',
      idleWatts: 150,
      maxWatts: 400,
      hostMemoryGiB: 256,
      rackUnitsPerUnit: 1,
    });
  const offers = offersOf(dice, sites, family, hasAgents);
  const links = locations.flatMap((location) =>
    sites.flatMap((site) => [
      {
        from: location.id,
        to: site.id,
        rttMs: site.id === 'cloud' ? dice.real(12, 40, 1) : dice.real(2, 15, 1),
        jitterMs: dice.real(0, 2, 1),
        ...(dice.chance(0.8) ? { throughputMbps: dice.pick([200, 1000, 10000]) } : {}),
        ...(dice.chance(0.3) ? { pricePerGB: dice.real(0.005, 0.06) } : {}),
      },
      ...(dice.chance(0.3)
        ? [{ from: site.id, to: location.id, rttMs: 9, jitterMs: 1, pricePerGB: dice.real(0.005, 0.12) }]
        : []),
    ]),
  );
  const estimate = { baseMs: dice.real(1, 4, 1), routeFactor: 1.4, jitterMs: 1.5, throughputMbps: 800 };
  return {
    dice,
    family,
    kinds: new Set(),
    input: {
      schemaVersion: '1.0',
      horizon: {
        startDate: dice.pick(['2026-01-01', '2026-07-01']),
        years: dice.int(1, 6),
        discountFraction: dice.pick([0, 0.05, 0.08]),
        currency: 'EUR',
        referenceYear,
        priceAsOf: '2026-01-01',
      },
      operators: operatorsOf(dice),
      locations,
      sites,
      silicon,
      offers,
      tariffs,
      network: {
        links: mode === 'links' ? links : [],
        latencyClasses:
          mode === 'classes'
            ? [
                { id: 'near-close', fromLabel: 'near', toLabel: 'close', rttMs: 4, jitterMs: 0.5 },
                { id: 'far-close', fromLabel: 'far', toLabel: 'close', rttMs: dice.int(8, 20), jitterMs: 1 },
                { id: 'near-away', fromLabel: 'near', toLabel: 'away', rttMs: dice.int(15, 40), jitterMs: 2 },
                { id: 'far-away', fromLabel: 'far', toLabel: 'away', rttMs: 25, jitterMs: 2 },
              ]
            : [],
        ...(mode === 'links' && dice.chance(0.6) ? {} : { estimate }),
      },
      models: MODELS,
      performance: performanceOf(dice),
      profiles: profilesOf(dice),
      workloads: [],
      rules: [],
      jurisdictionSets: JURISDICTION_SETS,
      limits: { shares: [], capexByYear: [] },
      otherCosts: [],
      pins: [],
      bans: [],
      affinities: [],
      quotes: [],
      objective: {},
    },
  };
}
