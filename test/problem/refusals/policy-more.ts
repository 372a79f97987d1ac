import type { Bad } from './bad.js';

/** Policy. */
export const policyMore: readonly Bad[] = [
  {
    what: 'a pin of no target',
    edits: { '/pins/0/site': undefined },
    code: 'exactly-one-of',
    pointer: '/pins/0',
  },
  {
    what: 'a pin elsewhere than the demand',
    edits: { '/pins/0/location': 'munich' },
    code: 'unknown-reference',
    pointer: '/pins/0/location',
    value: 'munich',
  },
  {
    what: 'two pins of one demand',
    edits: { '/pins/-': { workload: 'desk', site: 'muc-edge' } },
    code: 'inconsistent',
    pointer: '/pins/1',
  },
  {
    what: 'a ban of nothing',
    edits: { '/bans/0/offer': undefined },
    code: 'missing-field',
    pointer: '/bans/0',
  },
  {
    what: 'a workload apart from itself',
    edits: { '/affinities/0/workloads/1': 'desk' },
    code: 'inconsistent',
    pointer: '/affinities/0/workloads/1',
  },
  {
    what: 'a cost per site of no site',
    edits: { '/otherCosts/0/site': undefined },
    code: 'missing-field',
    pointer: '/otherCosts/0/site',
  },
  {
    what: 'a cost per unit of a rented offer',
    edits: { '/otherCosts/0': { id: 'a', name: 'a', per: 'unit', offer: 'fra-rent' } },
    code: 'inconsistent',
    pointer: '/otherCosts/0/offer',
  },
  {
    what: 'a cost per plan of a site',
    edits: { '/otherCosts/0/per': 'plan' },
    code: 'inconsistent',
    pointer: '/otherCosts/0/site',
  },
  {
    what: 'a baseline of nothing',
    edits: { '/baselines/0/placement': undefined },
    code: 'exactly-one-of',
    pointer: '/baselines/0',
  },
  {
    what: 'a baseline above the whole',
    edits: { '/baselines/0/placement/-': { workload: 'assistant', offer: 'muc-buy', shareFraction: 0.5 } },
    code: 'sum-not-one',
    pointer: '/baselines/0/placement/1/shareFraction',
  },
  {
    what: 'a quote of nothing',
    edits: { '/quotes/0/needUnits': undefined },
    code: 'missing-field',
    pointer: '/quotes/0',
  },
  {
    what: 'a quote that is forbidden',
    edits: { '/quotes/0/forbidden': true },
    code: 'inconsistent',
    pointer: '/quotes/0/needUnits',
    unit: 'units',
  },
  {
    what: 'a quote for the runtime of no agent',
    edits: { '/quotes/0/part': 'runtime' },
    code: 'inconsistent',
    pointer: '/quotes/0/part',
  },
  {
    what: 'a quote twice',
    edits: { '/quotes/-': { workload: 'assistant', location: 'munich', offer: 'fra-rent', yearlyCost: 3 } },
    code: 'duplicate-id',
    pointer: '/quotes/1',
  },
  {
    what: 'a quote elsewhere than the demand',
    edits: { '/quotes/0/location': 'paris' },
    code: 'unknown-reference',
    pointer: '/quotes/0/location',
  },
];
