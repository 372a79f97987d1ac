import { Dice } from './dice.js';
import type { Draft, Family, HeldInput, OfferInput, SiteInput, TariffInput } from './draft.js';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata'] as const;
const PLACES = [
  { jurisdiction: 'DE', zone: ZONES[0], latDeg: 52.52, lonDeg: 13.4 },
  { jurisdiction: 'FR', zone: ZONES[0], latDeg: 48.86, lonDeg: 2.35 },
  { jurisdiction: 'US-NY', zone: ZONES[1], latDeg: 40.71, lonDeg: -74.01 },
  { jurisdiction: 'IN', zone: ZONES[2], latDeg: 19.08, lonDeg: 72.88 },
] as const;

/** Tokens a second of one GPU, and of one request. */
export const RATE = 1500;
export const TOKENS = 1000;

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

function schedule(dice: Dice, late: number): { weekdaySchedule: number[][]; weekendSchedule: number[][] } {
  const from = dice.int(7, 10);
  const to = dice.int(17, 21);
  const day = Array.from({ length: 24 }, (_, hour) => (hour >= from && hour < to ? late : 0));
  return {
    weekdaySchedule: Array.from({ length: 12 }, () => [...day]),
    weekendSchedule: Array.from({ length: 12 }, () => new Array<number>(24).fill(0)),
  };
}

function tariff(dice: Dice, id: string, hours: number, family: Family): TariffInput {
  const price = dice.real(0.08, 0.3);
  const shared = {
    id,
    ...(dice.chance(0.4) ? { escalationFraction: dice.real(-0.02, 0.05) } : {}),
    ...(dice.chance(0.2) ? { zone: dice.pick(ZONES) } : {}),
    ...(dice.chance(family === 'divisible' ? 0.1 : 0.25) ? { demand: demandCharge(dice, family) } : {}),
  };
  if (dice.chance(0.5)) return { ...shared, kind: 'flat', pricePerKwh: price };
  if (dice.chance(0.75))
    return {
      ...shared,
      kind: 'time-of-use',
      periods: [
        { pricePerKwh: Number((price * 0.6).toFixed(4)) },
        { pricePerKwh: Number((price * 1.7).toFixed(4)) },
      ],
      ...schedule(dice, 1),
    };
  const swing = dice.real(0.7, 1.5);
  return {
    ...shared,
    kind: 'hourly',
    // Dear evenings and noons that are paid to take power; the year's mean stays above zero.
    pricesPerKwh: Array.from({ length: hours }, (_, hour) =>
      Number((price * (1 - swing * Math.sin(((hour % 24) / 24) * Math.PI * 2 - 1))).toFixed(4)),
    ),
  };
}

export function demandCharge(dice: Dice, family: Family): NonNullable<TariffInput['demand']> {
  const price = dice.real(4, 18, 2);
  const isSummer = (month: number): boolean => month >= 5 && month <= 7;
  if (dice.chance(0.5))
    return {
      monthlyPricePerKw: Array.from({ length: 12 }, (_, month) =>
        isSummer(month) || family === 'indivisible'
          ? Number((price * (isSummer(month) ? 1.5 : 1)).toFixed(2))
          : 0,
      ),
    };
  return {
    periods: [{ pricePerKw: 0 }, { pricePerKw: price }],
    ...schedule(dice, 1),
  };
}

