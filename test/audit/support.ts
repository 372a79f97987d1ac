import type { Bill, BillEntry, Placement, Plan } from '../../solver/plan/types.js';
import { COST_IDS } from '../../solver/plan/types.js';
import type { Problem } from '../../solver/problem/types.js';

/** The same value, open to change. */
export type Draft<T> = T extends readonly (infer Item)[]
  ? Draft<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Draft<T[Key]> }
    : T;

export const draft = <T>(value: T): Draft<T> => structuredClone(value) as Draft<T>;

const grid = (morning: number, evening: number): number[][] =>
  Array.from({ length: 12 }, () => Array.from({ length: 24 }, (_, hour) => (hour < 12 ? morning : evening)));

const operatorBase = {
  remoteSupportJurisdictions: [],
  keyCustodyJurisdictions: [],
  transferBases: [],
  subProcessors: [],
  certifications: [],
};
const siteBase = {
  zone: 'UTC',
  otherLoadKw: 0,
  openUpfrontCost: 0,
  openYearlyCost: 0,
  alreadyOpen: false,
  mustStayOpen: false,
};
const siliconBase = { wattsBasis: 'server', slices: [1], replicaUnits: [1, 2, 4, 8] } as const;
const heldBase = { unitsExisting: 0, unitsCommitted: 0, unitsPerPurchase: 1, operationsCostPerUnitYear: 0 };
const workloadBase = {
  dataClasses: [],
  critical: false,
  standby: false,
  orchestrationCostPerYear: 0,
  latencyCostPerMsYear: 0,
} as const;

/**
 * A problem in which every figure is round: three years at 25 % (a yearly amount is worth 0.8 + 0.64 + 0.512 =
 * 1.952 of itself, and 3 of itself where it grows by 25 %), all clocks in UTC, 8,760 hours.
 */
