import type { AssumptionSet, PlanningFigure } from './assumption-set.js';

const JUDGED = 'Planning judgement of this set, not a measurement';
const SET_DATE = '2026-11-01';

const pue = (value: number, source: string, asOf: string): PlanningFigure => ({
  value,
  unit: 'ratio',
  source,
  asOf,
});

const surveyed = pue(
  1.54,
  'Uptime Institute Global Data Center Survey 2025: weighted average annual PUE, all regions and sizes',
  '2025-07-01',
);

const measuredPaths =
  'Fit (Theil-Sen) to 318 measured round trips between AWS, Azure and GCP regions 50 to 1,500 km apart, premium tier: Skyplane profiles/latency.csv, commit 945dca27, Apache-2.0';

/** Planning defaults of November 2026. */
export const planning202611: AssumptionSet = {
  id: 'planning-2026-11',
  pueBySiteKind: {
    'hyperscale-region': pue(
      1.14,
      'Cloud Carbon Footprint, commit b7a049c7, Apache-2.0: mean of the fleet averages of AWS 1.135, Azure 1.185 and GCP 1.1',
      '2024-03-25',
    ),
    'telco-core': surveyed,
    'metro-edge': surveyed,
    'far-edge': surveyed,
    enterprise: surveyed,
    'sovereign-dc': surveyed,
    industrial: surveyed,
    device: pue(1, 'By definition: a device has no facility around it', SET_DATE),
  },
  accessRttMs: {
    value: 15,
    unit: 'ms',
    source: `${JUDGED}: a fixed access line; a radio or DSL access is often slower and should be stated`,
    asOf: SET_DATE,
  },
  accessJitterMs: {
    value: 3,
    unit: 'ms',
    source: `${JUDGED}: a fixed access line`,
    asOf: SET_DATE,
  },
  targetUtilisationFraction: {
    value: 0.6,
    unit: 'fraction',
    source: `${JUDGED}: leaves 40 % for bursts inside the hour and for queueing`,
    asOf: SET_DATE,
  },
  packingEfficiencyFraction: {
    value: 0.85,
    unit: 'fraction',
    source: `${JUDGED}: whole machines, start-up and shut-down on rented capacity`,
    asOf: SET_DATE,
  },
  goodputLossFraction: {
    value: 0.1,
    unit: 'fraction',
    source: `${JUDGED}: restarts and work since the last checkpoint`,
    asOf: SET_DATE,
  },
  lifeYears: {
    value: 5,
    unit: 'years',
    source:
      'Amazon.com Form 10-K for 2024: useful life of a subset of servers and networking equipment changed from six to five years from 1 January 2025',
    asOf: '2025-02-07',
  },
  decodeEfficiencyFraction: {
    value: 0.6,
    unit: 'fraction',
    source: `${JUDGED}: share of peak memory bandwidth a serving stack reaches in decoding`,
    asOf: SET_DATE,
  },
  prefillEfficiencyFraction: {
    value: 0.5,
    unit: 'fraction',
    source: `${JUDGED}: share of dense peak compute a serving stack reaches in prefill`,
    asOf: SET_DATE,
  },
  estimate: {
    baseMs: { value: 2.4, unit: 'ms', source: measuredPaths, asOf: '2022-04-16' },
    routeFactor: { value: 2.06, unit: 'ratio', source: measuredPaths, asOf: '2022-04-16' },
    jitterMs: {
      value: 0.6,
      unit: 'ms',
      source: `90th percentile of the mean deviation of the same round trips: ${measuredPaths.slice(measuredPaths.indexOf('Skyplane'))}`,
      asOf: '2022-04-16',
    },
  },
};
