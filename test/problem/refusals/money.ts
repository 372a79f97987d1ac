import type { Bad } from './bad.js';

/** Money and defaults. */
export const money: readonly Bad[] = [
  {
    what: 'no rate',
    edits: { '/exchangeRates': [] },
    code: 'missing-exchange-rate',
    pointer: '/offers/3/currency',
    value: 'USD',
  },
  {
    what: 'a rate to another currency',
    edits: { '/exchangeRates/0/to': 'GBP' },
    code: 'inconsistent',
    pointer: '/exchangeRates/0/to',
  },
  {
    what: 'a rate twice',
    edits: { '/exchangeRates/-': { from: 'USD', to: 'EUR', rate: 1, asOf: '2026-01-01', source: 'a' } },
    code: 'duplicate-id',
    pointer: '/exchangeRates/1/from',
  },
  {
    what: 'a set of defaults that is not known',
    edits: { '/assume': 'planning-2026-12' },
    code: 'unknown-assumption-set',
    pointer: '/assume',
    fix: /planning-2026-11/,
  },
  {
    what: 'a figure nobody gave',
    edits: { '/assume': undefined },
    code: 'missing-figure',
    pointer: '/sites/2/pue',
    unit: 'ratio',
  },
  {
    what: 'a spot offer of unknown goodput',
    edits: { '/assume': undefined },
    code: 'missing-figure',
    pointer: '/offers/6/goodputLossFraction',
    unit: 'fraction',
  },
];