export const roundProblem = (): Problem => ({
  schemaVersion: '1.0',
  name: 'round figures',
  horizon: {
    startDate: '2026-01-01',
    years: 3,
    discountFraction: 0.25,
    currency: 'EUR',
    referenceYear: 2026,
    priceAsOf: '2026-01-01',
  },
  exchangeRates: [],
  operators: [
    {
      ...operatorBase,
      id: 'telco',
      legalEntityJurisdiction: 'DE',
      ultimateParentJurisdiction: 'DE',
      certifications: [{ scheme: 'ISO-27001', validFrom: '2020-01-01', validUntil: '2030-01-01' }],
    },
    {
      ...operatorBase,
      id: 'cloud-co',
      legalEntityJurisdiction: 'IE',
      ultimateParentJurisdiction: 'US',
      transferBases: ['DPF'],
    },
    { ...operatorBase, id: 'foreign', legalEntityJurisdiction: 'US', ultimateParentJurisdiction: 'US' },
  ],
  locations: [
    {
      id: 'town',
      jurisdiction: 'DE',
      latDeg: 0,
      lonDeg: 0,
      zone: 'UTC',
      accessRttMs: 1,
      accessJitterMs: 0.5,
      egressPricePerGB: 0.01,
      labels: ['urban'],
    },
  ],
  sites: [
    {
      ...siteBase,
      id: 'edge',
      kind: 'metro-edge',
      jurisdiction: 'DE',
      operator: 'telco',
      failureDomain: 'east',
      meterCapKw: 5,
      otherLoadKw: 2,
      pue: 1.25,
      tariff: 'grid',
      gridCarbonGramsPerKwh: 400,
      openUpfrontCost: 1000,
      openYearlyCost: 100,
      egressPricePerGB: 0.02,
      rackUnits: 6,
      racks: 1,
      kwPerRack: 2,
      backhaulMbps: 1,
    },
    {
      ...siteBase,
      id: 'core',
      kind: 'telco-core',
      jurisdiction: 'DE',
      operator: 'telco',
      failureDomain: 'west',
      itCapKw: 3,
      otherLoadKw: 1,
      pue: 1.5,
      tariff: 'tou',
      openUpfrontCost: 5000,
      openYearlyCost: 200,
      alreadyOpen: true,
      egressPricePerGB: 0.02,
      labels: ['core'],
    },
    {
      ...siteBase,
      id: 'cloud',
      kind: 'hyperscale-region',
      jurisdiction: 'IE',
      operator: 'cloud-co',
      latDeg: 0,
      lonDeg: 9,
      failureDomain: 'cloud',
      meterCapKw: null,
      pue: 1.2,
      gridCarbonGramsPerKwh: 300,
      alreadyOpen: true,
    },
    {
      ...siteBase,
      id: 'far',
      kind: 'enterprise',
      jurisdiction: 'US',
      operator: 'foreign',
      latDeg: 0,
      lonDeg: 90,
      failureDomain: 'far',
      meterCapKw: 5,
      pue: 1.5,
      openUpfrontCost: 10,
      gridCarbonGramsPerKwh: 300,
    },
  ],
  silicon: [
    {
      ...siliconBase,
      slices: [1],
      replicaUnits: [1, 2, 4, 8],
      id: 'gpu',
      family: 'GPU',
      memoryGiB: 80,
      idleWatts: 100,
      maxWatts: 500,
      hostMemoryGiB: 64,
      rackUnitsPerUnit: 1,
    },
    {
      ...siliconBase,
      slices: [1],
      replicaUnits: [1],
      id: 'host',
      family: 'CPU',
      memoryGiB: 0,
      idleWatts: 50,
      maxWatts: 200,
      hostMemoryGiB: 160,
    },
  ],
  offers: [
    {
      ...heldBase,
      id: 'edge-buy',
      terms: 'purchase',
      site: 'edge',
      silicon: 'gpu',
      pricePerUnit: 10000,
      lifeYears: 2,
      priceChangeFraction: -0.5,
      residualMarketFraction: 0.5,
      unitsMax: 6,
      unitsLeastIfUsed: 2,
      unitsPerPurchase: 2,
      operationsCostPerUnitYear: 100,
    },
    { ...heldBase, id: 'edge-old', terms: 'owned', site: 'edge', silicon: 'gpu', unitsExisting: 2 },
    {
      ...heldBase,
      id: 'core-own',
      terms: 'owned',
      site: 'core',
      silicon: 'gpu',
      unitsExisting: 5,
      operationsCostPerUnitYear: 10,
    },
    {
      ...heldBase,
      id: 'core-host',
      terms: 'lease',
      site: 'core',
      silicon: 'host',
      unitsCommitted: 1,
      pricePerUnitYear: 500,
      energyIncluded: false,
    },
    {
      id: 'cloud-od',
      terms: 'on-demand',
      site: 'cloud',
      silicon: 'gpu',
      pricePerUnitHour: 2,
      unitsMax: 1,
      packingEfficiencyFraction: 0.8,
      standbyPerUnitHour: 0.5,
      escalationFraction: 0.25,
    },
    {
      id: 'cloud-spot',
      terms: 'spot',
      site: 'cloud',
      silicon: 'gpu',
      pricePerUnitHour: 1,
      unitsMax: 13,
      packingEfficiencyFraction: 0.8,
      goodputLossFraction: 0.2,
    },
    {
      id: 'cloud-token',
      terms: 'token',
      site: 'cloud',
      models: ['m'],
      pricePerMillionInputTokens: 1,
      pricePerMillionOutputTokens: 2,
      quotaTokensPerSecond: 1000,
      wattHoursPerMillionTokens: 100,
    },
    {
      id: 'far-od',
      terms: 'on-demand',
      site: 'far',
      silicon: 'gpu',
      pricePerUnitHour: 1,
      unitsMax: 100,
      packingEfficiencyFraction: 1,
    },
  ],
  tariffs: [
    {
      id: 'grid',
      kind: 'flat',
      pricePerKwh: 0.2,
      escalationFraction: 0.25,
      demand: { monthlyPricePerKw: Array.from({ length: 12 }, () => 10) },
    },
    {
      id: 'tou',
      kind: 'time-of-use',
      periods: [{ pricePerKwh: 0.1 }, { pricePerKwh: 0.3 }],
      weekdaySchedule: grid(0, 1),
      weekendSchedule: grid(0, 1),
      demand: {
        periods: [
          { name: 'off', pricePerKw: 1 },
          { name: 'peak', pricePerKw: 4 },
        ],
        weekdaySchedule: grid(0, 1),
        weekendSchedule: grid(0, 1),
      },
    },
  ],
  network: {
    links: [{ from: 'town', to: 'edge', rttMs: 2, jitterMs: 0.5 }],
    latencyClasses: [{ id: 'city', fromLabel: 'urban', toLabel: 'core', rttMs: 6, jitterMs: 1 }],
    estimate: { baseMs: 5, routeFactor: 1, jitterMs: 1.5, throughputMbps: 800 },
  },
  models: [
    {
      id: 'm',
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
      id: 'm@gpu',
      model: 'm',
      silicon: 'gpu',
      unitsPerReplica: 1,
      tokensPerSecond: 500,
      firstTokenMs: 100,
      perOutputTokenMs: 20,
      batch: 4,
      percentile: 50,
      source: 'round figure',
    },
  ],
  profiles: [{ id: 'day', values: Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 1 : 2)) }],
  workloads: [
    {
      ...workloadBase,
      id: 'chat',
      kind: 'inference',
      dataClasses: ['personal'],
      weight: 3,
      model: 'm',
      demand: { peakRequestsPerSecond: 10 },
      origins: [{ location: 'town', shareFraction: 1 }],
      inputTokens: 60,
      outputTokens: 40,
      traffic: { requestKB: 10, responseKB: 20 },
      targetUtilisationFraction: 0.5,
      replication: 'replicas',
      split: { kind: 'free' },
      standby: true,
      maxShareFractionPerDomain: 0.5,
      orchestrationCostPerYear: 50,
      latencyCostPerMsYear: 1,
      slo: {
        percentile: 95,
        networkRttMs: 8.5,
        networkJitterMs: 1.5,
        firstTokenMs: 200,
        perOutputTokenMs: 25,
        endToEndMs: 1000,
      },
    },
    {
      ...workloadBase,
      id: 'desk',
      kind: 'agent',
      weight: 1,
      model: 'm',
      origins: [{ location: 'town', agents: 10 }],
      ramGiB: 16,
      inferencesPerMinute: 6,
      inputTokens: 60,
      outputTokens: 40,
      activeHoursFraction: 0.25,
      suspendedWhenIdle: false,
      sameSite: true,
      toolsCostPerAgentMonth: 5,
      targetUtilisationFraction: 0.5,
      replication: 'fluid',
      split: { kind: 'oneSite' },
    },
    {
      ...workloadBase,
      id: 'train',
      kind: 'training',
      dataClasses: ['personal'],
      weight: 1,
      acceleratorHours: 1000,
      referenceSilicon: 'gpu',
      precision: 'bf16',
      gangUnits: 2,
      runsPerYear: 10,
      deadlineHours: 100,
      dataLocation: 'town',
      dataGB: 36,
      dataPreparationCostPerRun: 10,
      engineeringCostPerRun: 5,
      interruptible: true,
      split: { kind: 'oneOffer' },
    },
    {
      ...workloadBase,
      id: 'batch',
      kind: 'inference',
      weight: 2,
      model: 'm',
      demand: { peakRequestsPerSecond: 20 },
      origins: [{ location: 'town', shareFraction: 1 }],
      profile: 'day',
      inputTokens: 60,
      outputTokens: 40,
      targetUtilisationFraction: 1,
      replication: 'fluid',
      split: { kind: 'minShare', minShareFraction: 0.25 },
    },
    {
      ...workloadBase,
      id: 'legacy',
      kind: 'inference',
      weight: 1,
      demand: { peakRequestsPerSecond: 1 },
      origins: [{ location: 'town', shareFraction: 1 }],
      targetUtilisationFraction: 0.5,
      replication: 'fluid',
      split: { kind: 'perLocation' },
    },
    {
      ...workloadBase,
      id: 'vault',
      kind: 'inference',
      weight: 1,
      model: 'm',
      demand: { peakRequestsPerSecond: 1 },
      origins: [{ location: 'town', shareFraction: 1 }],
      inputTokens: 60,
      outputTokens: 40,
      targetUtilisationFraction: 0.5,
      replication: 'fluid',
      split: { kind: 'copies', copies: 2, copyLoadFraction: 0.5 },
    },
  ],
  jurisdictionSets: [
    {
      id: 'UNION',
      members: [{ jurisdiction: 'DE' }, { jurisdiction: 'IE', validFrom: '1973-01-01' }],
    },
  ],
  rules: [
    {
      id: 'in-union',
      selector: { dataClasses: ['personal'] },
      requirement: { attribute: 'site.jurisdiction', allIn: ['UNION'] },
      mustHoldFor: 'start',
    },
    {
      id: 'certified',
      selector: { workloads: ['chat'] },
      requirement: { attribute: 'operator.certifications', anyIn: ['ISO-27001'] },
      mustHoldFor: 'horizon',
    },
    {
      id: 'prefer-edge',
      selector: { workloads: ['batch'] },
      requirement: { attribute: 'site.kind', anyIn: ['metro-edge'] },
      penaltyPerYear: 10,
      mustHoldFor: 'start',
    },
  ],
  limits: {
    capexByYear: [
      { year: 0, most: 61179 },
      { year: 2, most: 15000 },
    ],
    carbonTonnesPerYear: 11.1,
    newSites: 1,
    shares: [
      {
        id: 'cloud-weight',
        of: 'workloadWeight',
        selector: { siteKinds: ['hyperscale-region'] },
        maxFraction: 0.25,
      },
      { id: 'edge-power', of: 'powerKw', selector: { sites: ['edge'] }, minFraction: 0.1 },
      { id: 'spend', of: 'spend', selector: { terms: ['purchase'] }, minFraction: 0.1, maxFraction: 0.9 },
    ],
  },
  otherCosts: [
    { id: 'audit fee', per: 'plan', upfrontCost: 70, yearlyCost: 0 },
    { id: 'insurance', per: 'unit', offer: 'edge-buy', upfrontCost: 0, yearlyCost: 1 },
    { id: 'guard', per: 'site', site: 'edge', upfrontCost: 0, yearlyCost: 3 },
    { id: 'onboarding', per: 'offer', offer: 'cloud-od', upfrontCost: 9, yearlyCost: 0 },
    { id: 'support', per: 'workload', workload: 'chat', upfrontCost: 0, yearlyCost: 2 },
  ],
  pins: [
    { workload: 'train', site: 'cloud' },
    { workload: 'legacy', location: 'town', offer: 'core-own' },
  ],
  bans: [
    { selector: { workloads: ['chat'] }, site: 'cloud' },
    { selector: {}, offer: 'edge-old' },
  ],
  affinities: [
    { id: 'together', kind: 'same-sites', workloads: ['desk', 'legacy'] },
    { id: 'apart', kind: 'different-sites', workloads: ['train', 'chat'] },
    { id: 'far apart', kind: 'different-domains', workloads: ['legacy', 'train'] },
  ],
  baselines: [],
  objective: { carbonPricePerTonne: 50, carbonPriceIsPaid: false },
  quotes: [
    {
      workload: 'legacy',
      location: 'town',
      offer: 'core-own',
      part: 'inference',
      forbidden: false,
      needUnits: 0.5,
      upfrontCost: 100,
      yearlyCost: 20,
    },
  ],
  assumptions: [
    { pointer: '/sites/0/pue', value: 1.25, unit: 'ratio', source: 'planning defaults', asOf: '2026-01-01' },
  ],
  annotations: {},
  warnings: [],
});

