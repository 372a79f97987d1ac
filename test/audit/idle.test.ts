import { describe, expect, it } from 'vitest';
import { auditPlan } from '../../solver/audit/audit.js';
import type { Problem } from '../../solver/problem/types.js';
import { draft, roundPlan, roundProblem } from './support.js';

/** The round problem with electricity at the core paid for by whoever takes it. */
const negative = (pricePerKwh: number): Problem => {
  const problem = draft(roundProblem());
  problem.tariffs = problem.tariffs.map((tariff) =>
    tariff.id === 'tou'
      ? { id: 'tou', kind: 'hourly', pricesPerKwh: Array.from({ length: 8760 }, () => pricePerKwh) }
      : tariff,
  );
  return problem as Problem;
};
const idle = (problem: Problem, unitsKept: number): string[] => {
  const plan = draft(roundPlan());
  for (const row of plan.units) if (row.offer === 'core-own') row.unitsKept = unitsKept;
  const { findings } = auditPlan(problem, plan);
  return findings.filter(({ code }) => code === 'idle-pay').map(({ subject }) => subject);
};

describe('idle-pay', () => {
  it('permits what the load needs: 4 replicas and 0.8 units are 5', () => {
    expect(idle(negative(-1), 5)).toEqual([]);
  });

  it('objects to one unit more', () => {
    const problem = draft(negative(-1));
    for (const offer of problem.offers)
      if (offer.id === 'core-own' && offer.terms === 'owned') offer.unitsExisting = 9;
    expect(idle(problem as Problem, 6)).toEqual(['core/gpu/metered']);
  });

  it('lets units idle that cost something: 10 a year against 100 W at a price of almost nothing', () => {
    const problem = draft(negative(-0.001));
    for (const offer of problem.offers)
      if (offer.id === 'core-own' && offer.terms === 'owned') offer.unitsExisting = 9;
    expect(idle(problem as Problem, 6)).toEqual([]);
  });
});
