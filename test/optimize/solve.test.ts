import { describe, expect, it } from 'vitest';
import type { Engine } from '../../solver/engines/contract.js';
import { glpk } from '../../solver/engines/glpk.js';
import { highs } from '../../solver/engines/highs.js';
import { solve } from '../../solver/optimize/solve.js';
import { InputError } from '../../solver/outcome.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import type { SolveOptions, SolveProgress, SolveResult } from '../../solver/result.js';
import { type FixtureName, parsedProblem } from '../fixtures/read.js';
import { parsed } from '../support/placing.js';
import { chat, lease, onDemand, site, smallProblem, smallWith } from '../support/small-problem.js';

const engines = [glpk, highs];
const solved = async (input: ProblemInput, more: Partial<SolveOptions> = {}) => {
  const result = await solve(parsed(input), { engines, ...more });
  if (result.kind !== 'solved') throw new Error(`the problem is ${result.kind}`);
  return result;
};
const fixture = (name: FixtureName): Promise<SolveResult> => solve(parsedProblem(name), { engines });

describe('solve on the fixtures', () => {
  it.each(['seed-training', 'seed-inference', 'seed-agents'] as const)(
    '%s is proven and audited',
    async (name) => {
      const result = await fixture(name);
      if (result.kind !== 'solved') throw new Error(`${name} is ${result.kind}`);
      expect(result.plan).toMatchObject({ isProven: true, stop: 'proven' });
      expect(result.audit).toMatchObject({ ok: true, findings: [] });
      expect(Object.keys(result.audit.checks).length).toBeGreaterThan(10);
    },
  );

  it('no-cloud-only: a plan, what forbids cloud-only, and the least relaxed one with what it breaks', async () => {
    const result = await fixture('no-cloud-only');
    if (result.kind !== 'solved') throw new Error(`it is ${result.kind}`);
    expect(result.audit.ok).toBe(true);
    const { comparison } = result;
    expect(comparison.kind).toBe('not-permitted');
    expect(comparison.savesAtLeast).toBeUndefined();
    expect(comparison.forbiddenBy?.length).toBeGreaterThan(0);
    for (const { causes } of comparison.forbiddenBy ?? []) expect(causes.length).toBeGreaterThan(0);
    const { relaxed } = comparison;
    expect(relaxed?.broken.length).toBeGreaterThan(0);
    const forbidden = new Set((comparison.forbiddenBy ?? []).map(({ stream }) => stream));
    for (const one of relaxed?.broken ?? [])
      expect(forbidden.has(`${one.workload}@${one.location}`)).toBe(true);
    expect(relaxed?.bill.presentWorth).toBeGreaterThanOrEqual((relaxed?.bound.value ?? Number.NaN) - 0.01);
  });

  it('infeasible: findings, and no plan', async () => {
    const result = await fixture('infeasible');
    expect(result.kind).toBe('infeasible');
    if (result.kind === 'infeasible') expect(result.findings.length).toBeGreaterThan(1);
  });
});

