import { describe, expect, it } from 'vitest';
import type { ProblemInput } from '../../solver/problem/types.js';
import { ENGINES } from '../fixtures/solving.js';
import { chat, HOURS, onDemand, smallProblem, smallWith } from '../support/small-problem.js';
import { firstYearOf, placedBy, worthOf } from './support.js';

const DAY = Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour < 20 ? 2 : 1));

const reserved = {
  id: 'cloud-reserved',
  terms: 'reserved' as const,
  site: 'cloud',
  silicon: 'gpu',
  pricePerUnitHour: 1,
  termYears: 1,
  priceChangeFraction: -0.1,
};

describe.each(ENGINES)('procurement beside the rest of the bill on %s', (_, engine) => {
  const base = smallProblem();
  const horizon = { ...base.horizon, years: 2, discountFraction: 0.1 };

  it('is paid in the middle of the year with the other yearly amounts: 1/1.1^0.5 + 0.9/1.1^1.5', async () => {
    const { plan } = await placedBy(
      smallWith({ horizon: { ...horizon, yearlyTiming: 'mid' }, offers: [reserved] }),
      engine,
    );
    expect(worthOf(plan, 'rentHeld')).toBeCloseTo(4 * HOURS * (1 / 1.1 ** 0.5 + 0.9 / 1.1 ** 1.5), 4);
    expect(firstYearOf(plan, 'rentHeld')).toBeCloseTo(4 * HOURS, 6);
  });

  it('bears tax that is not recovered on what is left after tiers and agreements', async () => {
    const tiers = [{ aboveSpendPerYear: 10_000, discountFraction: 0.5 }];
    const problem: ProblemInput = smallWith({
      horizon: { ...horizon, discountFraction: 0, yearlyTiming: 'mid' },
      offers: [onDemand('cloud-hour', 'cloud', 1, { volumeTiers: tiers, irrecoverableTaxFraction: 0.2 })],
      committedSpend: [{ id: 'deal', operators: ['cloud'], amountPerYear: 25_000, discountFraction: 0.1 }],
    });
    const { plan, cost } = await placedBy(problem, engine);
    // 35,040: 10,000 and 12,520, less 10 % 20,268 a year; 4,732 short of 25,000; a fifth of 20,268 in tax.
    expect(worthOf(plan, 'irrecoverableTax')).toBeCloseTo(2 * 4053.6, 4);
    expect(worthOf(plan, 'spendShortfall')).toBeCloseTo(2 * 4732, 4);
    expect(cost).toBeCloseTo(2 * (25_000 + 4053.6), 4);
  });

  it('of a term bears it year by year, in the first year too', async () => {
    const { plan } = await placedBy(
      smallWith({ horizon, offers: [{ ...reserved, irrecoverableTaxFraction: 0.2 }] }),
      engine,
    );
    expect(worthOf(plan, 'irrecoverableTax')).toBeCloseTo(0.2 * 4 * HOURS * (1 / 1.1 + 0.9 / 1.21), 4);
    expect(firstYearOf(plan, 'irrecoverableTax')).toBeCloseTo(0.2 * 4 * HOURS, 4);
  });

  it('counts what all dispatch blocks spend, use and hold together', async () => {
    const tiers = [{ aboveSpendPerYear: 8_000, discountFraction: 0.25 }];
    const problem = smallWith({
      dispatch: { blocks: 'exact' },
      profiles: [{ id: 'day', values: DAY }],
      workloads: [chat('chat', { profile: 'day' })],
      offers: [
        { ...reserved, unitsMax: 2, termYears: 1 },
        onDemand('cloud-hour', 'cloud', 3, { volumeTiers: tiers }),
      ],
      committedSpend: [{ id: 'deal', operators: ['cloud'], amountPerYear: 30_000, discountFraction: 0.1 }],
      staff: [{ id: 'hands', name: 'hands', sites: ['cloud'], unitsPerPerson: 2, yearlyCostPerPerson: 100 }],
    });
    const { plan, cost } = await placedBy(problem, engine);
    // Two units hold the night; by day two more by the hour: 2 x 12 x 365 x 3 = 26,280, of which 18,280 at three quarters.
    const hours = 8_000 + 18_280 * 0.75;
    expect(plan.committedSpend?.[0]?.years[0]?.spent).toBeCloseTo(0.9 * (2 * HOURS + hours), 3);
    expect(plan.staff).toEqual([{ staff: 'hands', site: 'cloud', persons: 1 }]);
    expect(cost).toBeCloseTo(0.9 * (2 * HOURS + hours) + 100, 3);
  });
});
