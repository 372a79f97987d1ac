import { describe, expect, it } from 'vitest';
import { facilityLocation } from '../../fixtures/instances/facility-location.js';
import { generalisedAssignment } from '../../fixtures/instances/generalised-assignment.js';
import type { AssignmentInstance } from '../../fixtures/instances/instance.js';
import { type NamedInstance, SMALL } from '../../fixtures/instances/instances.js';
import { glpk } from '../../solver/engines/glpk.js';
import { highs } from '../../solver/engines/highs.js';
import { type Plan, parseProblem, type SolveOptions, solve } from '../../solver/index.js';
import { toProblem } from './convert.js';
import { textbookProgram } from './textbook.js';

const instanceOf = (name: string, instance: AssignmentInstance): NamedInstance => ({
  name,
  isWhole: true,
  make: () => instance,
});

const planOf = async (instance: NamedInstance, options: Partial<SolveOptions> = {}): Promise<Plan> => {
  const read = parseProblem(toProblem(instance.make(), instance.isWhole));
  if (!read.ok) throw new Error(JSON.stringify(read.issues.slice(0, 3)));
  const result = await solve(read.problem, {
    engines: [glpk, highs],
    compareWithCloudOnly: false,
    ...options,
  });
  if (result.kind !== 'solved') throw new Error(`ended as ${result.kind}`);
  return result.plan;
};

describe('made instances of classic families', () => {
  it.each(SMALL.map((instance) => [instance.name, instance] as const))(
    '%s: the optimum of the textbook formulation',
    async (_, instance) => {
      const textbook = await highs.solve(textbookProgram(instance.make(), instance.isWhole), {
        gapFraction: 0,
      });
      expect(textbook.stop).toBe('proven');
      const optimum = textbook.objective ?? Number.NaN;
      const plan = await planOf(instance);
      expect(plan.objective).toBeCloseTo(optimum, 2);
      expect(plan.bound.value).toBeLessThanOrEqual(optimum + 0.01);
      expect(plan.isProven).toBe(true);
    },
  );

  it.each([
    instanceOf('gap d 5x30', generalisedAssignment({ type: 'd', agents: 5, tasks: 30, seed: 1 })),
    instanceOf(
      'sscflp 15x80',
      facilityLocation({ facilities: 15, customers: 80, capacityRatio: 5, seed: 1 }),
    ),
  ])('$name at a work limit: plan and bound have the optimum between them', async (instance) => {
    const textbook = await highs.solve(textbookProgram(instance.make(), instance.isWhole), {
      gapFraction: 0,
      workLimitNodes: 3,
    });
    const plan = await planOf(instance, { engine: 'highs', workLimitNodes: 3 });
    // Both bounds are below the optimum, and both plans above it.
    expect(plan.bound.value).toBeLessThanOrEqual((textbook.objective ?? Number.POSITIVE_INFINITY) + 1e-6);
    expect(plan.objective).toBeGreaterThanOrEqual((textbook.bound?.value ?? Number.NEGATIVE_INFINITY) - 1e-6);
    expect(plan.bound.value).toBeLessThanOrEqual(plan.objective + 1e-6);
  });
});

describe('generators', () => {
  it('give the same instance for the same seed, and another for another', () => {
    const make = (seed: number) => generalisedAssignment({ type: 'e', agents: 3, tasks: 6, seed });
    expect(make(2)).toEqual(make(2));
    expect(make(2)).not.toEqual(make(3));
  });

  it('keep the ranges of their types: D has what is cheap take much, capacity is 0.8 of the mean load', () => {
    const { facilities, customers } = generalisedAssignment({ type: 'd', agents: 5, tasks: 40, seed: 1 });
    for (const { costs, needs } of customers)
      costs.forEach((cost, agent) => {
        const need = needs[agent] ?? Number.NaN;
        expect(need).toBeGreaterThanOrEqual(1);
        expect(need).toBeLessThanOrEqual(100);
        expect(Math.abs(cost - (111 - need))).toBeLessThanOrEqual(10);
      });
    facilities.forEach(({ capacity }, agent) => {
      const load = customers.reduce((sum, { needs }) => sum + (needs[agent] ?? 0), 0);
      expect(capacity).toBe(Math.floor((0.8 * load) / 5));
    });
  });
});
