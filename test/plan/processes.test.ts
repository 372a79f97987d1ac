import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../solver/plan/types.js';

const run = promisify(execFile);
const solved = async (engine: 'glpk' | 'highs'): Promise<string> => {
  const script = fileURLToPath(new URL('./solve-flagship.ts', import.meta.url));
  const { stdout } = await run(process.execPath, ['--import', 'tsx', script, engine], { maxBuffer: 2 ** 26 });
  return stdout;
};

describe('the flagship plan', () => {
  it('is the same to the byte from two processes, and within the gap from two engines', async () => {
    const [one, other, byHighs] = await Promise.all([solved('glpk'), solved('glpk'), solved('highs')]);
    expect(one).toBe(other);
    const glpkPlan = JSON.parse(one) as Plan;
    const highsPlan = JSON.parse(byHighs) as Plan;
    expect(glpkPlan.reproducible).toBe(true);
    expect(highsPlan.problemHash).toBe(glpkPlan.problemHash);
    // Each within 0.5 % of its bound, and no plan is below the other's bound.
    for (const plan of [glpkPlan, highsPlan]) expect(plan.gapFraction).toBeLessThanOrEqual(0.005);
    expect(highsPlan.objective).toBeGreaterThanOrEqual(glpkPlan.bound.value - 0.01);
    expect(glpkPlan.objective).toBeGreaterThanOrEqual(highsPlan.bound.value - 0.01);
    expect(Math.abs(glpkPlan.objective - highsPlan.objective)).toBeLessThanOrEqual(
      0.005 * glpkPlan.objective,
    );
  }, 60_000);
});
