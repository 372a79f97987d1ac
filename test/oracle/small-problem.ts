import type { ProblemInput } from '../../solver/problem/types.js';

/** One year at no discount, a GPU to buy at the edge (100 W idle, 300 W at most) and one to rent in the cloud. */
export const small = (): ProblemInput => ({
  schemaVersion: '1.0',
  horizon: {
    startDate: '2026-01-01',
    years: 1,
    discountFraction: 0,
    currency: 'EUR',
    referenceYear: 2025,
    priceAsOf: '2026-01-01',
  },
  operators: [{ id: 'telco', legalEntityJurisdiction: 'DE', ultimateParentJurisdiction: 'DE' }],
  locations: [
    {
      id: 'here',
      jurisdiction: 'DE',
      zone: 'Europe/Berlin',
      accessRttMs: 1,
      accessJitterMs: 0,
      egressPricePerGB: 0,
    },
  ],
  sites: [
    {
      id: 'edge',
      kind: 'metro-edge',
      jurisdiction: 'DE',
      operator: 'telco',
      zone: 'Europe/Berlin',
      pue: 1.5,
      meterCapKw: 50,
      tariff: 'grid',
      openUpfrontCost: 5000,
      egressPricePerGB: 0,
    },
    {
      id: 'cloud',
      kind: 'hyperscale-region',
      jurisdiction: 'DE',
      operator: 'telco',
      zone: 'Europe/Berlin',
      pue: 1.2,
      meterCapKw: null,
      egressPricePerGB: 0,
    },
  ],
  silicon: [
    {
      id: 'gpu',
      family: 'GPU',
      memoryGiB: 80,
      wattsBasis: 'server',
      idleWatts: 100,
      maxWatts: 300,
      hostMemoryGiB: 256,
    },
  ],
  offers: [
    {
      id: 'buy',
      terms: 'purchase',
      site: 'edge',
      silicon: 'gpu',
      pricePerUnit: 10000,
      lifeYears: 1,
      unitsMax: 4,
    },
    {
      id: 'rent',
      terms: 'on-demand',
      site: 'cloud',
      silicon: 'gpu',
      pricePerUnitHour: 2,
      packingEfficiencyFraction: 0.8,
    },
  ],
  tariffs: [{ id: 'grid', kind: 'flat', pricePerKwh: 0.1 }],
  network: {
    links: [
      { from: 'here', to: 'edge', rttMs: 2, jitterMs: 0 },
      { from: 'here', to: 'cloud', rttMs: 20, jitterMs: 1 },
    ],
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
      id: 'point',
      model: 'llm',
      silicon: 'gpu',
      unitsPerReplica: 1,
      tokensPerSecond: 1000,
      batch: 8,
      source: 'made up',
    },
  ],
  workloads: [chat({})],
});

type Inference = Extract<ProblemInput['workloads'][number], { kind: 'inference' }>;
/** 1,000 tokens a second at the peak on 1,000 tokens a second at half load: two units. */
export const chat = (change: Partial<Inference>): Inference => ({
  kind: 'inference',
  id: 'chat',
  model: 'llm',
  demand: { peakRequestsPerSecond: 1 },
  origins: [{ location: 'here', shareFraction: 1 }],
  inputTokens: 600,
  outputTokens: 400,
  targetUtilisationFraction: 0.5,
  split: { kind: 'perLocation' },
  ...change,
});
