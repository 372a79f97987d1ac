import type { Bad } from './bad.js';

/** Of a later format. */
export const later: readonly Bad[] = [
  {
    what: 'public holidays of a tariff',
    edits: { '/tariffs/0/holidays': [] },
    code: 'not-yet-supported',
    pointer: '/tariffs/0/holidays',
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
