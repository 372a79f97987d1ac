import type { Bad } from './bad.js';

const deal = (more: object): object => ({ id: 'deal', amountPerYear: 1000, ...more });
const line = (more: object): object => ({ id: 'hands', name: 'hands', yearlyCostPerPerson: 1, ...more });

/** Terms, tiers, contracts in force, commitments to spend and staff. Offer 4 is a lease of at most 8 units, offer 2 owned. */
export const procurement: readonly Bad[] = [
  {
    what: 'a contract that is signed again at no stated price',
    edits: { '/offers/5/termYears': 1 },
    code: 'missing-figure',
    pointer: '/offers/5/priceChangeFraction',
    unit: 'fraction/year',
  },
  {
    what: 'a price change of a contract signed once',
    edits: { '/offers/5/priceChangeFraction': -0.1 },
    code: 'inconsistent',
    pointer: '/offers/5/priceChangeFraction',
    value: -0.1,
  },
  {
    what: 'a price that falls below zero',
    edits: { '/offers/5/termYears': 1, '/offers/5/priceChangeFraction': -2 },
    code: 'out-of-range',
    pointer: '/offers/5/priceChangeFraction',
  },
  {
    what: 'tiers out of order',
    edits: {
      '/offers/4/volumeTiers': [
        { aboveUnits: 4, discountFraction: 0.2 },
        { aboveUnits: 2, discountFraction: 0.3 },
      ],
    },
    code: 'inconsistent',
    pointer: '/offers/4/volumeTiers/1/aboveUnits',
    unit: 'units',
    value: 2,
  },
  {
    what: 'prices that rise with the number',
    edits: {
      '/offers/4/volumeTiers': [
        { aboveUnits: 2, discountFraction: 0.2 },
        { aboveUnits: 4, discountFraction: 0.1 },
      ],
    },
    code: 'inconsistent',
    pointer: '/offers/4/volumeTiers/1/discountFraction',
    unit: 'fraction',
  },
  {
    what: 'tiers beside a commitment',
    edits: {
      '/offers/4/volumeTiers': [{ aboveUnits: 2, discountFraction: 0.2 }],
      '/offers/4/unitsCommitted': 1,
    },
    code: 'inconsistent',
    pointer: '/offers/4/unitsCommitted',
  },
  {
    what: 'tiers of what is owned',
    edits: { '/offers/2/volumeTiers': [{ aboveUnits: 2, discountFraction: 0.2 }] },
    code: 'unknown-field',
    pointer: '/offers/2/volumeTiers',
  },
  {
    what: 'a discount of everything',
    edits: { '/offers/4/volumeTiers': [{ aboveUnits: 2, discountFraction: 1 }] },
    code: 'out-of-range',
    pointer: '/offers/4/volumeTiers/0/discountFraction',
  },
  {
    what: 'a renewal of what does not end',
    edits: { '/offers/4/renewal': { kind: 'none' }, '/offers/4/unitsCommitted': 2, '/offers/4/unitsMax': 2 },
    code: 'missing-field',
    pointer: '/offers/4/endsOn',
  },
  {
    what: 'a renewal of nothing',
    edits: { '/offers/4/renewal': { kind: 'none' }, '/offers/4/endsOn': '2026-06-30' },
    code: 'inconsistent',
    pointer: '/offers/4/renewal',
  },
  {
    what: 'a contract in force that sells more',
    edits: {
      '/offers/4/renewal': { kind: 'none' },
      '/offers/4/endsOn': '2026-06-30',
      '/offers/4/unitsCommitted': 2,
    },
    code: 'inconsistent',
    pointer: '/offers/4/unitsMax',
    value: 8,
  },
  {
    what: 'a contract in force of terms still to be signed',
    edits: {
      '/offers/4/renewal': { kind: 'none' },
      '/offers/4/endsOn': '2026-06-30',
      '/offers/4/unitsCommitted': 8,
      '/offers/4/termYears': 1,
      '/offers/4/priceChangeFraction': 0,
    },
    code: 'inconsistent',
    pointer: '/offers/4/termYears',
  },
  {
    what: 'a termination without notice',
    edits: { '/offers/4/terminationCostPerUnit': 5, '/offers/4/unitsCommitted': 2 },
    code: 'missing-figure',
    pointer: '/offers/4/noticeMonths',
    unit: 'months',
  },
  {
    what: 'notice without a termination cost',
    edits: { '/offers/4/noticeMonths': 5, '/offers/4/unitsCommitted': 2 },
    code: 'missing-figure',
    pointer: '/offers/4/terminationCostPerUnit',
    unit: 'money/unit',
  },
  {
    what: 'a termination of nothing',
    edits: { '/offers/4/terminationCostPerUnit': 5, '/offers/4/noticeMonths': 1 },
    code: 'inconsistent',
    pointer: '/offers/4/unitsCommitted',
  },
  {
    what: 'book value of no unit',
    edits: { '/offers/2/bookValuePerUnit': 5, '/offers/2/unitsExisting': 0 },
    code: 'inconsistent',
    pointer: '/offers/2/bookValuePerUnit',
    unit: 'money/unit',
  },
  {
    what: 'an agreement about nothing',
    edits: { '/committedSpend': [deal({})] },
    code: 'exactly-one-of',
    pointer: '/committedSpend/0',
  },
  {
    what: 'an agreement stated in two ways',
    edits: { '/committedSpend': [deal({ offers: ['fra-spot'], operators: ['telco'] })] },
    code: 'exactly-one-of',
    pointer: '/committedSpend/0',
  },
  {
    what: 'an agreement about what is bought',
    edits: { '/committedSpend': [deal({ offers: ['par-buy'] })] },
    code: 'inconsistent',
    pointer: '/committedSpend/0/offers/0',
    value: 'par-buy',
  },
  {
    what: 'an offer in two agreements',
    edits: {
      '/committedSpend': [deal({ offers: ['fra-spot'] }), deal({ id: 'other', offers: ['fra-spot'] })],
    },
    code: 'inconsistent',
    pointer: '/committedSpend/1/offers',
  },
  {
    what: 'an agreement with an offer that is not there',
    edits: { '/committedSpend': [deal({ offers: ['fra-spott'] })] },
    code: 'unknown-reference',
    pointer: '/committedSpend/0/offers/0',
    fix: /fra-spot/,
  },
  {
    what: 'two agreements of one id',
    edits: { '/committedSpend': [deal({ offers: ['fra-spot'] }), deal({ offers: ['fra-reserve'] })] },
    code: 'duplicate-id',
    pointer: '/committedSpend/1/id',
  },
  {
    what: 'staff for nothing',
    edits: { '/staff': [line({ sites: ['par-dc'] })] },
    code: 'exactly-one-of',
    pointer: '/staff/0',
  },
  {
    what: 'a person for no unit at all',
    edits: { '/staff': [line({ sites: ['par-dc'], unitsPerPerson: 0 })] },
    code: 'out-of-range',
    pointer: '/staff/0/unitsPerPerson',
    unit: 'units/person',
  },
  {
    what: 'a site with people twice',
    edits: { '/staff': [line({ sites: ['par-dc', 'par-dc'], unitsPerPerson: 4 })] },
    code: 'duplicate-id',
    pointer: '/staff/0/sites',
  },
];
