import { describe, expect, it } from 'vitest';
import type { ProblemInput } from '../../solver/problem/types.js';
import { sizeDemand } from '../../solver/sizing/demand.js';
import { mergeClasses } from '../../solver/sizing/merge-classes.js';
import { parsed, placeIt } from '../support/placing.js';
import { agents, chat, lease, onDemand, smallProblem, training } from '../support/small-problem.js';

const DAY = Array.from({ length: 24 }, (_, hour) => 1 + Math.min(hour, 24 - hour));
const problem = (parts: Partial<ProblemInput> = {}): ProblemInput => ({
  ...smallProblem(),
  profiles: [{ id: 'day', values: DAY }],
  offers: [lease('a-lease', 'a', 2920), onDemand('cloud-hour', 'cloud', 1)],
  workloads: [chat('chat', { profile: 'day' }), agents(), training()],
  ...parts,
});
const sized = (parts: Partial<ProblemInput>) => sizeDemand(parsed(problem(parts)));

describe('dispatch blocks', () => {
  it('one block is the plan without blocks', async () => {
    const without = await placeIt(problem());
    const one = await placeIt(problem({ dispatch: { blocks: 1 } }));
    const { problemHash: _, dispatch, ...plan } = one.plan;
    const { problemHash: __, ...same } = without.plan;
    expect(JSON.stringify(plan)).toBe(JSON.stringify(same));
    expect(dispatch?.blocks.map(({ hours }) => hours)).toEqual([8760]);
    expect(dispatch?.exactBlocks).toBe(13);
  });

  it('exact blocks part hours by load, price and demand window', () => {
    const count = (parts: Partial<ProblemInput>): number | undefined =>
      sized({ ...parts, dispatch: { blocks: 'exact' } }).dispatch?.blocks.length;
    // 1 + min(h, 24 - h): 13 loads.
    expect(count({})).toBe(13);
    const dear = Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 0 : 1));
    const tariff = { id: 'free', periods: [{ pricePerKwh: 0 }, { pricePerKwh: 1 }] };
    const schedule = Array.from({ length: 12 }, () => dear);
    const byHalf = {
      ...tariff,
      kind: 'time-of-use' as const,
      weekdaySchedule: schedule,
      weekendSchedule: schedule,
    };
    // Hours 1 to 11 and 23 to 13 differ by price: 24 blocks.
    expect(count({ tariffs: [byHalf] })).toBe(24);
    const months = Array.from({ length: 12 }, (_, month) => (month === 0 ? 9 : 0));
    const monthly = {
      id: 'free',
      kind: 'flat' as const,
      pricePerKwh: 0,
      demand: { monthlyPricePerKw: months },
    };
    expect(count({ tariffs: [monthly] })).toBe(26);
    // Tiers count the energy of a month: 13 loads in each of 12.
    const tiered = {
      id: 'free',
      kind: 'flat' as const,
      pricePerKwh: 0.1,
      tiers: [{ fromKwhPerMonth: 500, pricePerKwh: 0.3 }],
    };
    expect(count({ tariffs: [tiered] })).toBe(13 * 12);
  });

  it('every hour is in one block, and the parts of a stream add up to it', () => {
    const { streams, dispatch } = sized({ dispatch: { blocks: 5 } });
    const blocks = dispatch?.blocks ?? [];
    expect(blocks).toHaveLength(5);
    expect([...blocks.flatMap(({ hours }) => [...hours])].sort((a, b) => a - b)).toEqual([
      ...Array(8760).keys(),
    ]);
    const parts = streams.filter(({ workload }) => workload.id === 'chat');
    const whole = sized({}).streams[0];
    expect(parts.map(({ id }) => id)).toEqual(blocks.map(({ id }) => `chat@town/${id}`));
    expect(parts.reduce((sum, one) => sum + (one.block?.yearFraction ?? 0), 0)).toBeCloseTo(1, 12);
    const requests = parts.reduce((sum, one) => sum + one.requestsPerYear, 0);
    expect(requests / (whole?.requestsPerYear ?? 0)).toBeCloseTo(1, 12);
    const loads = parts.map(({ series, block }) =>
      series.share.map((one) => one * (block?.peakFraction ?? 0)),
    );
    const summed = whole?.series.share.map((_, hour) =>
      loads.reduce((sum, load) => sum + (load[hour] ?? 0), 0),
    );
    summed?.forEach((share, hour) => {
      expect(share).toBeCloseTo(whole?.series.share[hour] ?? Number.NaN, 12);
    });
    // Agents and training keep one share for the year.
    expect(streams.filter(({ block }) => block === null).map(({ id }) => id)).toEqual([
      'agents@town',
      'agents@town#runtime',
      'train@town',
    ]);
  });

  it('merges the most alike loads first', () => {
    const merge = (values: readonly number[], most: number) =>
      mergeClasses(
        [{ values: Float64Array.from(values), weight: 1 }],
        new Float64Array(values.length).fill(1),
        most,
      );
    expect(merge([1, 1, 9, 10], 2)).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(merge([1, 1, 9, 10], 3)).toEqual([[0, 1], [2], [3]]);
    // Nothing is left to cut: fewer groups than asked for.
    expect(merge([1, 1, 9, 10], 4)).toEqual([[0, 1], [2], [3]]);
  });

  it('cuts by price too where work may wait for it', () => {
    const schedule = Array.from({ length: 12 }, () =>
      Array.from({ length: 24 }, (_, hour) => (hour < 7 ? 0 : hour < 20 ? 1 : 2)),
    );
    const tariff = {
      id: 'free',
      kind: 'time-of-use' as const,
      periods: [{ pricePerKwh: 0.1 }, { pricePerKwh: 0.22 }, { pricePerKwh: 0.25 }],
      weekdaySchedule: schedule,
      weekendSchedule: schedule,
    };
    const tune = training('tune', {
      acceleratorHours: 10,
      runsPerYear: 365,
      deadlineHours: 24,
      deferrable: { window: 'day', mostUnits: 4 },
    });
    const hours = (workloads: ProblemInput['workloads']) =>
      sized({ tariffs: [tariff], workloads, dispatch: { blocks: 2 } }).dispatch?.blocks.map(
        (one) => one.hours.length / 365,
      );
    expect(hours([chat(), tune])).toEqual([7, 17]);
    // Without it nothing is dispatched by price: the flat load has nothing to cut.
    expect(hours([chat(), training()])).toEqual([24]);
  });

  it('merged blocks say so, and more blocks never cost more', async () => {
    const chatOnly = { workloads: [chat('chat', { profile: 'day' })] };
    const costs: number[] = [];
    for (const blocks of [1, 2, 4, 8, 'exact'] as const) {
      const { plan } = await placeIt(problem({ ...chatOnly, dispatch: { blocks } }));
      costs.push(plan.objective);
      expect(plan.dispatch?.isExact).toBe(blocks === 'exact');
      const level = Math.min(...(plan.dispatch?.blocks ?? []).map((one) => one.leastMeanToPeakFraction));
      if (blocks === 'exact') expect(level).toBeCloseTo(1, 12);
      else expect(level).toBeLessThan(0.99);
    }
    // Each cut is made inside the blocks before, so the plans of fewer blocks are plans of more.
    for (let at = 1; at < costs.length; at += 1)
      expect(costs[at]).toBeLessThanOrEqual((costs[at - 1] ?? 0) + 1e-6);
    expect(costs.at(-1)).toBeLessThan(costs[0] ?? 0);
  });
});