/** One a year for three years at 25 %. */
export const THREE_YEARS = 1.952;
/** 1 in the evening half of each day and 0.5 in the morning: hours at full load. */
const DAY_HOURS = 6570;

const EDGE = 'edge/gpu/metered';
const CORE = 'core/gpu/metered';
const HOST = 'core/host/metered';

/** A degree of longitude at the equator is radius x pi / 180; nine of them, 1 ms for 100 km. */
const CLOUD_RTT_MS = 5 + (6371.0088 * Math.PI) / 20 / 100 + 1;

const paths = {
  edge: { rttMs: 3, jitterMs: 1, source: 'link' },
  core: { rttMs: 7, jitterMs: 1.5, source: 'latency-class' },
  cloud: { rttMs: CLOUD_RTT_MS, jitterMs: 2, source: 'distance-estimate' },
};

const serve = (endToEndMs: number | null) => ({
  point: 'm@gpu',
  unitsPerReplica: 1,
  firstTokenMs: 100,
  perOutputTokenMs: 20,
  endToEndMs,
});

type Bare = Pick<Placement, 'stream' | 'bank' | 'shareFraction' | 'units'> & Partial<Placement>;

const placed = (site: 'edge' | 'core' | 'cloud', bare: Bare): Placement => {
  const [name = '', tail] = bare.stream.split('#');
  const [workload = '', location = ''] = name.split('@');
  return {
    workload,
    location,
    part: tail === 'runtime' ? 'runtime' : workload === 'train' ? 'training' : 'inference',
    site,
    silicon: 'gpu',
    standbyFraction: 0,
    hostMemoryGiB: 0,
    network: paths[site],
    service: null,
    headroom: [],
    estimates: site === 'cloud' ? ['distance-estimate'] : [],
    quoted: false,
    directPresentWorth: 0,
    ...bare,
  };
};