function held(
  dice: Dice,
  id: string,
  site: string,
  silicon: string,
  terms: HeldInput['terms'],
  isCheap = false,
): HeldInput {
  const most = dice.int(2, 4);
  const price = isCheap ? 0.35 : 1;
  const shared = {
    id,
    site,
    silicon,
    unitsMax: most,
    ...(dice.chance(0.35) || terms === 'owned'
      ? { unitsExisting: terms === 'owned' ? most : dice.int(1, 2) }
      : {}),
    ...(dice.chance(0.2) && terms !== 'owned' ? { unitsCommitted: 1 } : {}),
    ...(dice.chance(0.6) ? { operationsCostPerUnitYear: dice.real(300, 2500, 1) } : {}),
    ...(dice.chance(0.2) ? { escalationFraction: dice.real(-0.03, 0.04) } : {}),
  };
  switch (terms) {
    case 'owned':
      return { ...shared, terms };
    case 'purchase':
      return {
        ...shared,
        terms,
        pricePerUnit: Number((price * dice.real(9000, 38000, 1)).toFixed(1)),
        lifeYears: dice.int(2, 6),
        ...(dice.chance(0.4) ? { priceChangeFraction: dice.real(-0.15, 0.05) } : {}),
        ...(dice.chance(0.4) ? { residualMarketFraction: dice.real(0.2, 0.9) } : {}),
      };
    case 'lease':
      return {
        ...shared,
        terms,
        pricePerUnitYear: Number((price * dice.real(4000, 14000, 1)).toFixed(1)),
        energyIncluded: dice.chance(0.4),
      };
    case 'reserved':
      return {
        ...shared,
        terms,
        pricePerUnitHour: Number((price * dice.real(0.6, 1.7)).toFixed(3)),
        ...(dice.chance(0.4) ? { upfrontCostPerUnit: dice.real(500, 4000, 1) } : {}),
      };
  }
}

