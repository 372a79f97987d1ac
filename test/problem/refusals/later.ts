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
    what: 'a termination cost',
    edits: { '/offers/4/terminationCost': 5 },
    code: 'not-yet-supported',
    pointer: '/offers/4/terminationCost',
  },
];