const headroom = (limit: string, limitMs: number, actualMs: number) => ({
  limit,
  limitMs,
  actualMs,
  headroomMs: limitMs - actualMs,
});

/** 60 + 40 tokens at 10 requests a second are 1,000 tokens/s; 500 a unit, half used: 4 units. 40 output tokens take 39 x 20 ms more. */
const chat = (site: 'edge' | 'core', bank: string, networkMs: number): Placement =>
  placed(site, {
    stream: 'chat@town',
    bank,
    shareFraction: 0.5,
    standbyFraction: 0.5,
    units: 2,
    service: serve(networkMs + 100 + 780),
    estimates: ['percentile-gap'],
    headroom: [
      headroom('networkRttMs', 8.5, networkMs),
      headroom('networkJitterMs', 1.5, paths[site].jitterMs),
      headroom('firstTokenMs', 200, 100),
      headroom('perOutputTokenMs', 25, 20),
      headroom('endToEndMs', 1000, networkMs + 880),
    ],
  });

const yearly = (escalationFraction = 0): BillEntry['timing'] => ({ kind: 'yearly', escalationFraction });

type Line = [BillEntry['component'], number, BillEntry['timing'], Partial<BillEntry>?];

/** Every amount by hand. */
const amounts: Line[] = [
  // Six units of 10,000; bought again after two years at a quarter of the price; half of that life is left at the end, at half its value.
  ['siliconUpfront', 60000, { kind: 'upfront' }, { offer: 'edge-buy', site: 'edge' }],
  [
    'siliconReplacement',
    60000,
    { kind: 'dated', payments: [{ year: 2, factor: 0.25 }] },
    { offer: 'edge-buy', site: 'edge' },
  ],
  [
    'siliconResidual',
    60000,
    { kind: 'dated', payments: [{ year: 3, factor: -0.0625 }] },
    { offer: 'edge-buy', site: 'edge' },
  ],
  ['rentHeld', 500, yearly(), { offer: 'core-host', site: 'core' }],
  // A quarter of 4 units for 6,570 h at 2, four fifths of it packed.
  [
    'rentByUse',
    (4 * DAY_HOURS * 2 * 0.25) / 0.8,
    yearly(0.25),
    { offer: 'cloud-od', site: 'cloud', workload: 'batch', location: 'town', part: 'inference' },
  ],
  // 1,000 unit-hours x 10 runs, a fifth lost, four fifths packed.
  [
    'rentByUse',
    15625,
    yearly(),
    { offer: 'cloud-spot', site: 'cloud', workload: 'train', location: 'town', part: 'training' },
  ],
  // 20 requests a second at full load; 60 in at 1 and 40 out at 2 a million.
  [
    'tokens',
    20 * 3600 * DAY_HOURS * 0.00014 * 0.5,
    yearly(),
    { offer: 'cloud-token', site: 'cloud', workload: 'batch', location: 'town', part: 'inference' },
  ],
  ['operations', 600, yearly(), { offer: 'edge-buy', site: 'edge' }],
  ['operations', 50, yearly(), { offer: 'core-own', site: 'core' }],
  // 600 W idle, 400 W of chat, 40 W of the vault all year; 400 W of batch for 6,570 h.
  ['energy', (1.04 * 8760 + 0.4 * DAY_HOURS) * 1.25 * 0.2, yearly(0.25), { site: 'edge' }],
  // 550 W idle, 400 W of chat, 20 W of the desk, 40 W of the vault; 12 hours at 0.1 and 12 at 0.3 on 365 days. The quote pays its own.
  ['energy', 1.01 * 1.5 * 365 * 4.8, yearly(), { site: 'core' }],
  ['demandCharge', 12 * 10 * 4.3, yearly(0.25), { site: 'edge' }],
  ['demandCharge', 12 * (1 + 4) * 3.765, yearly(), { site: 'core' }],
  ['carbon', (14673 * 0.4 + 17140.74 * 0.3) * 0.05, yearly()],
  ['siteOpening', 1000, { kind: 'upfront' }, { site: 'edge' }],
  ['siteRunning', 100, yearly(), { site: 'edge' }],
  ['siteRunning', 200, yearly(), { site: 'core' }],
  // 315.36 million requests: 3,153.6 GB up at 0.01 and 6,307.2 GB down at 0.02. Ten runs of 36 GB up.
  ['traffic', 157.68, yearly(), { workload: 'chat', location: 'town' }],
  ['traffic', 3.6, yearly(), { workload: 'train', location: 'town' }],
  ['orchestration', 50, yearly(), { workload: 'chat' }],
  ['trainingWork', 150, yearly(), { workload: 'train' }],
  ['agentTools', 600, yearly(), { workload: 'desk' }],
  ['quoted', 100, { kind: 'upfront' }, { workload: 'legacy', location: 'town' }],
  ['quoted', 20, yearly(), { workload: 'legacy', location: 'town' }],
  ['otherCosts', 79, { kind: 'upfront' }],
  ['otherCosts', 11, yearly()],
  ['rulePenalty', 7.5, yearly(), { workload: 'batch', item: 'prefer-edge' }],
  // Half at 3 + 1 ms, half at 7 + 1.5 ms.
  ['latency', 6.25, yearly(), { workload: 'chat', location: 'town' }],
];

