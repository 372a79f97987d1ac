import type { Bad } from './bad.js';

/** Of a later format. */
export const later: readonly Bad[] = [
  {
    what: 'tariff tiers',
    edits: { '/tariffs/0/tiers': [] },
    code: 'not-yet-supported',
    pointer: '/tariffs/0/tiers',
  },
  {
    what: 'a ratchet',
    edits: { '/tariffs/0/ratchet': 0.8 },
    code: 'not-yet-supported',
    pointer: '/tariffs/0/ratchet',
  },
  {
    what: 'a fixed charge',
    edits: { '/tariffs/0/fixedCostPerMonth': 20 },
    code: 'not-yet-supported',
    pointer: '/tariffs/0/fixedCostPerMonth',
  },
  {
    what: 'staged build-out',
    edits: { '/horizon/stages': [] },
    code: 'not-yet-supported',
    pointer: '/horizon/stages',
  },
  {
    what: 'a staged purchase',
    edits: { '/offers/4/stages': [] },
    code: 'not-yet-supported',
    pointer: '/offers/4/stages',
  },
  {
    what: 'a range of a number',
    edits: { '/tariffs/0/pricePerKwh': { low: 0.1, likely: 0.2, high: 0.3 } },
    code: 'not-yet-supported',
    pointer: '/tariffs/0/pricePerKwh',
  },
];
