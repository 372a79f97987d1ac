import type { Bad } from './bad.js';

/** Workloads. */
export const workloads: readonly Bad[] = [
  {
    what: 'no demand',
    edits: { '/workloads/0/demand': {} },
    code: 'exactly-one-of',
    pointer: '/workloads/0/demand',
  },
  {
    what: 'demand twice',
    edits: { '/workloads/0/demand/tokensPerDay': 5 },
    code: 'exactly-one-of',
    pointer: '/workloads/0/demand',
  },
  {
    what: 'users without requests',
    edits: { '/workloads/0/demand': { users: 5 } },
    code: 'needs-together',
    pointer: '/workloads/0/demand/requestsPerUserDay',
  },
  {
    what: 'shares below 1',
    edits: { '/workloads/0/origins/0/shareFraction': 0.9 },
    code: 'sum-not-one',
    pointer: '/workloads/0/origins',
    value: 0.9,
    unit: 'fraction',
  },
  {
    what: 'an origin twice',
    edits: { '/workloads/1/origins/-': { location: 'paris', agents: 1 } },
    code: 'duplicate-id',
    pointer: '/workloads/1/origins/1/location',
  },
  {
    what: 'a model without tokens',
    edits: { '/workloads/0/inputTokens': undefined, '/workloads/0/outputTokens': undefined },
    code: 'missing-figure',
    pointer: '/workloads/0/inputTokens',
    unit: 'tokens',
  },
  {
    what: 'training work twice',
    edits: { '/workloads/2/computeExaflop': 5, '/workloads/2/mfuFraction': 0.4 },
    code: 'exactly-one-of',
    pointer: '/workloads/2/acceleratorHours',
    unit: 'unit-hours',
  },
  {
    what: 'hours of no silicon',
    edits: { '/workloads/2/referenceSilicon': undefined },
    code: 'needs-together',
    pointer: '/workloads/2/referenceSilicon',
  },
  {
    what: 'a whole stream over domains',
    edits: { '/workloads/0/split': { kind: 'oneSite' }, '/workloads/0/maxShareFractionPerDomain': 0.5 },
    code: 'inconsistent',
    pointer: '/workloads/0/maxShareFractionPerDomain',
  },
  {
    what: 'an SLO at the 0th percentile',
    edits: { '/workloads/0/slo/percentile': 0 },
    code: 'out-of-range',
    pointer: '/workloads/0/slo/percentile',
    unit: 'percentile',
  },
];