const SHADOW = ['carbon', 'rulePenalty', 'latency'];

/** 0.8, 0.64, 0.512: what a payment after one, two and three years is worth. */
const WORTH = [1, 0.8, 0.64, 0.512];

const worthOf = (
  amount: number,
  timing: BillEntry['timing'],
): { presentWorth: number; firstYear: number } => {
  if (timing.kind === 'upfront') return { presentWorth: amount, firstYear: amount };
  if (timing.kind === 'yearly') {
    const grows = timing.escalationFraction === 0.25;
    return { presentWorth: amount * (grows ? 3 : THREE_YEARS), firstYear: amount * (grows ? 1.25 : 1) };
  }
  const presentWorth = timing.payments.reduce(
    (sum, { year, factor }) => sum + amount * factor * (WORTH[year] ?? Number.NaN),
    0,
  );
  return { presentWorth, firstYear: 0 };
};

const roundBill = (): Bill => {
  const entries = amounts.map(([component, amount, timing, subject]): BillEntry => {
    const nature = SHADOW.includes(component) ? 'shadow' : 'cash';
    return {
      component,
      nature,
      amount,
      timing,
      presentWorth: worthOf(amount, timing).presentWorth,
      ...subject,
    };
  });
  const lines = COST_IDS.flatMap((component) => {
    const own = entries.filter((entry) => entry.component === component);
    const [first] = own;
    if (!first) return [];
    const presentWorth = own.reduce((sum, entry) => sum + entry.presentWorth, 0);
    const firstYear = own.reduce((sum, entry) => sum + worthOf(entry.amount, entry.timing).firstYear, 0);
    return [{ component, nature: first.nature, presentWorth, firstYear, convertedPresentWorth: 0 }];
  });
  const total = (nature: string, key: 'presentWorth' | 'firstYear'): number =>
    lines.filter((line) => line.nature === nature).reduce((sum, line) => sum + line[key], 0);
  const cashPresentWorth = total('cash', 'presentWorth');
  const shadowPresentWorth = total('shadow', 'presentWorth');
  return {
    currency: 'EUR',
    entries,
    lines,
    cashPresentWorth,
    shadowPresentWorth,
    presentWorth: cashPresentWorth + shadowPresentWorth,
    firstYearCash: total('cash', 'firstYear'),
    equivalentYearlyCash: cashPresentWorth / THREE_YEARS,
  };
};

