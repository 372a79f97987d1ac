import type { Bad } from './bad.js';

/** Values, products, plays and merits. */
export const worth: readonly Bad[] = [
  {
    what: 'a value stated twice',
    edits: { '/workloads/1/valuePerRequest': 0.1, '/workloads/1/valuePerAgentMonth': 100 },
    code: 'exactly-one-of',
    pointer: '/workloads/1/valuePerAgentMonth',
    fix: /Keep one/,
  },
  {
    what: 'the value of a workflow without the requests it makes',
    edits: { '/workloads/0/valuePerWorkflow': 2 },
    code: 'needs-together',
    pointer: '/workloads/0/requestsPerWorkflow',
    fix: /requestsPerWorkflow/,
  },
  {
    what: 'requests of a workflow nobody values',
    edits: { '/workloads/0/requestsPerWorkflow': 2 },
    code: 'needs-together',
    pointer: '/workloads/0/valuePerWorkflow',
  },
  {
    what: 'a value of a training run, which has no requests',
    edits: { '/workloads/2/valuePerRequest': 2 },
    code: 'unknown-field',
    pointer: '/workloads/2/valuePerRequest',
  },
  {
    what: 'a play nobody knows',
    edits: { '/workloads/0/play': 'inference' },
    code: 'not-one-of',
    pointer: '/workloads/0/play',
  },
  {
    what: 'a merit nobody knows',
    edits: { '/silicon/0/merits': { latencyMean: 'very high' } },
    code: 'not-one-of',
    pointer: '/silicon/0/merits/latencyMean',
  },
  {
    what: 'a merit on no criterion',
    edits: { '/silicon/0/merits': { latency: 'high' } },
    code: 'unknown-field',
    pointer: '/silicon/0/merits/latency',
  },
  {
    what: 'a margin of the whole price',
    edits: { '/products/0/grossMarginFraction': 1 },
    code: 'out-of-range',
    pointer: '/products/0/grossMarginFraction',
    unit: 'fraction',
    value: 1,
  },
  {
    what: 'latency without a reference',
    edits: { '/products/0/referenceRttMs': undefined },
    code: 'missing-field',
    pointer: '/products/0/referenceRttMs',
  },
  {
    what: 'an agent platform of what is no agent',
    edits: { '/products/2/workloads': ['assistant'] },
    code: 'inconsistent',
    pointer: '/products/2/workloads/0',
    fix: /another kind/,
  },
  {
    what: 'latency of a training run',
    edits: { '/products/0/workloads': ['tune'] },
    code: 'inconsistent',
    pointer: '/products/0/workloads/0',
  },
  {
    what: 'a site twice in a product',
    edits: { '/products/1/sites': ['par-dc', 'par-dc'] },
    code: 'duplicate-id',
    pointer: '/products/1/sites',
  },
  {
    what: 'a product at no site of the problem',
    edits: { '/products/1/sites': ['par-dcc'] },
    code: 'unknown-reference',
    pointer: '/products/1/sites/0',
    fix: /par-dc/,
  },
  {
    what: 'two products of one name',
    edits: { '/products/1/id': 'near' },
    code: 'duplicate-id',
    pointer: '/products/1/id',
  },
  {
    what: 'water that flows back',
    edits: { '/sites/0/waterLitersPerItKwh': -1 },
    code: 'out-of-range',
    pointer: '/sites/0/waterLitersPerItKwh',
    unit: 'L/kWh of IT energy',
  },
  {
    what: 'no margin for a merit that silicon has',
    edits: { '/jitterMargins': { high: 0.1 } },
    code: 'missing-figure',
    pointer: '/jitterMargins/medium',
    unit: 'fraction',
  },
];
