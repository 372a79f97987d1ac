import { describe, expect, it } from 'vitest';
import { auditPlan } from '../../solver/audit/audit.js';
import { highs } from '../../solver/engines/highs.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { placeIt } from '../support/placing.js';
import { chat, lease, onDemand, smallProblem } from '../support/small-problem.js';

/** Units `chat` needs in each hour of the day: 1 at all hours, a second 12 hours, a third 6, a fourth 2. */
const UNITS_BY_HOUR = [...Array(12).fill(1), ...Array(6).fill(2), ...Array(4).fill(3), ...Array(2).fill(4)];

/** A lease of 2,920 a year against 1 an hour: a unit is worth leasing from 8 hours a day on. */
const screening = (dispatch?: ProblemInput['dispatch']): ProblemInput => ({
  ...smallProblem(),
  profiles: [{ id: 'day', values: UNITS_BY_HOUR }],
  offers: [lease('a-lease', 'a', 2920), onDemand('cloud-hour', 'cloud', 1)],
  workloads: [chat('chat', { profile: 'day' })],
  ...(dispatch ? { dispatch } : {}),
});

describe('the screening curve (Stoft, Power System Economics, 2002, chapter 2-2)', () => {
  it.each([
    ['glpk', {}],
    ['highs', { engines: [highs], engine: 'highs' }],
  ] as const)('leases the units used 8 hours a day or more, rents the others (%s)', async (_, engine) => {
    const { plan, prepared } = await placeIt(screening({ blocks: 'exact' }), engine);
    // Leased: units 1 (24 h a day) and 2 (12 h). Rented: unit 3 for 6 h, unit 4 for 2 h: 8 x 365 = 2,920.
    expect(plan.units.map((one) => one.unitsFurther)).toEqual([2]);
    expect(plan.objective).toBeCloseTo(2 * 2920 + 2920, 6);
    expect(plan.dispatch?.blocks.map(({ hours }) => hours / 365)).toEqual([2, 4, 6, 12]);
    expect(plan.dispatch?.isExact).toBe(true);
    // Block b1: 2 of 4 units rented, b2: 1 of 3, b3 and b4: none.
    [1 / 2, 1 / 3, 0, 0].forEach((byUse, at) => {
      expect(plan.dispatch?.blocks[at]?.byUseFraction).toBeCloseTo(byUse, 9);
    });
    expect(auditPlan(prepared.problem, plan).findings).toEqual([]);
  });

  it('costs a quarter less than one share for the whole year', async () => {
    const { plan } = await placeIt(screening());
    // Every further unit leased takes a quarter of all 44 rented hours a day with it: 4 x 2,920 beats 44 x 365.
    expect(plan.objective).toBeCloseTo(4 * 2920, 6);
    expect(plan.dispatch).toBeUndefined();
  });
});
