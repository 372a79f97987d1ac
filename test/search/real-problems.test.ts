import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { prepare } from '../../solver/compile/prepare.js';
import { highs } from '../../solver/engines/highs.js';
import { checkPoint } from '../../solver/program/check.js';
import { type SearchOptions, solveProgram } from '../../solver/search/solve-program.js';
import { richProblem } from '../rules/rich-problem.js';
import { parsed } from '../support/placing.js';
import { randomProblem } from '../support/random-problem.js';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8'));

const solveWith = async (input: unknown, more: Partial<SearchOptions>) => {
  const { compiled } = prepare(parsed(input));
  const result = await solveProgram(
    {
      program: () => compiled.program(),
      addViolated: (point) => compiled.hours.addViolated(point),
      addCuts: (point) => compiled.cuts.addViolated(point),
    },
    { engine: highs, linearEngine: highs, gapFraction: 0, timeLeftMs: () => undefined, ...more },
  );
  return { compiled, result };
};

/** Rules, ties, pools, standby, blocks and limits as problems state them. */
const cases: readonly [string, unknown][] = [
  ['a problem with every kind of rule', richProblem()],
  ['a bank without a foreign parent', fixture('bank-no-foreign-parent')],
  ['a factory with agents', fixture('factory-20ms-agents')],
  ['a laboratory that trains', fixture('training-heavy-lab')],
  ['base, burst and nightly tuning', fixture('burst-and-tuning')],
  ...Array.from({ length: 12 }, (_, seed): [string, unknown] => [
    `random problem ${seed + 1}`,
    randomProblem(seed + 1, 'indivisible').input,
  ]),
];

describe('problems searched by parts', () => {
  it.each(cases)('%s: cost what the tree says, hour rows included', async (_, input) => {
    const tree = await solveWith(input, { byParts: false, apart: false });
    const parts = await solveWith(input, { byParts: true, apart: true, apartColumnsLeast: 1 });
    expect(parts.result.stop).toBe(tree.result.stop);
    const { point, objective } = parts.result;
    if (tree.result.objective === undefined) {
      expect(point).toBeUndefined();
      return;
    }
    expect(objective ?? Number.NaN).toBeCloseTo(tree.result.objective, 2);
    expect(parts.result.safeBound ?? Number.NaN).toBeLessThanOrEqual(tree.result.objective + 1e-6);
    expect(point && checkPoint(parts.compiled.program(), point).feasible).toBe(true);
    expect(point && parts.compiled.hours.holds(point)).toBe(true);
  });
});
