import { describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import { yearsThrough } from '../../solver/problem/days.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { ENGINES } from '../fixtures/solving.js';
import { violationsOf } from '../support/placing.js';
import {
  type LeaseInput,
  lease,
  type OfferInput,
  smallProblem,
  smallWith,
} from '../support/small-problem.js';
import { firstYearOf, placedBy, worthOf } from './support.js';

/** `chat` needs 4 units; two years from 2026-01-01 without discount; 6 units under contract at a for 1,000 a year each. */
const inForce = (
  more: Partial<LeaseInput>,
  others: OfferInput[] = [lease('b-lease', 'b', 3000)],
): ProblemInput => {
  const base = smallProblem();
  return smallWith({
    horizon: { ...base.horizon, startDate: '2026-01-01', years: 2, discountFraction: 0 },
    offers: [lease('a-lease', 'a', 1000, { unitsCommitted: 6, ...more }), ...others],
  });
};

/** Days of 2027 to the end of June, over 365. */
const HALF = 181 / 365;

describe('years through a day', () => {
  it('are whole years, and the days after them over the days of their year', () => {
    expect(yearsThrough('2026-01-01', '2025-12-31')).toBe(0);
    expect(yearsThrough('2026-01-01', '2026-01-01')).toBe(1 / 365);
    expect(yearsThrough('2026-01-01', '2026-12-31')).toBe(1);
    expect(yearsThrough('2026-01-01', '2027-06-30')).toBeCloseTo(1 + HALF, 12);
    expect(yearsThrough('2027-07-01', '2028-02-29')).toBeCloseTo(244 / 366, 12);
    expect(yearsThrough('2026-01-01', '2028-12-31')).toBe(3);
  });
});

describe.each(ENGINES)('a contract in force on %s', (_, engine) => {
  it('that is renewed is paid to its end for all its units, and after it for those in use', async () => {
    const renewal = { kind: 'renewed' as const, pricePerUnitYear: 700 };
    const { plan, cost } = await placedBy(inForce({ endsOn: '2027-06-30', renewal }), engine);
    expect(cost).toBeCloseTo(6 * 1000 * (1 + HALF) + 4 * 700 * (1 - HALF), 4);
    expect(firstYearOf(plan, 'rentHeld')).toBeCloseTo(6000, 6);
    expect(plan.contracts).toEqual([
      {
        offer: 'a-lease',
        unitsHeld: 6,
        unitsUsed: 4,
        unitsGivenUp: 0,
        unitsFurther: 0,
        lastsYears: 1 + HALF,
        atEnd: 'renewed',
        signedAgainInYears: [],
        bookValueUsed: 0,
        bookValueIdle: 0,
      },
    ]);
  });

  it('is left where the renewal costs more than what stands elsewhere', async () => {
    // From a year on 4 x 7,000 at a; at b 4 x 3,000 in each of two years is 24,000.
    const renewal = { kind: 'renewed' as const, pricePerUnitYear: 7000 };
    const { units, cost } = await placedBy(inForce({ endsOn: '2026-12-31', renewal }), engine);
    expect([units('a-lease'), units('b-lease')]).toEqual([0, 4]);
    expect(cost).toBeCloseTo(6000 + 24_000, 4);
  });

  it('has no further units: a seventh stands elsewhere', async () => {
    const renewal = { kind: 'renewed' as const, pricePerUnitYear: 1000 };
    const base = inForce({ endsOn: '2026-12-31', renewal });
    const seven = (base.workloads ?? []).map((one) => ({ ...one, demand: { peakRequestsPerSecond: 3.5 } }));
    const { units } = await placedBy({ ...base, workloads: seven } as ProblemInput, engine);
    expect([units('a-lease'), units('b-lease')]).toEqual([6, 1]);
  });

  it('that runs off serves nothing and is paid to its end', async () => {
    const { plan, units, cost } = await placedBy(
      inForce({ endsOn: '2027-06-30', renewal: { kind: 'none' } }),
      engine,
    );
    expect([units('a-lease'), units('b-lease')]).toEqual([0, 4]);
    expect(cost).toBeCloseTo(6000 * (1 + HALF) + 24_000, 4);
    expect(plan.contracts?.[0]).toMatchObject({ atEnd: 'not-renewed', unitsUsed: 0, lastsYears: 1 + HALF });
    expect(plan.warnings.map(({ code }) => code)).toContain('offer-left-out');
  });

  it('without a word of what follows costs nothing, as an offer that is left out', async () => {
    const { cost, plan } = await placedBy(inForce({ endsOn: '2027-06-30' }), engine);
    expect(cost).toBeCloseTo(24_000, 4);
    expect(plan.contracts).toBeUndefined();
  });

  it('gives up what nobody uses, for its notice and its termination cost', async () => {
    // 2 of 6 units are idle: 2,000 each to keep; given up, 3 months of 1,000 and 600.
    const { plan, cost } = await placedBy(inForce({ terminationCostPerUnit: 600, noticeMonths: 3 }), engine);
    expect(plan.contracts?.[0]).toMatchObject({ unitsUsed: 4, unitsGivenUp: 2, atEnd: 'lasts' });
    expect(worthOf(plan, 'rentHeld')).toBeCloseTo(4 * 2000 + 2 * 250, 4);
    expect(worthOf(plan, 'contractEnding')).toBeCloseTo(2 * 600, 6);
    expect(cost).toBeCloseTo(8000 + 500 + 1200, 4);
  });

  it('keeps idle units where leaving costs as much as staying', async () => {
    // 18 months are 1,500, and 600 more than the 2,000 that two years cost.
    const { plan, cost } = await placedBy(inForce({ terminationCostPerUnit: 600, noticeMonths: 18 }), engine);
    expect(plan.contracts?.[0]).toMatchObject({ unitsGivenUp: 0 });
    expect(cost).toBeCloseTo(12_000, 4);
  });

  it('is left whole where another place is cheaper by more than leaving costs', async () => {
    // At b 4 x 100 x 2 = 800; leaving a costs 6 x (83.33 + 600) = 4,100; staying 12,000, or 8,000 + 1,366.67.
    const { plan, units, cost } = await placedBy(
      inForce({ terminationCostPerUnit: 600, noticeMonths: 1 }, [lease('b-lease', 'b', 100)]),
      engine,
    );
    expect(units('b-lease')).toBe(4);
    expect(plan.contracts?.[0]).toMatchObject({ unitsUsed: 0, unitsGivenUp: 6 });
    expect(cost).toBeCloseTo(800 + 6 * (1000 / 12 + 600), 4);
  });

  it('that runs off is given up where its notice is shorter than its rest', async () => {
    const { plan, cost } = await placedBy(
      inForce({
        endsOn: '2026-12-31',
        renewal: { kind: 'none' },
        terminationCostPerUnit: 100,
        noticeMonths: 6,
      }),
      engine,
    );
    expect(plan.contracts?.[0]).toMatchObject({ unitsGivenUp: 6 });
    expect(cost).toBeCloseTo(6 * (500 + 100) + 24_000, 4);
  });

  it('counts towards a commitment to spend as long as it is paid', async () => {
    const problem = inForce({ endsOn: '2026-12-31', renewal: { kind: 'none' } });
    const { plan, cost } = await placedBy(
      { ...problem, committedSpend: [{ id: 'deal', offers: ['a-lease'], amountPerYear: 5000 }] },
      engine,
    );
    expect(plan.committedSpend?.[0]?.years).toEqual([
      { year: 1, committed: 5000, spent: 6000, shortfall: 0 },
      { year: 2, committed: 5000, spent: 0, shortfall: 5000 },
    ]);
    expect(cost).toBeCloseTo(6000 + 5000 + 24_000, 4);
  });

  it('keeps a unit that fills a commitment, which leaving would only turn into a shortfall', async () => {
    const problem = inForce({ terminationCostPerUnit: 1, noticeMonths: 0 });
    const deal = { id: 'deal', offers: ['a-lease'], amountPerYear: 6000 };
    const { plan, cost } = await placedBy({ ...problem, committedSpend: [deal] }, engine);
    expect(cost).toBeCloseTo(12_000, 4);
    expect(plan.contracts?.[0]).toMatchObject({ unitsGivenUp: 0 });
  });
});

const owned = (more: object): OfferInput => ({
  id: 'a-own',
  terms: 'owned',
  site: 'a',
  silicon: 'gpu',
  unitsExisting: 5,
  ...more,
});

describe.each(ENGINES)('owned units on %s', (_, engine) => {
  const over = (years: number, offer: OfferInput): ProblemInput => {
    const base = smallProblem();
    return smallWith({
      horizon: { ...base.horizon, startDate: '2026-01-01', years, discountFraction: 0 },
      offers: [offer, lease('b-lease', 'b', 3000)],
    });
  };

  it('that wear out inside the horizon are replaced, and replaced again, as many as are in use', async () => {
    // Worn out after one year of four, a life of two: bought at 1 and 3; half of the second is left at 4.
    const renewal = {
      kind: 'replaced' as const,
      pricePerUnit: 400,
      lifeYears: 2,
      priceChangeFraction: -0.5,
      residualMarketFraction: 1,
    };
    const { plan, cost } = await placedBy(over(4, owned({ endsOn: '2026-12-31', renewal })), engine);
    expect(worthOf(plan, 'siliconReplacement')).toBeCloseTo(4 * 400 * (0.5 + 0.125), 6);
    expect(worthOf(plan, 'siliconResidual')).toBeCloseTo(-4 * 400 * 0.125 * 0.5, 6);
    expect(cost).toBeCloseTo(4 * 400 * (0.625 - 0.0625), 6);
    expect(plan.contracts?.[0]).toMatchObject({ atEnd: 'replaced', lastsYears: 1, unitsUsed: 4 });
  });

  it('say what of their book value stands idle, and decide nothing by it', async () => {
    const with_ = await placedBy(over(1, owned({ bookValuePerUnit: 9000 })), engine);
    const without = await placedBy(over(1, owned({})), engine);
    expect(with_.cost).toBe(without.cost);
    expect(with_.plan.contracts?.[0]).toMatchObject({ bookValueUsed: 36_000, bookValueIdle: 9000 });
  });
});

describe('a plan that keeps units it has given up', () => {
  it('is objected to, and so is giving up half a unit or more than is committed', async () => {
    const { plan, prepared } = await placedBy(
      inForce({ terminationCostPerUnit: 600, noticeMonths: 3 }),
      glpk,
    );
    const withEnded = (unitsGivenUp: number) =>
      violationsOf(prepared, {
        ...plan,
        contracts: (plan.contracts ?? []).map((one) => ({ ...one, unitsGivenUp })),
      }).map(({ rule, actual, limit }) => [rule, actual, limit]);
    expect(withEnded(2)).toEqual([]);
    expect(withEnded(3)).toEqual([['contract', 7, 6]]);
    expect(withEnded(7)).toEqual([
      ['contract', 7, 6],
      ['contract', 11, 6],
    ]);
    expect(withEnded(1.5)).toEqual([['contract', 1.5, 2]]);
  });
});
