import { describe, expect, it } from 'vitest';
import { auditPlan } from '../../solver/audit/audit.js';
import { streamsOf } from '../../solver/audit/demand.js';
import { YearHours } from '../../solver/audit/hours.js';
import { Entries } from '../../solver/audit/index-of.js';
import { waysToServe } from '../../solver/audit/serving.js';
import { Shapes } from '../../solver/audit/shapes.js';
import type { Problem } from '../../solver/problem/types.js';
import { type Draft, draft, roundPlan, roundProblem } from './support.js';

type Demand = Extract<Draft<Problem>['workloads'][number], { kind: 'inference' }>['demand'];

const streams = (change: (problem: Draft<Problem>) => void) => {
  const problem = draft(roundProblem());
  change(problem);
  const entries = new Entries(problem as Problem);
  const hours = new YearHours(2026);
  return streamsOf(
    entries,
    hours,
    new Shapes(hours, new Map(entries.problem.profiles.map((one) => [one.id, one]))),
  );
};
const batchWith = (demand: Demand) =>
  streams((problem) => {
    for (const workload of problem.workloads)
      if (workload.id === 'batch' && workload.kind === 'inference') workload.demand = demand;
  }).get('batch@town');

describe('demand', () => {
  it.each<[string, Demand, number]>([
    ['requestsPerDay', { requestsPerDay: 1_296_000 }, 20],
    ['requestsPerMonth', { requestsPerMonth: 39_420_000 }, 20],
    ['users', { users: 1_296, requestsPerUserDay: 1000 }, 20],
    ['tokensPerDay', { tokensPerDay: 129_600_000 }, 20],
    ['requestsPerBusyHour', { requestsPerBusyHour: 72_000 }, 20],
    ['peakRequestsPerSecond', { peakRequestsPerSecond: 20 }, 20],
  ])('%s: a day of 12 hours at the peak and 12 at half of it is 18 hours', (_, demand, peak) => {
    const stream = batchWith(demand);
    expect(stream?.peakRequestsPerSecond).toBeCloseTo(peak, 9);
    expect(stream?.requestsPerYear).toBeCloseTo(peak * 3600 * 18 * 365, 2);
  });

  it('raises suspended agents to their busiest hour', () => {
    const all = streams((problem) => {
      for (const workload of problem.workloads) {
        if (workload.kind !== 'agent') continue;
        workload.suspendedWhenIdle = true;
        workload.profile = 'day';
      }
    });
    // A quarter active in the mean; the evening is 4/3 of the mean: 160 GiB x 1/3.
    expect(all.get('desk@town#runtime')?.runtimeGiB).toBeCloseTo(160 / 3, 9);
    expect(all.get('desk@town')?.peakRequestsPerSecond).toBeCloseTo(0.25 * (4 / 3), 9);
  });
});

describe('roofline', () => {
  it('is worked by hand', () => {
    const stream = streams(() => undefined).get('batch@town');
    const [gpu] = draft(roundProblem().silicon);
    const [model] = draft(roundProblem().models);
    if (!stream || !gpu || !model) throw new Error('the round problem has them');
    Object.assign(gpu, {
      replicaUnits: [1],
      bandwidthGBPerSecond: 2000,
      computeTeraflops: { bf16: 400 },
      decodeEfficiencyFraction: 0.8,
      prefillEfficiencyFraction: 0.5,
    });
    const [serving, ...others] = waysToServe(stream, model, gpu, [], {
      rttMs: 1,
      jitterMs: 0,
      source: 'link',
    });
    expect(others).toEqual([]);
    // Prefill: 2 x 8e9 x 60 over 200e12 a second. Step at 256: 16e9 bytes of weights and 256 x 131,072 x 100 of cache over
    // 1.6e12 a second, against 2 x 8e9 x 256 over 200e12: 12.097 ms against 20.48 ms.
    const prefillMs = 4.8;
    const stepMs = 20.48;
    expect(serving?.perOutputTokenMs).toBeCloseTo(stepMs, 9);
    expect(serving?.firstTokenMs).toBeCloseTo(prefillMs + stepMs, 9);
    expect(serving?.tokensPerSecond).toBeCloseTo((256 * 100 * 1000) / (256 * prefillMs + 40 * stepMs), 6);
  });
});

describe('training', () => {
  it('takes the fastest measured points of both silicon before their rates', () => {
    const problem = draft(roundProblem());
    const reference = structuredClone(problem.silicon[0]);
    if (!reference) throw new Error('the round problem has silicon');
    problem.silicon.push({ ...reference, id: 'old' });
    const point = { kind: 'training' as const, model: 'm', source: 'round figure' };
    problem.performance.push({ ...point, id: 'slow', silicon: 'gpu', tokensPerSecondPerUnit: 100 });
    problem.performance.push({ ...point, id: 'fast', silicon: 'gpu', tokensPerSecondPerUnit: 200 });
    problem.performance.push({ ...point, id: 'old', silicon: 'old', tokensPerSecondPerUnit: 100 });
    for (const workload of problem.workloads) {
      if (workload.kind !== 'training') continue;
      Object.assign(workload, { referenceSilicon: 'old', acceleratorHours: 2000, model: 'm' });
    }
    // 2,000 h of a silicon half as fast are the 1,000 h of the plan.
    expect(auditPlan(problem as Problem, roundPlan()).findings).toEqual([]);
  });
});
