import type { Bad } from './bad.js';

/** Supply. */
export const supply: readonly Bad[] = [
  {
    what: 'less at full load than idle',
    edits: { '/silicon/0/maxWatts': 100 },
    code: 'inconsistent',
    pointer: '/silicon/0/maxWatts',
    unit: 'W',
    value: 100,
  },
  {
    what: 'more parameters active than there are',
    edits: { '/models/0/activeParametersBillion': 9 },
    code: 'inconsistent',
    pointer: '/models/0/activeParametersBillion',
    unit: 'billion',
  },
  {
    what: 'an offer that ends first',
    edits: { '/offers/0/availableFrom': '2026-05-01', '/offers/0/endsOn': '2026-01-01' },
    code: 'inconsistent',
    pointer: '/offers/0/endsOn',
  },
  {
    what: 'owned units committed to',
    edits: { '/offers/2/unitsCommitted': 2 },
    code: 'inconsistent',
    pointer: '/offers/2/unitsCommitted',
    unit: 'units',
  },
  {
    what: 'more owned units than there are',
    edits: { '/offers/2/unitsMax': 9 },
    code: 'inconsistent',
    pointer: '/offers/2/unitsMax',
    value: 9,
  },
  {
    what: 'more at least than at most',
    edits: { '/offers/4/unitsLeastIfUsed': 9 },
    code: 'inconsistent',
    pointer: '/offers/4/unitsLeastIfUsed',
  },
  {
    what: 'more committed than allowed',
    edits: { '/offers/4/unitsCommitted': 9 },
    code: 'inconsistent',
    pointer: '/offers/4/unitsMax',
  },
  {
    what: 'a pack that never fits',
    edits: { '/offers/4/unitsPerPurchase': 16 },
    code: 'inconsistent',
    pointer: '/offers/4/unitsPerPurchase',
  },
  {
    what: 'a price that falls below zero',
    edits: { '/offers/0/priceChangeFraction': -10 },
    code: 'out-of-range',
    pointer: '/offers/0/priceChangeFraction',
  },
  {
    what: 'residual above book value',
    edits: { '/offers/0/residualMarketFraction': 1.2 },
    code: 'out-of-range',
    pointer: '/offers/0/residualMarketFraction',
    unit: 'fraction',
  },
  {
    what: 'a point no replica can have',
    edits: { '/performance/0/unitsPerReplica': 3 },
    code: 'not-one-of',
    pointer: '/performance/0/unitsPerReplica',
    value: 3,
  },
];
