import { describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { ENGINES } from '../fixtures/solving.js';
import { violationsOf } from '../support/placing.js';
import { chat, lease, onDemand, smallProblem, smallWith } from '../support/small-problem.js';
import { placedBy, worthOf } from './support.js';

/** 10 % off above 2 units, 50 % off above 5. */
const TIERS = [
  { aboveUnits: 2, discountFraction: 0.1 },
  { aboveUnits: 5, discountFraction: 0.5 },
];

/** A workload that needs `units` at 2 tokens/s utilisation figures of `chat`: 4 units for 2 requests/s. */
const needing = (id: string, units: number) => chat(id, { demand: { peakRequestsPerSecond: units / 2 } });

const leased = (units: number, atB = 3000) =>
  smallWith({
    workloads: [needing('chat', units)],
    offers: [lease('a-lease', 'a', 1000, { volumeTiers: TIERS }), lease('b-lease', 'b', atB)],
  });

describe.each(ENGINES)('volume tiers on %s', (_, engine) => {
  it.each([
    // Units, and what they cost: the first 2 at 1,000, the next 3 at 900, the others at 500.
    [1, 1000],
    [2, 2000],
    [3, 2900],
    [5, 4700],
    [6, 5200],
    [9, 6700],
  ])('%i units cost %i', async (units, cost) => {
    const answer = await placedBy(leased(units), engine);
    expect(answer.cost).toBeCloseTo(cost, 6);
  });

  it('say in the plan which units lie in which tier, and list what is taken off', async () => {
    const { plan } = await placedBy(leased(7), engine);
    expect(plan.volumeTiers).toEqual([
      { offer: 'a-lease', of: 'units', above: 2, discountFraction: 0.1, inTier: 3 },
      { offer: 'a-lease', of: 'units', above: 5, discountFraction: 0.5, inTier: 2 },
    ]);
    expect(plan.bill.entries.map(({ item, amount }) => [item, amount])).toEqual([
      [undefined, 7000],
      ['above 2 units', -300],
      ['above 5 units', -1000],
    ]);
  });

  it('gather at one site what each site alone would not: 8 units at a for 6,200, not 4 and 4', async () => {
    // b asks 800 a unit: below 5 units a is dearer (4 for 3,800 against 3,200), at 8 it is cheaper (6,200 against 6,400).
    const both = smallWith({
      workloads: [needing('one', 4), needing('two', 4)],
      offers: [lease('a-lease', 'a', 1000, { volumeTiers: TIERS }), lease('b-lease', 'b', 800)],
    });
    const { cost, units } = await placedBy(both, engine);
    expect([units('a-lease'), units('b-lease')]).toEqual([8, 0]);
    expect(cost).toBeCloseTo(6200, 6);
    const alone = await placedBy({ ...both, workloads: [needing('one', 4)] }, engine);
    expect([alone.units('a-lease'), alone.units('b-lease')]).toEqual([0, 4]);
  });

  it('lower what is bought, bought again and left over alike', async () => {
    const base = smallProblem();
    const bought = smallWith({
      horizon: { ...base.horizon, years: 6 },
      offers: [
        {
          id: 'a-buy',
          terms: 'purchase',
          site: 'a',
          silicon: 'gpu',
          pricePerUnit: 100,
          lifeYears: 4,
          residualMarketFraction: 1,
          volumeTiers: [{ aboveUnits: 2, discountFraction: 0.2 }],
        },
      ],
    });
    // 4 units at 100, 100, 80, 80 = 360; bought again at 4; half of that is left at 6: 360 + 360 - 180.
    const { plan, cost } = await placedBy(bought, engine);
    expect(cost).toBeCloseTo(540, 6);
    expect(worthOf(plan, 'siliconUpfront')).toBeCloseTo(360, 6);
    expect(plan.purchases).toMatchObject([{ units: 4, upfrontCost: 360 }]);
  });

  it('count the units of all isolation groups together', async () => {
    const workloads = ['one', 'two'].map((group) => ({ ...needing(group, 3), isolationGroup: group }));
    const { cost } = await placedBy({ ...leased(1), workloads }, engine);
    expect(cost).toBeCloseTo(5200, 6);
  });
});

/** 35,040 a year by the hour at stated prices: 20 % off above 10,000, 50 % off above 30,000. */
const SPEND_TIERS = [
  { aboveSpendPerYear: 10_000, discountFraction: 0.2 },
  { aboveSpendPerYear: 30_000, discountFraction: 0.5 },
];
const AT_TIERS = 10_000 + 20_000 * 0.8 + 5040 * 0.5;

describe.each(ENGINES)('volume tiers of what is spent, on %s', (_, engine) => {
  const byTheHour = (more: Partial<ProblemInput> = {}, offer: object = {}): ProblemInput =>
    smallWith({
      offers: [onDemand('cloud-hour', 'cloud', 1, { volumeTiers: SPEND_TIERS, ...offer })],
      ...more,
    });

  it('take their discount off what lies in them', async () => {
    const { plan, cost } = await placedBy(byTheHour(), engine);
    expect(cost).toBeCloseTo(AT_TIERS, 4);
    expect(plan.volumeTiers?.map(({ of, above, inTier }) => [of, above, Math.round(inTier)])).toEqual([
      ['spendPerYear', 10_000, 20_000],
      ['spendPerYear', 30_000, 5040],
    ]);
  });

  it('grow with the prices, and come before the discount of an agreement', async () => {
    const base = smallProblem();
    const horizon = { ...base.horizon, years: 2, discountFraction: 0 };
    const deal = { id: 'deal', operators: ['cloud'], amountPerYear: 0, discountFraction: 0.1 };
    const { cost } = await placedBy(
      byTheHour({ horizon, committedSpend: [deal] }, { escalationFraction: 0.1 }),
      engine,
    );
    expect(cost).toBeCloseTo(AT_TIERS * (1.1 + 1.21) * 0.9, 3);
  });

  it('count what all workloads spend together: two gather where each alone would not go', async () => {
    // Alone 35,040 cost 28,520 by the hour and 28,000 at a; both together 70,080 cost 46,040 and 56,000.
    const at = (workloads: ProblemInput['workloads']) =>
      byTheHour({
        workloads,
        offers: [
          onDemand('cloud-hour', 'cloud', 1, { volumeTiers: SPEND_TIERS }),
          lease('a-lease', 'a', 7000),
        ],
      });
    const one = await placedBy(at([chat('one')]), engine);
    expect(one.cost).toBeLessThan(28_000 + 1e-6);
    const whole = { split: { kind: 'perLocation' as const } };
    const alone = await placedBy(at([chat('one', whole)]), engine);
    expect([alone.units('a-lease'), alone.cost]).toEqual([4, 28_000]);
    const both = await placedBy(at([chat('one', whole), chat('two', whole)]), engine);
    expect(both.units('a-lease')).toBe(0);
    expect(both.cost).toBeCloseTo(10_000 + 16_000 + (70_080 - 30_000) * 0.5, 4);
  });

  it('are of tokens as well', async () => {
    // 883.008 a year at stated prices: 500, and the rest at half.
    const api = {
      id: 'api',
      terms: 'token' as const,
      site: 'cloud',
      models: ['llm'],
      pricePerMillionInputTokens: 0.01,
      pricePerMillionOutputTokens: 0.02,
      volumeTiers: [{ aboveSpendPerYear: 500, discountFraction: 0.5 }],
    };
    const { plan } = await placedBy(smallWith({ offers: [api] }), engine);
    expect(worthOf(plan, 'tokens')).toBeCloseTo(500 + 383.008 * 0.5, 6);
  });

  it('are part of the spend that a share limit counts', async () => {
    // Of 4 units 2 at a for 2,000 each; by the hour 17,520, of which 10,000 whole and 7,520 at 80 %: 16,016.
    const at = (minFraction: number) =>
      byTheHour({
        offers: [
          onDemand('cloud-hour', 'cloud', 1, { volumeTiers: SPEND_TIERS }),
          lease('a-lease', 'a', 2000),
        ],
        limits: {
          shares: [{ id: 'cloud', of: 'spend', selector: { sites: ['cloud'] }, minFraction }],
        },
      });
    const { plan } = await placedBy(at(0.8), engine);
    const cash = plan.bill.entries.reduce((sum, { presentWorth }) => sum + presentWorth, 0);
    const cloud = worthOf(plan, 'rentByUse');
    expect(cloud / cash).toBeGreaterThanOrEqual(0.8 - 1e-6);
    expect(plan.volumeTiers?.length).toBeGreaterThan(0);
  });
});

describe('a plan that puts units into a tier they do not reach', () => {
  it('is objected to', async () => {
    const { plan, prepared } = await placedBy(leased(4), glpk);
    const tier = { offer: 'a-lease', of: 'units' as const, above: 5, discountFraction: 0.5, inTier: 2 };
    const wrong = { ...plan, volumeTiers: [...(plan.volumeTiers ?? []), tier] };
    expect(violationsOf(prepared, wrong)).toEqual([
      { rule: 'volume-tier', subject: 'a-lease above 5', actual: 2, limit: 0, unit: 'units' },
    ]);
  });
});
