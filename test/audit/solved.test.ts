import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { auditPlan } from '../../solver/audit/audit.js';
import { glpk } from '../../solver/engines/glpk.js';
import { highs } from '../../solver/engines/highs.js';
import { solve } from '../../solver/optimize/solve.js';
import { parseProblem } from '../../solver/problem/parse.js';
import { MUTATIONS, mutated } from './mutations.js';

describe('a plan of the solver', () => {
  it('passes, and each change that applies to it does not', async () => {
    const file = new URL('../../fixtures/no-cloud-only.json', import.meta.url);
    const parsed = parseProblem(JSON.parse(readFileSync(file, 'utf8')));
    if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join('\n'));
    const { problem } = parsed;
    const result = await solve(problem, {
      engines: [glpk, highs],
      gapFraction: 0.01,
      compareWithCloudOnly: false,
    });
    if (result.kind !== 'solved') throw new Error(result.kind);
    expect(auditPlan(problem, result.plan).findings).toEqual([]);
    const missed: string[] = [];
    let applied = 0;
    for (const mutation of MUTATIONS) {
      const pair = mutated(mutation, problem, result.plan);
      if (!pair) continue;
      applied += 1;
      const { findings } = auditPlan(pair.problem, pair.plan);
      if (!findings.some(({ code }) => code === mutation.expectedCode)) missed.push(mutation.name);
    }
    expect(missed).toEqual([]);
    expect(applied).toBeGreaterThan(60);
  });
});
