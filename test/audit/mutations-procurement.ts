import { change, type Mutation, type Pair } from './mutations.js';

const hostLease = (problem: Pair['problem']) => {
  const offer = problem.offers.find(({ id }) => id === 'core-host');
  return offer?.terms === 'lease' ? offer : undefined;
};

const endsInside = (problem: Pair['problem'], endsOn: string): boolean =>
  change(hostLease(problem), (offer) => {
    offer.endsOn = endsOn;
    offer.renewal = { kind: 'none' };
  });

export const procurementMutations: readonly Mutation[] = [
  {
    name: 'a shortfall that is not told',
    expectedCode: 'committed-spend',
    mutate: ({ plan }) =>
      change(plan.committedSpend?.[0]?.years[1], (year) => {
        year.shortfall = 0;
      }),
  },
  {
    name: 'an agreement left out',
    expectedCode: 'committed-spend',
    mutate: ({ plan }) => plan.committedSpend?.pop() !== undefined,
  },
  {
    name: 'a year of an agreement left out',
    expectedCode: 'committed-spend',
    mutate: ({ plan }) => plan.committedSpend?.[0]?.years.pop() !== undefined,
  },
  {
    name: 'more committed than is paid',
    expectedCode: 'bill-line',
    mutate: ({ problem }) =>
      change(problem.committedSpend?.[0], (agreement) => {
        agreement.amountPerYear = 700;
      }),
  },
  {
    name: 'a discount that was not given',
    expectedCode: 'bill-line',
    mutate: ({ problem }) =>
      change(problem.committedSpend?.[0], (agreement) => {
        agreement.discountFraction = 0.05;
      }),
  },
  {
    name: 'units in a tier they do not reach',
    expectedCode: 'volume-tier',
    mutate: ({ plan }) =>
      change(plan.volumeTiers, (tiers) => {
        tiers.push({ offer: 'edge-buy', of: 'units', above: 6, discountFraction: 0.5, inTier: 1 });
      }),
  },
  {
    name: 'a tier that begins lower',
    expectedCode: 'volume-tier',
    mutate: ({ problem }) => {
      const offer = problem.offers.find(({ id }) => id === 'edge-buy');
      return change(offer?.terms === 'purchase' ? offer.volumeTiers?.[0] : undefined, (tier) => {
        tier.aboveUnits = 4;
      });
    },
  },
  {
    name: 'a unit given up that is in use',
    expectedCode: 'contract',
    mutate: ({ plan }) =>
      change(plan.contracts?.[0], (one) => {
        one.unitsGivenUp = 1;
      }),
  },
  {
    name: 'a contract that is not told',
    expectedCode: 'contract',
    mutate: ({ plan }) => plan.contracts?.pop() !== undefined,
  },
  {
    name: 'a contract that lasts longer than it does',
    expectedCode: 'contract',
    mutate: ({ problem }) => endsInside(problem, '2027-06-30'),
  },
  {
    name: 'a contract that ends inside the horizon',
    expectedCode: 'bill-line',
    mutate: ({ problem }) => endsInside(problem, '2027-12-31'),
  },
  {
    name: 'units in use of a contract that has run off',
    expectedCode: 'availability',
    mutate: ({ problem }) => endsInside(problem, '2026-12-31'),
  },
  {
    name: 'one person for two',
    expectedCode: 'staff',
    mutate: ({ plan }) =>
      change(plan.staff?.[0], (one) => {
        one.persons = 1;
      }),
  },
  {
    name: 'a person who costs more',
    expectedCode: 'bill-line',
    mutate: ({ problem }) =>
      change(problem.staff?.[0], (line) => {
        line.yearlyCostPerPerson = 1001;
      }),
  },
  {
    name: 'a rent that is agreed for a year alone',
    expectedCode: 'bill-line',
    mutate: ({ problem }) =>
      change(hostLease(problem), (offer) => {
        offer.termYears = 1;
        offer.priceChangeFraction = -0.5;
      }),
  },
];
