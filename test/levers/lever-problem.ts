import type { ProblemInput } from '../../solver/problem/types.js';
import { minimalProblem } from '../support/minimal-problem.js';

/** Units of the one workload: 2 GPU or 1 ASIC, at every hour. Watts idle and at work are 1,000, PUE 1. */
const silicon = (id: string, family: 'GPU' | 'ASIC'): NonNullable<ProblemInput['silicon']>[number] => ({
  id,
  family,
  memoryGiB: 80,
  wattsBasis: 'server',
  idleWatts: 1000,
  maxWatts: 1000,
  hostMemoryGiB: 128,
});

const point = (id: string, tokensPerSecond: number): NonNullable<ProblemInput['performance']>[number] => ({
  kind: 'serving',
  id: `on-${id}`,
  model: 'llm-8b',
  silicon: id,
  unitsPerReplica: 1,
  tokensPerSecond,
  batch: 1,
  source: 'example figure',
});

const buy = (id: string, site: string, of: string, pricePerUnit: number): ProblemInput['offers'][number] => ({
  id,
  terms: 'purchase',
  site,
  silicon: of,
  pricePerUnit,
  lifeYears: 5,
});

const rent = (
  id: string,
  site: string,
  of: string,
  pricePerUnitHour: number,
): ProblemInput['offers'][number] => ({
  id,
  terms: 'on-demand',
  site,
  silicon: of,
  pricePerUnitHour,
  packingEfficiencyFraction: 1,
});

const own = (
  id: string,
  kind: 'telco-core' | 'industrial',
  jurisdiction: string,
): ProblemInput['sites'][number] => ({
  id,
  kind,
  jurisdiction,
  operator: 'telco',
  zone: 'Europe/Berlin',
  meterCapKw: 100,
  pue: 1,
  tariff: 'cheap',
});

/** One year, no discount: every factor is 1. 8,760 h, so a kilowatt takes 438 at 0.05 and 2,190 at 0.25. */
export const leverProblem = (): ProblemInput => ({
  ...minimalProblem(),
  horizon: { ...minimalProblem().horizon, years: 1, discountFraction: 0 },
  sites: [
    own('core', 'telco-core', 'DE'),
    own('abroad', 'industrial', 'US'),
    own('remote', 'industrial', 'DE'),
    {
      id: 'region',
      kind: 'hyperscale-region',
      jurisdiction: 'DE',
      operator: 'cloud',
      zone: 'Europe/Berlin',
      meterCapKw: null,
      pue: 1,
      tariff: 'dear',
    },
  ],
  tariffs: [
    { id: 'cheap', kind: 'flat', pricePerKwh: 0.05 },
    { id: 'dear', kind: 'flat', pricePerKwh: 0.25 },
  ],
  silicon: [silicon('gpu', 'GPU'), silicon('asic', 'ASIC')],
  performance: [point('gpu', 500), point('asic', 1000)],
  offers: [
    rent('region-gpu', 'region', 'gpu', 1),
    rent('region-asic', 'region', 'asic', 3),
    { id: 'region-gpu-year', terms: 'reserved', site: 'region', silicon: 'gpu', pricePerUnitHour: 0.6 },
    rent('core-gpu', 'core', 'gpu', 0.8),
    rent('core-asic', 'core', 'asic', 1.4),
    buy('core-gpu-buy', 'core', 'gpu', 4000),
    buy('core-asic-buy', 'core', 'asic', 5000),
    buy('abroad-asic-buy', 'abroad', 'asic', 3000),
    buy('remote-asic-buy', 'remote', 'asic', 4000),
  ],
  network: {
    links: ['core', 'abroad', 'region', 'remote'].map((to) => ({
      from: 'munich',
      to,
      rttMs: to === 'remote' ? 80 : 5,
      jitterMs: 0,
    })),
  },
  rules: [
    {
      id: 'at-home',
      selector: {},
      requirement: { attribute: 'site.jurisdiction', allIn: ['DE'] },
    },
  ],
  workloads: [
    {
      id: 'assistant',
      kind: 'inference',
      model: 'llm-8b',
      demand: { peakRequestsPerSecond: 1 },
      origins: [{ location: 'munich', shareFraction: 1 }],
      inputTokens: 750,
      outputTokens: 250,
      targetUtilisationFraction: 1,
      slo: { percentile: 50, networkRttMs: 50 },
    },
  ],
});
