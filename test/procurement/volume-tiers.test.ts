import { describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import { ENGINES } from '../fixtures/solving.js';
import { violationsOf } from '../support/placing.js';
import { chat, lease, smallProblem, smallWith } from '../support/small-problem.js';
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
      { offer: 'a-lease', aboveUnits: 2, discountFraction: 0.1, units: 3 },
      { offer: 'a-lease', aboveUnits: 5, discountFraction: 0.5, units: 2 },
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

describe('a plan that puts units into a tier they do not reach', () => {
  it('is objected to', async () => {
    const { plan, prepared } = await placedBy(leased(4), glpk);
    const tier = { offer: 'a-lease', aboveUnits: 5, discountFraction: 0.5, units: 2 };
    const wrong = { ...plan, volumeTiers: [...(plan.volumeTiers ?? []), tier] };
    expect(violationsOf(prepared, wrong)).toEqual([
      { rule: 'volume-tier', subject: 'units of a-lease above 5', actual: 2, limit: 0, unit: 'units' },
    ]);
  });
});