describe('the comparison with cloud-only', () => {
  it('on figures one can check: 4 units at 8,760 against 4 at 1,000', async () => {
    const { comparison, plan } = await solved(smallProblem());
    expect(plan.bill.cashPresentWorth).toBeCloseTo(4000, 6);
    expect(comparison).toMatchObject({ kind: 'permitted' });
    expect(comparison.cloudOnly?.bill.cashPresentWorth).toBeCloseTo(35_040, 6);
    expect(comparison.savesAtMost?.money).toBeCloseTo(31_040, 6);
    expect(comparison.savesAtMost?.fraction).toBeCloseTo(31_040 / 35_040, 9);
    expect(comparison.savesAtLeast?.money).toBeCloseTo(31_040, 2);
    expect(comparison.potential?.money).toBeCloseTo(31_040, 2);
  });

  it('at least <= at most <= potential, and never below zero where cloud-only is a restriction', async () => {
    const inputs = [
      smallProblem(),
      smallWith({ workloads: [chat('chat', { latencyCostPerMsYear: 500 })] }),
      smallWith({
        objective: { carbonPricePerTonne: 100 },
        sites: ['a', 'b', 'cloud'].map((id) =>
          site(id, { kind: id === 'cloud' ? 'hyperscale-region' : 'metro-edge', gridCarbonGramsPerKwh: 400 }),
        ),
      }),
      // The region is cheapest: nothing is saved.
      smallWith({ offers: [onDemand('cloud-hour', 'cloud', 0.01), lease('b-lease', 'b', 3000)] }),
    ];
    for (const input of inputs) {
      const { comparison } = await solved(input);
      const { savesAtLeast, savesAtMost, potential } = comparison;
      if (!savesAtLeast || !savesAtMost || !potential)
        throw new Error(`the comparison is ${comparison.kind}`);
      expect(savesAtLeast.money).toBeLessThanOrEqual(savesAtMost.money + 1e-6);
      expect(savesAtMost.money).toBeLessThanOrEqual(potential.money + 1e-6);
      expect(savesAtLeast.money).toBeGreaterThanOrEqual(-0.01);
    }
  });

  it('drops pins, lifts quotas, and says so', async () => {
    const input = smallWith({
      pins: [{ workload: 'chat', site: 'a' }],
      offers: [lease('a-lease', 'a', 1000), onDemand('cloud-hour', 'cloud', 1, { unitsMax: 1 })],
    });
    const { comparison } = await solved(input);
    expect(comparison.kind).toBe('permitted');
    const said = comparison.allowances.join('\n');
    expect(said).toContain('pin of chat');
    expect(said).toContain('cloud-hour (1 units)');
  });

  it('two-sided where a rule forbids the region: the rule is named, and its cloud-only price', async () => {
    const input = smallWith({
      rules: [{ id: 'home', requirement: { attribute: 'site.jurisdiction', allIn: ['DE'] } }],
      workloads: [chat('chat', { slo: { percentile: 95, networkRttMs: 100 } }), chat('other')],
    });
    const { comparison } = await solved(input);
    expect(comparison.kind).toBe('not-permitted');
    expect(comparison.forbiddenBy).toEqual([
      { stream: 'chat@town', causes: ['rule home'] },
      { stream: 'other@town', causes: ['rule home'] },
    ]);
    expect(comparison.relaxed?.bill.cashPresentWorth).toBeCloseTo(2 * 35_040, 4);
    expect(comparison.relaxed?.broken).toMatchObject([
      { workload: 'chat', requirement: 'rule home', site: 'cloud', actual: 'IE', shareFraction: 1 },
      { workload: 'other', requirement: 'rule home', site: 'cloud', shareFraction: 1 },
    ]);
    expect(comparison.relaxed?.unplaceable).toEqual([]);
  });

  it('breaks the fewest requirements before it looks at cost', async () => {
    // Two regions: the near one is dear and meets the round trip, the far one cheap and does not. Neither may hold the data.
    const input = smallWith({
      sites: [
        site('a'),
        site('near', { kind: 'hyperscale-region', jurisdiction: 'IE' }),
        site('far', { kind: 'hyperscale-region', jurisdiction: 'US' }),
      ],
      network: {
        links: [
          { from: 'town', to: 'a', rttMs: 10, jitterMs: 1 },
          { from: 'town', to: 'near', rttMs: 20, jitterMs: 1 },
          { from: 'town', to: 'far', rttMs: 90, jitterMs: 1 },
        ],
      },
      offers: [lease('a-lease', 'a', 1000), onDemand('near-hour', 'near', 5), onDemand('far-hour', 'far', 1)],
      rules: [{ id: 'home', requirement: { attribute: 'site.jurisdiction', allIn: ['DE'] } }],
      workloads: [chat('chat', { slo: { percentile: 95, networkRttMs: 30 } })],
    });
    const { comparison } = await solved(input);
    const broken = (comparison.relaxed?.broken ?? []).filter((one) => one.shareFraction > 1e-5);
    expect(broken.map((one) => [one.requirement, one.site])).toEqual([['rule home', 'near']]);
    expect(comparison.relaxed?.bill.cashPresentWorth).toBeCloseTo(5 * 35_040, 0);
  });

  it('is not made where it is not asked for', async () => {
    const { comparison } = await solved(smallProblem(), { compareWithCloudOnly: false });
    expect(comparison.kind).toBe('not-asked');
  });
});

describe('the call', () => {
  it('refuses options that make no sense, all at once', async () => {
    const problem = parsed(smallProblem());
    const call = solve(problem, { engines: [], gapFraction: 2, timeLimitMs: 5, workLimitNodes: 0.5 });
    await expect(call).rejects.toBeInstanceOf(InputError);
    await expect(call).rejects.toMatchObject({ issues: { length: 4 } });
  });

  it('reports its phases in order, and where the time went when there is a clock', async () => {
    const phases: SolveProgress['phase'][] = [];
    let now = 0;
    const { run } = await solved(smallProblem(), {
      host: { nowMs: () => (now += 1) },
      onProgress: ({ phase }) => {
        if (phases.at(-1) !== phase) phases.push(phase);
      },
    });
    expect(phases[0]).toBe('compile');
    expect(phases).toContain('audit');
    expect(Object.keys(run.phaseMs)).toContain('engine');
    expect(run).toMatchObject({ engine: 'glpk', candidatePairs: 3 });
  });

  it('cancelled before it begins, there is no plan and no error', async () => {
    const result = await solve(parsed(smallProblem()), { engines, isCancelled: () => true });
    expect(result).toMatchObject({ kind: 'noPlanFound', stop: 'cancelled' });
  });

  it('without a plan when time is up, there is none, and the reason', async () => {
    const slow: Engine = { ...glpk, solve: () => Promise.resolve({ stop: 'time-limit', detail: 'slow' }) };
    const result = await solve(parsed(smallProblem()), { engines: [slow] });
    expect(result).toMatchObject({ kind: 'noPlanFound', stop: 'time-limit' });
  });
});
