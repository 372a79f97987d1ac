import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AssignmentInstance } from '../../fixtures/instances/instance.js';
import { glpk } from '../../solver/engines/glpk.js';
import { highs } from '../../solver/engines/highs.js';
import { parseProblem, solve } from '../../solver/index.js';
import { readAssignment, readCapacitated, readHolmberg, toProblem, turned } from './convert.js';

const read = (name: string): string => readFileSync(new URL(`./data/${name}`, import.meta.url), 'utf8');

interface Case {
  readonly name: string;
  readonly instance: AssignmentInstance;
  readonly isWhole: boolean;
  readonly optimum: number;
}

const capacitated: readonly [string, number][] = [
  ['cap41.txt', 1040444.375],
  ['cap42.txt', 1098000.45],
  ['cap43.txt', 1153000.45],
  ['cap44.txt', 1235500.45],
];
const single: readonly [string, number][] = [
  ['holmberg_p1', 8848],
  ['holmberg_p2', 7913],
  ['holmberg_p3', 9314],
];
/** Least cost and greatest profit. */
const assignment: readonly [string, number, number][] = [
  ['c0515_1', 261, 336],
  ['c0515_2', 269, 327],
  ['c0515_3', 256, 339],
  ['c0515_4', 274, 341],
  ['c0515_5', 251, 326],
];

const cases: Case[] = [
  ...capacitated.map(([name, optimum]) => ({
    name,
    instance: readCapacitated(read(name)),
    isWhole: false,
    optimum,
  })),
  ...single.map(([name, optimum]) => ({
    name,
    instance: readHolmberg(read(name)),
    isWhole: true,
    optimum,
  })),
  ...assignment.flatMap(([name, least, greatest]) => {
    const instance = readAssignment(read(name));
    const { instance: other, most } = turned(instance);
    return [
      { name, instance, isWhole: true, optimum: least },
      {
        name: `${name} for the greatest profit`,
        instance: other,
        isWhole: true,
        optimum: most * instance.customers.length - greatest,
      },
    ];
  }),
];

describe.each([glpk, highs])('published optima by $id', (engine) => {
  it.each(cases)('$name: $optimum', async ({ instance, isWhole, optimum }) => {
    const read = parseProblem(toProblem(instance, isWhole));
    if (!read.ok) throw new Error(JSON.stringify(read.issues.slice(0, 3)));
    const result = await solve(read.problem, { engines: [engine], compareWithCloudOnly: false });
    if (result.kind !== 'solved') throw new Error(`ended as ${result.kind}`);
    expect(result.plan.objective).toBeCloseTo(optimum, 2);
    expect(result.plan.bound.value).toBeLessThanOrEqual(optimum + 0.01);
    expect(result.plan.isProven).toBe(true);
    expect(result.plan.engine.id).toBe(engine.id);
  });
});
