import type { Plan } from '../../solver/plan/types.js';
import { change, type Mutation, type Pair } from './mutations.js';
import type { Draft } from './support.js';

const entry = ({ plan }: Pair): Draft<Plan>['bill']['entries'][number] | undefined =>
  plan.bill.entries.find(({ presentWorth }) => Math.abs(presentWorth) > 1);
const line = ({ plan }: Pair): Draft<Plan>['bill']['lines'][number] | undefined =>
  plan.bill.lines.find(({ presentWorth }) => Math.abs(presentWorth) > 1);

/** Every place of the bill raised together, so that only a second derivation can tell. */
const raiseEverywhere = (pair: Pair, factor: number): boolean => {
  const one = entry(pair);
  const itsLine = pair.plan.bill.lines.find(({ component }) => component === one?.component);
  if (!one || !itsLine) return false;
  const more = one.presentWorth * (factor - 1);
  one.amount *= factor;
  one.presentWorth += more;
  itsLine.presentWorth += more;
  const { bill } = pair.plan;
  if (one.nature === 'cash') bill.cashPresentWorth += more;
  else bill.shadowPresentWorth += more;
  bill.presentWorth += more;
  pair.plan.objective += more;
  return true;
};

export const billMutations: readonly Mutation[] = [
  {
    name: 'present worth of an entry',
    expectedCode: 'bill-entry',
    mutate: (pair) =>
      change(entry(pair), (one) => {
        one.presentWorth += 1;
      }),
  },
  {
    name: 'amount of an entry',
    expectedCode: 'bill-entry',
    mutate: (pair) =>
      change(entry(pair), (one) => {
        one.amount *= 1.01;
      }),
  },
  {
    name: 'entry left out',
    expectedCode: 'bill-sum',
    mutate: ({ plan }) => {
      const index = plan.bill.entries.findIndex(({ presentWorth }) => Math.abs(presentWorth) > 1);
      return index >= 0 && plan.bill.entries.splice(index, 1).length === 1;
    },
  },
  {
    name: 'entry of a site that is not there',
    expectedCode: 'bill-entry',
    mutate: (pair) =>
      change(entry(pair), (one) => {
        one.site = 'nowhere';
      }),
  },
  {
    name: 'yearly amounts of a year',
    expectedCode: 'cash-year',
    mutate: ({ plan }) =>
      change(plan.bill.years[1], (year) => {
        year.operating += 1;
        year.cash += 1;
      }),
  },
  {
    name: 'capital shown as yearly',
    expectedCode: 'cash-year',
    mutate: ({ plan }) =>
      change(
        plan.bill.years.find(({ capex }) => capex > 1),
        (year) => {
          year.operating += year.capex;
          year.capex = 0;
        },
      ),
  },
  {
    name: 'present worth moved from year to year',
    expectedCode: 'cash-year',
    mutate: ({ plan }) =>
      change(plan.bill.years[0], (year) => {
        const next = plan.bill.years[1];
        if (next) next.presentWorth += 1;
        year.presentWorth -= 1;
      }),
  },
  {
    name: 'last year left out',
    expectedCode: 'cash-year',
    mutate: ({ plan }) => plan.bill.years.pop() !== undefined,
  },
  {
    name: 'yearly amounts in mid-year, discounted as at year end',
    expectedCode: 'cash-year',
    mutate: ({ problem }) => {
      problem.horizon.yearlyTiming = 'mid';
      return true;
    },
  },
  {
    name: 'nominal rate that is the real one',
    expectedCode: 'discounting',
    mutate: ({ problem: { horizon } }) => {
      horizon.discountBasis = 'real';
      horizon.inflationFraction = 0.02;
      horizon.realDiscountFraction = horizon.discountFraction;
      return true;
    },
  },
  {
    name: 'irrecoverable tax left out',
    expectedCode: 'bill-line',
    mutate: ({ problem, plan }) =>
      change(
        problem.offers.find(({ id }) => plan.purchases.some(({ offer }) => offer === id)),
        (offer) => {
          offer.irrecoverableTaxFraction = 0.19;
        },
      ),
  },
  {
    name: 'bill line',
    expectedCode: 'bill-line',
    mutate: (pair) =>
      change(line(pair), (one) => {
        one.presentWorth += 1;
      }),
  },
  {
    name: 'bill line left out',
    expectedCode: 'bill-line',
    mutate: ({ plan }) => {
      const index = plan.bill.lines.findIndex(({ presentWorth }) => Math.abs(presentWorth) > 1);
      return index >= 0 && plan.bill.lines.splice(index, 1).length === 1;
    },
  },
  {
    name: 'nature of a line',
    expectedCode: 'bill-line',
    mutate: (pair) =>
      change(line(pair), (one) => {
        one.nature = one.nature === 'cash' ? 'shadow' : 'cash';
      }),
  },
  {
    name: 'a price raised through the whole bill',
    expectedCode: 'bill-line',
    mutate: (pair) => raiseEverywhere(pair, 1.01),
  },
  {
    name: 'a price raised, the objective with it',
    expectedCode: 'objective',
    mutate: (pair) => raiseEverywhere(pair, 1.02),
  },
  {
    name: 'first year of a line',
    expectedCode: 'bill-sum',
    mutate: (pair) =>
      change(line(pair), (one) => {
        one.firstYear += 1;
      }),
  },
  {
    name: 'present worth of a site',
    expectedCode: 'bill-sum',
    mutate: ({ plan }) =>
      change(plan.sites[0], (one) => {
        one.presentWorth += 1;
      }),
  },
  {
    name: 'present worth of a placement',
    expectedCode: 'bill-sum',
    mutate: ({ plan }) =>
      change(plan.placements[0], (one) => {
        one.directPresentWorth += 1;
      }),
  },
  {
    name: 'converted part of a line',
    expectedCode: 'bill-sum',
    mutate: (pair) =>
      change(line(pair), (one) => {
        one.convertedPresentWorth += 1;
      }),
  },
  {
    name: 'cash total',
    expectedCode: 'bill-total',
    mutate: ({ plan: { bill } }) => {
      bill.cashPresentWorth += 1;
      return true;
    },
  },
  {
    name: 'shadow moved to cash',
    expectedCode: 'bill-total',
    mutate: ({ plan: { bill } }) => {
      bill.cashPresentWorth += 1;
      bill.shadowPresentWorth -= 1;
      return true;
    },
  },
  {
    name: 'equal yearly payment',
    expectedCode: 'bill-total',
    mutate: ({ plan: { bill } }) => {
      bill.equivalentYearlyCash += 1;
      return true;
    },
  },
  {
    name: 'objective',
    expectedCode: 'objective',
    mutate: ({ plan }) => {
      plan.objective += 1;
      return true;
    },
  },
  {
    name: 'bound above the objective',
    expectedCode: 'bound',
    mutate: ({ plan }) => {
      plan.bound.value = plan.objective + 1;
      return true;
    },
  },
  {
    name: 'bound that is no number',
    expectedCode: 'plan-number',
    mutate: ({ plan }) => {
      plan.bound.value = Number.NaN;
      return true;
    },
  },
  {
    name: 'gap in money',
    expectedCode: 'gap',
    mutate: ({ plan }) => {
      plan.gapMoney += 1;
      return true;
    },
  },
  {
    name: 'gap as a share',
    expectedCode: 'gap',
    mutate: ({ plan }) => {
      plan.gapFraction += 0.01;
      return true;
    },
  },
  {
    name: 'constants far below what is committed',
    expectedCode: 'gap',
    mutate: ({ plan }) => {
      plan.constantObjective = -Math.abs(plan.objective) - 1;
      plan.gapFraction = plan.gapMoney / Math.max(Math.abs(plan.objective - plan.constantObjective), 1e-9);
      return true;
    },
  },
  {
    name: 'proven flag',
    expectedCode: 'proven',
    mutate: ({ plan }) => {
      plan.isProven = !plan.isProven;
      return true;
    },
  },
  {
    name: 'currency of the bill',
    expectedCode: 'plan-header',
    mutate: ({ plan: { bill } }) => {
      bill.currency = bill.currency === 'XXX' ? 'XXY' : 'XXX';
      return true;
    },
  },
  {
    name: 'years of the horizon',
    expectedCode: 'plan-header',
    mutate: ({ plan }) => {
      plan.horizonYears += 1;
      return true;
    },
  },
  {
    name: 'assumption left out',
    expectedCode: 'assumptions',
    mutate: ({ plan }) => plan.assumptions.pop() !== undefined,
  },
  {
    name: 'purchase of fewer units',
    expectedCode: 'purchase',
    mutate: ({ plan }) =>
      change(plan.purchases[0], (one) => {
        one.units -= 1;
      }),
  },
  {
    name: 'purchase left out',
    expectedCode: 'purchase',
    mutate: ({ plan }) => {
      const index = plan.purchases.findIndex(({ terms, units }) => terms === 'purchase' && units > 0);
      return index >= 0 && plan.purchases.splice(index, 1).length === 1;
    },
  },
];
