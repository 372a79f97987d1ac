import { expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import { lease, onDemand, site } from '../support/small-problem.js';
import { atOneSite, lineOf, monthsAt, solvedPlan, sum } from './support.js';

it('dispatch: the bill of the months is that of the blocks, whatever is bursting', async () => {
  const day = Array.from({ length: 24 }, (_, hour) => (hour === 12 ? 4 : hour >= 8 && hour < 20 ? 2 : 1));
  const plan = await solvedPlan(
    atOneSite(
      {
        id: 'grid',
        kind: 'flat',
        pricePerKwh: 0.1,
        tiers: [{ fromKwhPerMonth: 600, pricePerKwh: 0.05 }],
        fixedCostPerMonth: 10,
        minimumCostPerMonth: 120,
        demand: {
          monthlyPricePerKw: Array(12).fill(4),
          monthlyRatchet: { fraction: 0.9, lookBackMonths: 11 },
        },
      },
      {
        sites: [
          site('a', { tariff: 'grid' }),
          site('cloud', { kind: 'hyperscale-region', operator: 'cloud', tariff: 'grid' }),
        ],
        offers: [lease('a-lease', 'a', 1000), onDemand('cloud-hour', 'cloud', 1)],
        network: { links: ['a', 'cloud'].map((to) => ({ from: 'town', to, rttMs: 10, jitterMs: 1 })) },
        profiles: [{ id: 'day', values: day }],
        workload: { profile: 'day' },
        dispatch: { blocks: 'exact' },
      },
    ),
    glpk,
  );
  // Twelve o'clock runs on rented units: the held ones are fewer than the peak needs.
  expect(plan.placements.some((one) => one.site === 'cloud')).toBe(true);
  expect(plan.placements.some((one) => one.site === 'a')).toBe(true);
  const lines = ['energy', 'energyTiers', 'demandCharge', 'meterCharge'] as const;
  expect(sum(monthsAt(plan, 'a').map(({ amount }) => amount))).toBeCloseTo(
    sum(lines.map((line) => lineOf(plan, line))),
    4,
  );
  expect(lineOf(plan, 'energyTiers')).toBeLessThan(0);
});
