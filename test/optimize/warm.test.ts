import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../fixtures/bench/families.js';
import type { Engine } from '../../solver/engines/contract.js';
import { glpk } from '../../solver/engines/glpk.js';
import { highs } from '../../solver/engines/highs.js';
import { parseProblem } from '../../solver/optimize/read-problem.js';
import { solve } from '../../solver/optimize/solve.js';
import type { Plan } from '../../solver/plan/types.js';
import type { Problem, ProblemInput } from '../../solver/problem/types.js';
import type { SolveOptions, SolveResult } from '../../solver/result.js';

const read = (raw: unknown): Problem => {
  const result = parseProblem(raw);
  if (!result.ok)
    throw new Error(result.issues.map((issue) => `${issue.pointer} ${issue.message}`).join('\n'));
  return result.problem;
};

const rawOf = (family: string, seed: number): ProblemInput => {
  const raw = FAMILIES[family]?.({ workloads: 8, sites: 5, silicon: 2, seed });
  if (!raw) throw new Error(`no family ${family}`);
  return raw;
};

const solved = (result: SolveResult): Extract<SolveResult, { kind: 'solved' }> => {
  if (result.kind !== 'solved') throw new Error(`ended as ${result.kind}`);
  return result;
};

const run = async (raw: unknown, more: Partial<SolveOptions> = {}) =>
  solved(await solve(read(raw), { engines: [highs], compareWithCloudOnly: false, ...more }));

/** What a planner changes between two solves. */
const CHANGES: Readonly<Record<string, (raw: ProblemInput) => ProblemInput>> = {
  nothing: (raw) => raw,
  tariff: (raw) => ({
    ...raw,
    tariffs: raw.tariffs?.map((one) =>
      one.kind === 'flat' ? { ...one, pricePerKwh: one.pricePerKwh * 3 } : one,
    ),
  }),
  demand: (raw) => ({
    ...raw,
    workloads: raw.workloads.map((one, index) =>
      one.kind === 'inference' && index % 2 === 0 && one.demand.requestsPerDay !== undefined
        ? { ...one, demand: { requestsPerDay: one.demand.requestsPerDay * 1.4 } }
        : one,
    ),
  }),
  rule: (raw) => ({
    ...raw,
    rules: [
      ...(raw.rules ?? []),
      { id: 'not-there', requirement: { attribute: 'site.id' as const, noneIn: ['site-2', 'site-3'] } },
    ],
  }),
  offer: (raw) => ({ ...raw, offers: raw.offers.filter((_, index) => index % 3 !== 2 || index < 4) }),
  workload: (raw) => ({ ...raw, workloads: raw.workloads.slice(1) }),
};

/** An engine that is stopped before it has anything to say. */
const stopped: Engine = { ...highs, solve: async () => ({ stop: 'work-limit', detail: 'stopped' }) };

describe('a solve from the last plan', () => {
  it('keeps it where nothing else is found', async () => {
    const { plan } = await run(rawOf('lumpy', 3));
    const changed = (CHANGES.tariff ?? ((same) => same))(rawOf('lumpy', 3));
    const limits = { engines: [stopped], workLimitNodes: 1, compareWithCloudOnly: false };
    expect((await solve(read(changed), limits)).kind).toBe('noPlanFound');
    const warm = await run(changed, { ...limits, warm: { plan } });
    expect(warm.plan.placements.map((one) => one.bank)).toEqual(plan.placements.map((one) => one.bank));
  });

  it.each(Object.keys(CHANGES))('reaches the same proven cost after a change of %s', async (change) => {
    const changed = CHANGES[change] ?? ((raw) => raw);
    const family = change === 'nothing' || change === 'rule' ? 'telco' : 'lumpy';
    const raw = rawOf(family, 3);
    const { plan } = await run(raw);
    const cold = await run(changed(raw));
    const warm = await run(changed(raw), { warm: { plan } });
    expect(warm.run.warm).toMatch(/kept|mended/);
    expect(warm.audit.ok).toBe(true);
    expect(warm.plan.isProven).toBe(true);
    expect(warm.plan.objective).toBeCloseTo(cold.plan.objective, 1);
  });

  it('is never worse than without it at the same limit', async () => {
    const engines = { 'with no work done': [stopped], 'after one node': [highs] };
    for (const [name, ofOne] of Object.entries(engines)) {
      for (const change of ['tariff', 'demand', 'rule']) {
        const changed = (CHANGES[change] ?? ((same) => same))(rawOf('lumpy', 1));
        const { plan } = await run(rawOf('lumpy', 1));
        const limits = { workLimitNodes: 1, engines: ofOne, compareWithCloudOnly: true };
        const cold = await solve(read(changed), limits);
        const warm = await solve(read(changed), { ...limits, warm: { plan } });
        const costOf = (result: SolveResult): number =>
          result.kind === 'solved' ? result.plan.objective : Number.POSITIVE_INFINITY;
        expect(costOf(warm), `${change} ${name}`).toBeLessThanOrEqual(costOf(cold) * (1 + 1e-9));
      }
    }
  });

  it('stops at once where the last plan is within the wanted gap, and says with what bound', async () => {
    const raw = rawOf('telco', 2);
    const { plan } = await run(raw);
    const warm = await run(raw, { warm: { plan }, gapFraction: 0.2, engines: [glpk] });
    expect(warm.plan.stop).toMatch(/gap|proven/);
    expect(warm.plan.bound.kind).toBe('safe-lp');
    expect(warm.plan.objective).toBeCloseTo(plan.objective, 2);
  });

  it('trusts nothing of it: shares that do not add up, units that are not enough, a stranger', async () => {
    const raw = rawOf('lumpy', 1);
    const { plan } = await run(raw);
    const damaged: Plan = {
      ...plan,
      placements: plan.placements.map((one, index) =>
        index % 2 === 0 ? { ...one, shareFraction: 0.4 } : one,
      ),
      units: plan.units.map((one) => ({ ...one, unitsFurther: 0, unitsKept: 99 })),
    };
    const mended = await run(raw, { warm: { plan: damaged } });
    expect(mended.plan.objective).toBeCloseTo(plan.objective, 1);
    expect(mended.audit.ok).toBe(true);
    const strange: Plan = {
      ...plan,
      placements: plan.placements.map((one) => ({ ...one, stream: `no-${one.stream}` })),
    };
    const unusable = await run(raw, { warm: { plan: strange } });
    expect(unusable.run.warm).toBe('unusable');
    expect(unusable.plan.objective).toBeCloseTo(plan.objective, 1);
  });
});
