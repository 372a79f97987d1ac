/**
 * The problem that `new` begins with: one assistant for people in Munich, an edge site nearby and a cloud region. Every
 * figure is an example to write over.
 */
export const STARTER = {
  schemaVersion: '1.0',
  name: 'My first plan',
  horizon: {
    startDate: '2027-01-01',
    years: 3,
    discountFraction: 0.08,
    currency: 'EUR',
    referenceYear: 2027,
    priceAsOf: '2026-11-01',
  },
  operators: [
    { id: 'us', name: 'Ourselves', legalEntityJurisdiction: 'DE', ultimateParentJurisdiction: 'DE' },
    { id: 'cloud', name: 'A cloud', legalEntityJurisdiction: 'IE', ultimateParentJurisdiction: 'US' },
  ],
  locations: [{ id: 'munich', jurisdiction: 'DE', zone: 'Europe/Berlin', accessRttMs: 8, accessJitterMs: 2 }],
  sites: [
    {
      id: 'munich-edge',
      kind: 'metro-edge',
      jurisdiction: 'DE',
      operator: 'us',
      zone: 'Europe/Berlin',
      meterCapKw: 40,
      pue: 1.4,
      tariff: 'grid',
      openUpfrontCost: 20000,
      openYearlyCost: 6000,
    },
    {
      id: 'frankfurt-cloud',
      kind: 'hyperscale-region',
      jurisdiction: 'DE',
      operator: 'cloud',
      zone: 'Europe/Berlin',
      meterCapKw: null,
      pue: 1.15,
    },
  ],
  silicon: [
    {
      id: 'gpu-80',
      family: 'GPU',
      memoryGiB: 80,
      wattsBasis: 'server',
      idleWatts: 180,
      maxWatts: 1000,
      hostMemoryGiB: 128,
    },
  ],
  offers: [
    {
      id: 'munich-buy',
      site: 'munich-edge',
      terms: 'purchase',
      silicon: 'gpu-80',
      pricePerUnit: 32000,
      operationsCostPerUnitYear: 900,
      lifeYears: 5,
      unitsMax: 16,
    },
    {
      id: 'frankfurt-rent',
      site: 'frankfurt-cloud',
      terms: 'on-demand',
      silicon: 'gpu-80',
      pricePerUnitHour: 3.9,
      packingEfficiencyFraction: 0.85,
      unitsMax: 64,
    },
  ],
  tariffs: [{ id: 'grid', kind: 'flat', pricePerKwh: 0.19 }],
  network: {
    links: [
      { from: 'munich', to: 'munich-edge', rttMs: 2, jitterMs: 0.5 },
      { from: 'munich', to: 'frankfurt-cloud', rttMs: 9, jitterMs: 1 },
    ],
  },
  models: [
    {
      id: 'llm-8b',
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
      id: 'llm-8b-on-gpu-80',
      kind: 'serving',
      model: 'llm-8b',
      silicon: 'gpu-80',
      unitsPerReplica: 1,
      tokensPerSecond: 2400,
      batch: 16,
      source: 'example figure',
    },
  ],
  workloads: [
    {
      id: 'assistant',
      kind: 'inference',
      model: 'llm-8b',
      demand: { requestsPerDay: 400000 },
      origins: [{ location: 'munich', shareFraction: 1 }],
      inputTokens: 600,
      outputTokens: 200,
      targetUtilisationFraction: 0.6,
      slo: { percentile: 95, networkRttMs: 50 },
    },
  ],
} as const;
