import { describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import { auditPlan, type Plan, parseProblem, solve } from '../../solver/index.js';
import type { Problem, ProblemInput } from '../../solver/problem/types.js';
import { minimalProblem } from '../support/minimal-problem.js';

const LIMIT_MS = 22;

/** The minimal problem on silicon that is estimated, with a limit on the time between tokens. */
const estimated = (edit: (problem: ProblemInput) => void = () => {}): Problem => {
  const problem = minimalProblem();
  problem.performance = [];
  Object.assign(problem.silicon?.[0] ?? {}, {
    bandwidthGBPerSecond: 2000,
    computeTeraflops: { bf16: 200, fp16: 200 },
    decodeEfficiencyFraction: 0.5,
    prefillEfficiencyFraction: 0.5,
    replicaUnits: [1],
  });
  Object.assign(problem.workloads[0] ?? {}, { slo: { percentile: 50, perOutputTokenMs: LIMIT_MS } });
  edit(problem);
  const read = parseProblem(problem);
  if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 1));
  return read.problem;
};

const planOf = async (problem: Problem): Promise<Plan> => {
  const result = await solve(problem, { engines: [glpk], compareWithCloudOnly: false });
  if (result.kind !== 'solved') throw new Error(result.kind);
  expect(result.audit.ok).toBe(true);
  return result.plan;
};
const timeOf = (plan: Plan): number => plan.placements[0]?.service?.perOutputTokenMs ?? Number.NaN;
const withMargins = (medium: number, high = 0, merits = {}) =>
  estimated((problem) => {
    problem.jitterMargins = { medium, high };
    Object.assign(problem.silicon?.[0] ?? {}, merits);
  });

describe('margins for jitter', () => {
  it('slow the estimate of silicon of the merit, and the audit works them out for itself', async () => {
    const [plain, slowed] = [await planOf(estimated()), await planOf(withMargins(0.2))];
    expect(plain.placements[0]?.service?.point).toBe('roofline');
    expect(timeOf(plain)).toBeLessThanOrEqual(LIMIT_MS);
    expect(timeOf(slowed)).toBeLessThanOrEqual(LIMIT_MS);
    expect(slowed.placements[0]?.units).toBeGreaterThan(plain.placements[0]?.units ?? Number.NaN);
    // The plan without margins is found out where they are stated, and the other way round.
    expect(auditPlan(withMargins(0.2), plain).ok).toBe(false);
    expect(auditPlan(estimated(), slowed).ok).toBe(false);
  });

  it('go by the merit the planner states for a silicon, else by its family', async () => {
    const rated = withMargins(0.2, 0, { merits: { latencyJitter: 'high' } });
    expect(timeOf(await planOf(rated))).toBeCloseTo(timeOf(await planOf(estimated())), 9);
  });

  it('leave what is measured as it is', async () => {
    const problem = minimalProblem();
    const measured = parseProblem(problem);
    const margined = parseProblem({ ...problem, jitterMargins: { medium: 0.2 } });
    if (!measured.ok || !margined.ok) throw new Error('the minimal problem is valid');
    expect((await planOf(margined.problem)).placements).toEqual((await planOf(measured.problem)).placements);
  });
});
