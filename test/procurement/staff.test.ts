import { describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { ENGINES } from '../fixtures/solving.js';
import { violationsOf } from '../support/placing.js';
import { chat, lease, smallProblem, smallWith } from '../support/small-problem.js';
import { placedBy, worthOf } from './support.js';

type Line = NonNullable<ProblemInput['staff']>[number];

const line = (more: Partial<Line>): Line => ({
  id: 'hands',
  name: 'hands on site',
  sites: ['a'],
  yearlyCostPerPerson: 600,
  ...more,
});

const staffed = (staff: Line[], parts: Partial<ProblemInput> = {}): ProblemInput =>
  smallWith({ staff, ...parts });

describe.each(ENGINES)('staff on %s', (_, engine) => {
  it.each([
    // 4 units in use: persons of so many units each.
    [4, 1],
    [3, 2],
    [2, 2],
    [1.5, 3],
    [1, 4],
  ])('one person for %d units is %i persons for 4', async (unitsPerPerson, persons) => {
    const { plan, cost } = await placedBy(staffed([line({ unitsPerPerson })]), engine);
    expect(plan.staff).toEqual([{ staff: 'hands', site: 'a', persons }]);
    expect(cost).toBeCloseTo(4000 + persons * 600, 6);
  });

  it('by power counts what the units draw at full load: 4 kW is 2 persons of 3 kW', async () => {
    const { plan } = await placedBy(staffed([line({ itKwPerPerson: 3 })]), engine);
    expect(worthOf(plan, 'staff')).toBeCloseTo(2 * 600, 6);
  });

  it('steps decide where a unit stands: the fifth would need a second person', async () => {
    // 5 units: a asks 1,000 and a person of 4 units 2,500; b 3,000 and no person. 4 at a and one at b.
    const problem = staffed([line({ unitsPerPerson: 4, yearlyCostPerPerson: 2500 })], {
      workloads: [chat('chat', { demand: { peakRequestsPerSecond: 2.5 } })],
    });
    const { units, cost } = await placedBy(problem, engine);
    expect([units('a-lease'), units('b-lease')]).toEqual([4, 1]);
    expect(cost).toBeCloseTo(4000 + 2500 + 3000, 6);
  });

  it('are counted at each site by itself', async () => {
    const twice = ['one', 'two'].map((id) => chat(id));
    const problem = staffed([line({ unitsPerPerson: 100, sites: ['a', 'b'], yearlyCostPerPerson: 10 })], {
      workloads: twice,
      offers: [lease('a-lease', 'a', 1000, { unitsMax: 4 }), lease('b-lease', 'b', 3000)],
    });
    const { plan } = await placedBy(problem, engine);
    expect(plan.staff).toEqual([
      { staff: 'hands', site: 'a', persons: 1 },
      { staff: 'hands', site: 'b', persons: 1 },
    ]);
  });

  it('cost what a person costs in each year, escalated', async () => {
    const base = smallProblem();
    const problem = staffed([line({ unitsPerPerson: 4, escalationFraction: 0.1 })], {
      horizon: { ...base.horizon, years: 2, discountFraction: 0 },
    });
    const { plan } = await placedBy(problem, engine);
    expect(worthOf(plan, 'staff')).toBeCloseTo(600 * (1.1 + 1.21), 6);
  });
});

describe('a plan with too few people', () => {
  it('is objected to, and so is half a person', async () => {
    const { plan, prepared } = await placedBy(staffed([line({ unitsPerPerson: 2 })]), glpk);
    const withPersons = (persons: number) =>
      violationsOf(prepared, { ...plan, staff: [{ staff: 'hands', site: 'a', persons }] });
    expect(withPersons(1)).toMatchObject([{ rule: 'staff', actual: 2, limit: 4, unit: 'units' }]);
    expect(withPersons(2.5)).toMatchObject([{ rule: 'staff', actual: 2.5, unit: 'persons' }]);
    expect(withPersons(2)).toEqual([]);
  });
});
