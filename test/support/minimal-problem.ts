import type { ProblemInput } from '../../solver/problem/types.js';

/**
 * A small problem that is valid and solvable: one inference workload, an edge site where a GPU can be bought
 * and a cloud region where it can be rented. Every figure is given, so that it needs no planning defaults.
 * A new object each time: tests change it.
 */
export const minimalProblem = (): ProblemInput => ({
  schemaVersion: '1.0',
  horizon: {
    startDate: '2026-01-01',
    years: 3,
    discountFraction: 0.08,
    currency: 'EUR',
    referenceYear: 2026,
    priceAsOf: '2026-01-01',
  },
  operators: [
    { id: 'telco', legalEntityJurisdiction: 'DE', ultimateParentJurisdiction: 'DE' },
    { id: 'cloud', legalEntityJurisdiction: 'IE', ultimateParentJurisdiction: 'US' },
  ],
  locations: [{ id: 'munich', jurisdiction: 'DE', zone: 'Europe/Berlin', accessRttMs: 8, accessJitterMs: 2 }],
  sites: [
    {
      id: 'muc-edge',
      kind: 'metro-edge',
      jurisdiction: 'DE',
      operator: 'telco',
      zone: 'Europe/Berlin',
      meterCapKw: 40,
      pue: 1.4,
      tariff: 'grid',
      openUpfrontCost: 20000,
      openYearlyCost: 6000,
    },
    {
      id: 'fra-cloud',
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
      id: 'muc-buy',
      terms: 'purchase',
      site: 'muc-edge',
      silicon: 'gpu-80',
      pricePerUnit: 32000,
      operationsCostPerUnitYear: 900,
      lifeYears: 5,
      unitsMax: 16,
    },
    {
      id: 'fra-rent',
      terms: 'on-demand',
      site: 'fra-cloud',
      silicon: 'gpu-80',
      pricePerUnitHour: 3.9,
      packingEfficiencyFraction: 0.85,
      unitsMax: 64,
    },
  ],
  tariffs: [{ id: 'grid', kind: 'flat', pricePerKwh: 0.19 }],
  network: {
    links: [
      { from: 'munich', to: 'muc-edge', rttMs: 2, jitterMs: 0.5 },
      { from: 'munich', to: 'fra-cloud', rttMs: 9, jitterMs: 1 },
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
      kind: 'serving',
      id: 'llm-8b-on-gpu-80',
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
});
