import type { Bad } from './bad.js';

/** Policy. */
export const policy: readonly Bad[] = [
  {
    what: 'a rule of two tests',
    edits: { '/rules/0/requirement/noneIn': ['US'] },
    code: 'exactly-one-of',
    pointer: '/rules/0/requirement',
  },
  {
    what: 'a rule of no test',
    edits: { '/rules/0/requirement/allIn': undefined },
    code: 'exactly-one-of',
    pointer: '/rules/0/requirement',
  },
  {
    what: 'a bloc that is not known',
    edits: { '/rules/0/requirement/allIn/0': 'EFTA' },
    code: 'unknown-reference',
    pointer: '/rules/0/requirement/allIn/0',
    value: 'EFTA',
  },
  {
    what: 'a kind of site as a value',
    edits: { '/rules/0/requirement': { attribute: 'site.kind', allIn: ['sovereign'] } },
    code: 'unknown-reference',
    pointer: '/rules/0/requirement/allIn/0',
  },
  {
    what: 'the country of a family',
    edits: { '/rules/0/requirement': { attribute: 'silicon.family', sameCountryAsOrigin: true } },
    code: 'inconsistent',
    pointer: '/rules/0/requirement/sameCountryAsOrigin',
  },
  {
    what: 'a set like a country',
    edits: { '/jurisdictionSets/0/id': 'ZZ', '/rules/0/requirement/allIn': ['EEA'] },
    code: 'inconsistent',
    pointer: '/jurisdictionSets/0/id',
    value: 'ZZ',
  },
  {
    what: 'a set like a built-in one',
    edits: { '/jurisdictionSets/0/id': 'EU', '/rules/0/requirement/allIn': ['EEA'] },
    code: 'duplicate-id',
    pointer: '/jurisdictionSets/0/id',
  },
  {
    what: 'a transfer basis that is none',
    edits: { '/jurisdictionSets/0/members/1/onlyWithTransferBasis': 'DFP' },
    code: 'not-one-of',
    pointer: '/jurisdictionSets/0/members/1/onlyWithTransferBasis',
    fix: /"DPF"/,
  },
  {
    what: 'capital after the horizon',
    edits: { '/limits/capexByYear/0/year': 3 },
    code: 'out-of-range',
    pointer: '/limits/capexByYear/0/year',
    value: 3,
    unit: 'year',
  },
  {
    what: 'a share of everything',
    edits: { '/limits/shares/0/selector': {} },
    code: 'missing-field',
    pointer: '/limits/shares/0/selector',
  },
  {
    what: 'a share of a bloc',
    edits: { '/limits/shares/0/selector': { jurisdictions: ['EU'] } },
    code: 'not-one-of',
    pointer: '/limits/shares/0/selector/jurisdictions/0',
  },
  {
    what: 'a least share above the most',
    edits: { '/limits/shares/0/minFraction': 0.95 },
    code: 'inconsistent',
    pointer: '/limits/shares/0/minFraction',
    unit: 'fraction',
  },
  {
    what: 'weights not stated',
    edits: { '/workloads/1/weight': undefined },
    code: 'missing-figure',
    pointer: '/workloads/1/weight',
    unit: 'weight',
  },
  {
    what: 'carbon without the grid',
    edits: { '/sites/0/gridCarbonGramsPerKwh': undefined },
    code: 'missing-figure',
    pointer: '/sites/0/gridCarbonGramsPerKwh',
    unit: 'gCO2eq/kWh',
  },
  {
    what: 'carbon of unknown tokens',
    edits: { '/offers/7/wattHoursPerMillionTokens': undefined },
    code: 'missing-figure',
    pointer: '/offers/7/wattHoursPerMillionTokens',
    unit: 'Wh/million tokens',
  },
];
