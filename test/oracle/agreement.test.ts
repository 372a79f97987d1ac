import { describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import { highs } from '../../solver/engines/highs.js';
import { type Engine, parseProblem, solve } from '../../solver/index.js';
import type { Problem, ProblemInput } from '../../solver/problem/types.js';
import { type Family, RULE_KINDS, randomProblem, withoutKind } from '../support/random-problem.js';
import { divisible } from './divisible.js';
import { enumerate, type OracleAnswer } from './enumerate.js';
import { BINDING, SEEDS } from './seeds.js';
import { shrink } from './shrink.js';

const LEAST_BINDING = 30;
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 0.01 + 1e-6 * Math.abs(b);

const parsed = (input: ProblemInput): Problem => {
  const read = parseProblem(input);
  if (!read.ok) throw new Error(`refused: ${JSON.stringify(read.issues.slice(0, 3))}`);
  return read.problem;
};
const oracle = (problem: Problem, family: Family): OracleAnswer =>
  family === 'indivisible' ? enumerate(problem) : divisible(problem);

const answers = new Map<string, OracleAnswer>();
/** What the oracle says of a seed; worked out once. */
function answerOf(
  seed: number,
  family: Family,
  problem = () => parsed(randomProblem(seed, family).input),
): OracleAnswer {
  const key = `${family} ${seed}`;
  const answer = answers.get(key) ?? oracle(problem(), family);
  answers.set(key, answer);
  return answer;
}

/** Null where solver and oracle agree, else what they said. */
async function disagreement(problem: Problem, answer: OracleAnswer, engine: Engine): Promise<string | null> {
  const said = `oracle: ${answer.feasible ? answer.optimum : 'infeasible'} ${JSON.stringify(answer.argmin)}`;
  try {
    const result = await solve(problem, { engines: [engine], compareWithCloudOnly: false });
    if (result.kind === 'infeasible') return answer.feasible ? `${engine.id}: infeasible; ${said}` : null;
    if (result.kind !== 'solved') return `${engine.id}: ${result.kind}; ${said}`;
    return answer.feasible && near(result.plan.objective, answer.optimum)
      ? null
      : `${engine.id}: ${result.plan.objective}; ${said}`;
  } catch (error) {
    const details = error instanceof Error && 'details' in error ? JSON.stringify(error.details) : '';
    return `${engine.id}: ${error} ${details}; ${said}`;
  }
}

const chunks = (list: readonly number[], size: number): number[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
const cases = (['indivisible', 'divisible'] as const).flatMap((family) =>
  chunks(SEEDS[family], 50).map((seeds, part) => ({ family, part, seeds })),
);

describe('solver and oracles agree', () => {
  it('on a thousand different problems', () => {
    for (const family of ['indivisible', 'divisible'] as const) expect(new Set(SEEDS[family]).size).toBe(500);
  });

  it.each(cases)('$family problems, part $part', async ({ family, seeds }) => {
    for (const seed of seeds) {
      const { input, kinds } = randomProblem(seed, family);
      const engine = seed % 2 === 0 ? glpk : highs;
      const problem = parsed(input);
      const found = await disagreement(
        problem,
        answerOf(seed, family, () => problem),
        engine,
      );
      if (found === null) continue;
      const retry = (draft: ProblemInput) => {
        const asked = parsed(draft);
        return disagreement(asked, oracle(asked, family), engine);
      };
      const smaller = await shrink(input, async (draft) => {
        try {
          return (await retry(draft)) !== null;
        } catch {
          return false; // refused by the parser, or too large for the oracle
        }
      });
      const shrunk = await retry(smaller);
      expect.fail(
        `${family} seed ${seed} (${kinds.join()}): ${found}\nshrunk: ${shrunk}\n${JSON.stringify(smaller)}`,
      );
    }
  });
});

describe('the random problems', () => {
  it('have no plan in at least a tenth of the cases, and one in most', () => {
    let infeasible = 0;
    for (const family of ['indivisible', 'divisible'] as const)
      for (const seed of SEEDS[family]) if (!answerOf(seed, family).feasible) infeasible += 1;
    expect(infeasible).toBeGreaterThanOrEqual(100);
    expect(infeasible).toBeLessThanOrEqual(400);
  });

  // Binding: without the rules of the kind the least cost falls, or there is a plan where there was none.
  it.each(RULE_KINDS.map(({ id }) => ({ id })))(`$id binds in at least ${LEAST_BINDING}`, ({ id }) => {
    const seeds = BINDING[id] ?? { indivisible: [], divisible: [] };
    let binding = 0;
    for (const family of ['indivisible', 'divisible'] as const)
      for (const seed of new Set(seeds[family])) {
        expect(SEEDS[family]).toContain(seed);
        const problem = randomProblem(seed, family);
        expect(problem.kinds).toContain(id);
        const before = answerOf(seed, family).optimum;
        // Shares that are set free are no longer for the enumeration.
        const after = oracle(
          parsed(withoutKind(problem, id)),
          id === 'perLocation' ? 'divisible' : family,
        ).optimum;
        expect(after, `${family} ${seed}`).toBeLessThan(before);
        if (!near(before, after)) binding += 1;
      }
    expect(binding).toBeGreaterThanOrEqual(LEAST_BINDING);
  });
});