/** Rent, orchestration, training work, tools, and lines of the plan and of a workload. */
export const ROUND_CONSTANTS = (500 + 50 + 150 + 600 + 2) * THREE_YEARS + 70;

const months = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}`);

/** A plan of the round problem that breaks nothing, every figure by hand. */
export const roundPlan = (): Plan => {
  const bill = roundBill();
  const objective = bill.presentWorth;
  return {
    schemaVersion: '1.0',
    problemHash: 'not checked here',
    problemName: 'round figures',
    currency: 'EUR',
    horizonYears: 3,
    banks: [
      {
        id: EDGE,
        kind: 'held',
        site: 'edge',
        silicon: 'gpu',
        isolationGroup: null,
        energyIncluded: false,
        offers: ['edge-buy'],
      },
      {
        id: CORE,
        kind: 'held',
        site: 'core',
        silicon: 'gpu',
        isolationGroup: null,
        energyIncluded: false,
        offers: ['core-own'],
      },
      {
        id: HOST,
        kind: 'held',
        site: 'core',
        silicon: 'host',
        isolationGroup: null,
        energyIncluded: false,
        offers: ['core-host'],
      },
      {
        id: 'cloud-od',
        kind: 'unit-use',
        site: 'cloud',
        silicon: 'gpu',
        isolationGroup: null,
        energyIncluded: true,
        offers: ['cloud-od'],
      },
      {
        id: 'cloud-spot',
        kind: 'unit-use',
        site: 'cloud',
        silicon: 'gpu',
        isolationGroup: null,
        energyIncluded: true,
        offers: ['cloud-spot'],
      },
      {
        id: 'cloud-token',
        kind: 'token',
        site: 'cloud',
        silicon: null,
        isolationGroup: null,
        energyIncluded: true,
        offers: ['cloud-token'],
      },
    ],
    placements: [
      chat('edge', EDGE, 4),
      chat('core', CORE, 8.5),
      // 10 agents, 6 a minute, a quarter of the time: 0.25 requests/s, 25 tokens/s over 250 a unit.
      placed('core', { stream: 'desk@town', bank: CORE, shareFraction: 1, units: 0.1, service: serve(null) }),
      placed('core', {
        stream: 'desk@town#runtime',
        bank: HOST,
        silicon: 'host',
        shareFraction: 1,
        units: 0,
        hostMemoryGiB: 160,
      }),
      // 36 GB take 0.1 h; 1,000 h over 99.9 h, a fifth lost: 12.51, so 13 units.
      placed('cloud', { stream: 'train@town', bank: 'cloud-spot', shareFraction: 1, units: 13 }),
      placed('edge', {
        stream: 'batch@town',
        bank: EDGE,
        shareFraction: 0.25,
        units: 1,
        service: serve(null),
      }),
      placed('cloud', {
        stream: 'batch@town',
        bank: 'cloud-od',
        shareFraction: 0.25,
        units: 1,
        service: serve(null),
      }),
      placed('cloud', {
        stream: 'batch@town',
        bank: 'cloud-token',
        silicon: null,
        shareFraction: 0.5,
        units: 1000,
      }),
      placed('core', { stream: 'legacy@town', bank: CORE, shareFraction: 1, units: 0.5, quoted: true }),
      placed('edge', {
        stream: 'vault@town',
        bank: EDGE,
        shareFraction: 1,
        units: 0.2,
        service: serve(null),
      }),
      placed('core', {
        stream: 'vault@town',
        bank: CORE,
        shareFraction: 1,
        units: 0.2,
        service: serve(null),
      }),
    ],
    units: [
      {
        offer: 'edge-buy',
        bank: EDGE,
        site: 'edge',
        silicon: 'gpu',
        isolationGroup: null,
        unitsKept: 0,
        unitsFurther: 6,
      },
      {
        offer: 'core-own',
        bank: CORE,
        site: 'core',
        silicon: 'gpu',
        isolationGroup: null,
        unitsKept: 5,
        unitsFurther: 0,
      },
      {
        offer: 'core-host',
        bank: HOST,
        site: 'core',
        silicon: 'host',
        isolationGroup: null,
        unitsKept: 1,
        unitsFurther: 0,
      },
    ],
    replicas: [
      { bank: EDGE, model: 'm', point: 'm@gpu', unitsPerReplica: 1, replicas: 4 },
      { bank: CORE, model: 'm', point: 'm@gpu', unitsPerReplica: 1, replicas: 4 },
    ],
    bankUse: [
      { bank: EDGE, capacityUnits: 6, peakLoadUnits: 5.2, meanLoadUnits: 2.95 },
      { bank: CORE, capacityUnits: 5, peakLoadUnits: 4.8, meanLoadUnits: 2.8 },
      { bank: HOST, capacityUnits: 1, peakLoadUnits: 0, meanLoadUnits: 0 },
      { bank: 'cloud-od', capacityUnits: 1, peakLoadUnits: 1, meanLoadUnits: 0.75 },
      { bank: 'cloud-spot', capacityUnits: 13, peakLoadUnits: 13, meanLoadUnits: 12500 / 8760 },
      { bank: 'cloud-token', capacityUnits: 1000, peakLoadUnits: 1000, meanLoadUnits: 750 },
    ],
    sites: [
      {
        site: 'edge',
        isOpen: true,
        isNewlyOpened: true,
        // 600 W idle, 800 W of chat with its standby, 400 W of batch, 40 W of the vault.
        peakItKw: 1.84,
        peakMeterKw: 4.3,
        capKw: 5,
        capBasis: 'meter',
        energyKwhPerYear: 14673,
        carbonKgPerYear: 5869.2,
        demandWindows: months.map((name) => ({ name, billedKw: 4.3, pricePerKw: 10 })),
        presentWorth: 0,
      },
      {
        site: 'core',
        isOpen: true,
        isNewlyOpened: false,
        // 550 W idle, 800 W of chat, 20 W of the desk, 100 W of the quote, 40 W of the vault.
        peakItKw: 1.51,
        peakMeterKw: 3.765,
        capKw: 3,
        capBasis: 'it',
        energyKwhPerYear: 14585.4,
        carbonKgPerYear: null,
        demandWindows: months.flatMap((name) => [
          { name: `${name}/off`, billedKw: 3.765, pricePerKw: 1 },
          { name: `${name}/peak`, billedKw: 3.765, pricePerKw: 4 },
        ]),
        presentWorth: 0,
      },
      {
        site: 'cloud',
        isOpen: true,
        isNewlyOpened: false,
        peakItKw: 0,
        peakMeterKw: 0,
        capKw: null,
        capBasis: null,
        // 4,927.5 of on-demand, 9,375 of spot, 2,838.24 of tokens.
        energyKwhPerYear: 17140.74,
        carbonKgPerYear: 5142.222,
        demandWindows: [],
        presentWorth: 0,
      },
      {
        site: 'far',
        isOpen: false,
        isNewlyOpened: false,
        peakItKw: 0,
        peakMeterKw: 0,
        capKw: 5,
        capBasis: 'meter',
        energyKwhPerYear: 0,
        carbonKgPerYear: 0,
        demandWindows: [],
        presentWorth: 0,
      },
    ],
    purchases: [
      { offer: 'edge-buy', site: 'edge', silicon: 'gpu', terms: 'purchase', units: 6, upfrontCost: 60000 },
    ],
    flows: [
      {
        stream: 'train@town',
        dataClasses: ['personal'],
        from: 'DE',
        to: 'IE',
        gbPerMonth: 30,
        permittedBy: ['in-union'],
      },
    ],
    bill,
    objective,
    constantObjective: ROUND_CONSTANTS,
    bound: { value: objective - 100, kind: 'safe-lp' },
    gapFraction: 100 / (objective - ROUND_CONSTANTS),
    gapMoney: 100,
    isProven: false,
    reproducible: true,
    stop: 'gap',
    engine: { id: 'glpk', version: '5.0.0' },
    solverVersion: '0.0.0',
    assumptions: [...roundProblem().assumptions],
    estimates: [
      { mark: 'percentile-gap', placements: 2 },
      { mark: 'distance-estimate', placements: 3 },
    ],
    warnings: [],
    notModelled: [],
    annotations: {},
  };
};