const TERMS = ['owned', 'purchase', 'purchase', 'lease', 'reserved'] as const;

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
  const offers: OfferInput[] = [];
  const siliconOf = (): string => (dice.chance(0.3) ? 'asic' : 'gpu');
  const edgeIds = sites.slice(1).map((site) => site.id);
  const heldCount = family === 'divisible' && hasAgents ? 1 : dice.int(1, family === 'divisible' ? 2 : 3);
  for (let index = 0; index < heldCount; index += 1) {
    const terms = dice.pick(TERMS);
    const site =
      terms === 'reserved' && dice.chance(0.6) ? 'cloud' : (edgeIds[index % edgeIds.length] ?? 'core');
    offers.push(
      held(
        dice,
        `held${index}`,
        site,
        index === 0 ? 'gpu' : siliconOf(),
        terms,
        index === 0 && dice.chance(0.65),
      ),
    );
  }
  if (dice.chance(0.93))
    offers.push({
      id: 'rent',
      terms: 'on-demand',
      site: 'cloud',
      silicon: 'gpu',
      pricePerUnitHour: dice.real(1.4, 4),
      packingEfficiencyFraction: dice.real(0.7, 1, 2),
      ...(dice.chance(0.7) ? { standbyPerUnitHour: dice.real(0.1, 0.6) } : {}),
    });
  if (dice.chance(family === 'divisible' ? 0.15 : 0.25))
    offers.push({
      id: 'spot',
      terms: 'spot',
      site: dice.pick(sites).id,
      silicon: 'gpu',
      pricePerUnitHour: dice.real(0.6, 1.5),
      packingEfficiencyFraction: 0.9,
      goodputLossFraction: dice.real(0.05, 0.3, 2),
    });
  if (dice.chance(family === 'divisible' ? 0.15 : 0.3))
    offers.push({
      id: 'endpoint',
      terms: 'token',
      site: 'cloud',
      models: ['llm'],
      pricePerMillionInputTokens: dice.real(0.1, 0.9),
      pricePerMillionOutputTokens: dice.real(0.2, 1.4),
      firstTokenMs: dice.int(100, 400),
      perOutputTokenMs: dice.int(8, 30),
      percentile: 95,
      wattHoursPerMillionTokens: 400,
    });
  if (hasAgents) {
    offers.push(held(dice, 'hosts', edgeIds[0] ?? 'core', 'cpu', dice.pick(['owned', 'purchase', 'lease'])));
    if (dice.chance(0.9))
      offers.push({
        id: 'rent-hosts',
        terms: 'on-demand',
        site: 'cloud',
        silicon: 'cpu',
        pricePerUnitHour: dice.real(0.8, 2),
        packingEfficiencyFraction: 0.9,
        standbyPerUnitHour: 0.2,
      });
  }
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
      operators: [
        {
          id: 'hyper',
          legalEntityJurisdiction: 'IE',
          ultimateParentJurisdiction: 'US',
          remoteSupportJurisdictions: ['US', 'IN'],
          keyCustodyJurisdictions: ['US'],
          transferBases: dice.chance(0.5) ? ['DPF'] : [],
          certifications: [{ scheme: 'ISO-27001', validUntil: '2027-06-30' }],
          labels: ['global'],
        },
        {
          id: 'telco',
          legalEntityJurisdiction: 'DE',
          ultimateParentJurisdiction: 'DE',
          remoteSupportJurisdictions: ['DE'],
          keyCustodyJurisdictions: ['DE'],
          subProcessors: [{ name: 'Host', jurisdiction: 'FR' }],
          certifications: [
            { scheme: 'ISO-27001', level: 'full', validFrom: '2020-01-01', validUntil: '2040-01-01' },
            { scheme: 'C5' },
          ],
        },
      ],
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
      models: [
        {
          id: 'llm',
          parametersBillion: 8,
          layers: 32,
          kvHeads: 8,
          headSize: 128,
          bytesPerWeight: 2,
          bytesPerCacheEntry: 2,
          precision: 'bf16',
        },
      ],
      performance: [
        {
          kind: 'serving',
          id: 'gpu-one',
          model: 'llm',
          silicon: 'gpu',
          unitsPerReplica: 1,
          tokensPerSecond: RATE,
          firstTokenMs: 220,
          perOutputTokenMs: 18,
          batch: 32,
          percentile: 95,
          source: 'made up',
        },
        {
          kind: 'serving',
          id: 'gpu-two',
          model: 'llm',
          silicon: 'gpu',
          unitsPerReplica: 2,
          tokensPerSecond: dice.pick([2700, 3100]),
          firstTokenMs: 120,
          perOutputTokenMs: 10,
          batch: 32,
          source: 'made up',
        },
        ...(dice.chance(0.6)
          ? [
              {
                kind: 'serving' as const,
                id: 'asic-one',
                model: 'llm',
                silicon: 'asic',
                unitsPerReplica: 1,
                tokensPerSecond: 900,
                firstTokenMs: 300,
                perOutputTokenMs: 25,
                batch: 8,
                source: 'made up',
              },
            ]
          : []),
        {
          kind: 'training',
          id: 'train-gpu',
          model: 'llm',
          silicon: 'gpu',
          tokensPerSecondPerUnit: 9000,
          source: 'made up',
        },
        ...(dice.chance(0.5)
          ? [
              {
                kind: 'training' as const,
                id: 'train-asic',
                model: 'llm',
                silicon: 'asic',
                tokensPerSecondPerUnit: 4000,
                source: 'made up',
              },
            ]
          : []),
      ],
      profiles: [
        {
          id: 'day',
          values: Array.from({ length: 24 }, (_, hour) =>
            Number((0.25 + 0.75 * Math.max(0, Math.sin(((hour - 6) / 24) * Math.PI * 2))).toFixed(3)),
          ),
        },
        {
          id: 'night',
          values: Array.from({ length: 24 }, (_, hour) =>
            hour < 6 || hour > 20 ? dice.real(0.6, 1, 2) : 0.2,
          ),
        },
        {
          id: 'week',
          values: Array.from({ length: 168 }, (_, hour) =>
            hour >= 120 ? 0.3 : hour % 24 >= 8 && hour % 24 < 19 ? 1 : 0.45,
          ),
        },
      ],
      workloads: [],
      rules: [],
      jurisdictionSets: [
        {
          id: 'bloc',
          members: [
            { jurisdiction: 'DE' },
            { jurisdiction: 'FR', validUntil: '2026-12-31' },
            { jurisdiction: 'IE' },
          ],
        },
        {
          id: 'adequate',
          members: [{ jurisdiction: 'DE' }, { jurisdiction: 'US', onlyWithTransferBasis: 'DPF' }],
        },
      ],
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
