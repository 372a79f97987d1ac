import { describe, expect, it } from 'vitest';
import type { Engine } from '../../solver/engines/contract.js';
import { glpk, glpkEngine } from '../../solver/engines/glpk.js';
import { highs } from '../../solver/engines/highs.js';
import { pricePlan } from '../../solver/optimize/price.js';
import { parseProblem } from '../../solver/optimize/read-problem.js';
import { solve } from '../../solver/optimize/solve.js';
import { InputError } from '../../solver/outcome.js';
import type { Problem } from '../../solver/problem/types.js';
import { minimalProblem } from '../support/minimal-problem.js';

const problem = (): Problem => {
  const read = parseProblem(minimalProblem());
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.problem;
};
const missing = glpkEngine({ load: () => Promise.reject(new Error('Cannot find package')) });

describe('a solve', () => {
  it('whose engine is not installed says so and does not reject', async () => {
    const result = await solve(problem(), { engines: [missing], engine: 'glpk' });
    expect(result).toMatchObject({ kind: 'engineUnavailable', engine: 'glpk' });
    expect(result.kind === 'engineUnavailable' && result.message).toContain('npm install glpk.js');
  });

  it('without any engine that loads says so, and with one takes it', async () => {
    const none = await solve(problem(), { engines: [missing] });
    expect(none).toMatchObject({ kind: 'engineUnavailable', engine: 'auto' });
    const other = await solve(problem(), { engines: [missing, highs] });
    expect(other).toMatchObject({ kind: 'solved', run: { engine: 'highs' } });
  });

  it('that asks for an engine nobody handed in is refused before anything is done', async () => {
    const call = solve(problem(), { engines: [glpk], engine: 'highs' });
    await expect(call).rejects.toBeInstanceOf(InputError);
    await expect(call).rejects.toMatchObject({ issues: { length: 1 } });
    const ofParts = solve(problem(), { engines: [highs], subEngine: 'glpk' });
    await expect(ofParts).rejects.toThrow('subEngine is glpk and not among those handed in');
  });
});

describe('a cancel', () => {
  it('after the cloud-only plan is known answers with that plan, a bound, and the reason', async () => {
    // The cloud-only problem has no pair at the edge site: the first program that has one is the problem's own.
    let solves = 0;
    const counting: Engine = {
      ...glpk,
      solve: (program, limits, start, onProgress) => {
        if (program.columnNames.some((name) => name.startsWith('place assistant@munich muc-edge')))
          solves += 1;
        return glpk.solve(program, limits, start, onProgress);
      },
    };
    const cancelled = await solve(problem(), { engines: [counting], isCancelled: () => solves > 0 });
    expect(cancelled.kind).toBe('solved');
    if (cancelled.kind !== 'solved') return;
    expect(cancelled.plan.stop).toBe('cancelled');
    expect(cancelled.plan.placements.map((one) => one.site)).toEqual(['fra-cloud']);
    // No engine has answered: what is known of any plan is that it does not cost less than nothing.
    expect(cancelled.plan.bound).toEqual({ value: 0, kind: 'safe-lp' });
    expect(cancelled.plan.gapFraction).toBe(1);
    expect(cancelled.audit.ok).toBe(true);
  });

  it('while a plan is priced says that, and not that units are short', async () => {
    const rows = [{ workload: 'assistant', offer: 'muc-buy', shareFraction: 1 }];
    const priced = await pricePlan(problem(), rows, { engines: [glpk], isCancelled: () => true });
    expect(priced).toMatchObject({ kind: 'cannot-be-priced' });
    expect(priced.problems.join()).toContain('stopped: cancelled');
  });
});
