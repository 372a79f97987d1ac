import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProblemInput } from '../../solver/problem/types.js';
import { ENGINES } from '../fixtures/solving.js';
import { chat, lease, onDemand, smallProblem, smallWith } from '../support/small-problem.js';
import { placedBy } from './support.js';

/** A case small enough to try every plan of: whole workloads at a, at b or by the hour, and units given up. */
interface Small {
  /** Units each workload needs. */
  readonly needs: readonly number[];
  readonly rentA: number;
  readonly tiers: readonly { readonly aboveUnits: number; readonly discountFraction: number }[];
  readonly rentB: number;
  /** Units under contract at b, which ends after the first of two years. */
  readonly held: number;
  readonly renewedAt: number;
  readonly ending: { readonly cost: number; readonly months: number } | null;
  readonly hourly: number;
  /** Off what is spent by the hour above an amount a year, at stated prices. */
  readonly hourTier: { readonly aboveSpendPerYear: number; readonly discountFraction: number } | null;
  readonly committed: number;
  readonly discount: number;
  readonly escalation: number;
  readonly unitsPerPerson: number;
  readonly person: number;
}

const YEARS = 2;
const HOURS = 8760;

const small = fc.record<Small>({
  needs: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 3 }),
  rentA: fc.integer({ min: 500, max: 2000 }),
  tiers: fc.constantFrom<Small['tiers']>(
    [],
    [{ aboveUnits: 1, discountFraction: 0.25 }],
    [
      { aboveUnits: 2, discountFraction: 0.5 },
      { aboveUnits: 4, discountFraction: 0.75 },
    ],
  ),
  rentB: fc.integer({ min: 500, max: 2000 }),
  held: fc.integer({ min: 1, max: 4 }),
  renewedAt: fc.integer({ min: 200, max: 3000 }),
  ending: fc.constantFrom<Small['ending']>(null, { cost: 100, months: 3 }, { cost: 900, months: 14 }),
  hourly: fc.constantFrom(0.05, 0.15, 0.3),
  hourTier: fc.constantFrom<Small['hourTier']>(null, { aboveSpendPerYear: 1500, discountFraction: 0.6 }),
  committed: fc.integer({ min: 0, max: 6000 }),
  discount: fc.constantFrom(0.1, 0.4),
  escalation: fc.constantFrom(0, 0.2),
  unitsPerPerson: fc.integer({ min: 1, max: 4 }),
  person: fc.integer({ min: 100, max: 900 }),
});

const problemOf = (one: Small): ProblemInput => {
  const base = smallProblem();
  return smallWith({
    horizon: { ...base.horizon, startDate: '2026-01-01', years: YEARS, discountFraction: 0 },
    offers: [
      lease('a-lease', 'a', one.rentA, one.tiers.length === 0 ? {} : { volumeTiers: [...one.tiers] }),
      lease('b-lease', 'b', one.rentB, {
        unitsCommitted: one.held,
        endsOn: '2026-12-31',
        renewal: { kind: 'renewed', pricePerUnitYear: one.renewedAt },
        ...(one.ending === null
          ? {}
          : { terminationCostPerUnit: one.ending.cost, noticeMonths: one.ending.months }),
      }),
      onDemand('cloud-hour', 'cloud', one.hourly, {
        escalationFraction: one.escalation,
        ...(one.hourTier === null ? {} : { volumeTiers: [one.hourTier] }),
      }),
    ],
    committedSpend: [
      { id: 'deal', operators: ['cloud'], amountPerYear: one.committed, discountFraction: one.discount },
    ],
    staff: [
      {
        id: 'hands',
        name: 'hands',
        sites: ['a', 'b'],
        unitsPerPerson: one.unitsPerPerson,
        yearlyCostPerPerson: one.person,
      },
    ],
    workloads: one.needs.map((units, index) =>
      chat(`chat-${index}`, {
        demand: { peakRequestsPerSecond: units / 2 },
        split: { kind: 'perLocation' },
      }),
    ),
  });
};

/** What a plan costs, straight from the words of the contracts. */
const costOf = (one: Small, at: readonly string[], givenUp: number): number => {
  const units = (site: string): number =>
    one.needs.reduce((sum, need, index) => (at[index] === site ? sum + need : sum), 0);
  const [a, b, cloud] = [units('a'), units('b'), units('cloud')];
  if (b + givenUp > one.held) return Number.POSITIVE_INFINITY;
  let cost = 0;
  for (let unit = 1; unit <= a; unit += 1) {
    const tier = one.tiers.filter(({ aboveUnits }) => aboveUnits < unit).at(-1);
    cost += YEARS * one.rentA * (1 - (tier?.discountFraction ?? 0));
  }
  cost += (one.held - givenUp) * one.rentB + b * one.renewedAt;
  if (one.ending !== null)
    cost += givenUp * ((Math.min(one.ending.months, 12) / 12) * one.rentB + one.ending.cost);
  for (let year = 1; year <= YEARS; year += 1) {
    const stated = cloud * HOURS * one.hourly;
    const above = one.hourTier === null ? 0 : Math.max(0, stated - one.hourTier.aboveSpendPerYear);
    const tiered = stated - above * (one.hourTier?.discountFraction ?? 0);
    const list = tiered * (1 + one.escalation) ** year;
    cost += Math.max(one.committed, list * (1 - one.discount));
    cost += (Math.ceil(a / one.unitsPerPerson) + Math.ceil(b / one.unitsPerPerson)) * one.person;
  }
  return cost;
};

const leastCost = (one: Small): number => {
  let least = Number.POSITIVE_INFINITY;
  const sites = ['a', 'b', 'cloud'];
  const tryAll = (at: string[]): void => {
    if (at.length < one.needs.length) {
      for (const site of sites) tryAll([...at, site]);
      return;
    }
    for (let givenUp = 0; givenUp <= (one.ending === null ? 0 : one.held); givenUp += 1)
      least = Math.min(least, costOf(one, at, givenUp));
  };
  tryAll([]);
  return least;
};

describe.each(ENGINES)('procurement of a few units on %s', (_, engine) => {
  it('costs what trying every plan finds', async () => {
    let ran = 0;
    await fc.assert(
      fc.asyncProperty(small, async (one) => {
        const { cost } = await placedBy(problemOf(one), engine);
        expect(cost).toBeCloseTo(leastCost(one), 2);
        ran += 1;
      }),
      { numRuns: 12, seed: 20_261 },
    );
    expect(ran).toBe(12);
  });
});
