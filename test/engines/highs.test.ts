import loadHighs from 'highs';
import { describe, expect, it } from 'vitest';
import type { EngineProgress } from '../../solver/engines/contract.js';
import { glpkEngine } from '../../solver/engines/glpk.js';
import { highs, highsEngine } from '../../solver/engines/highs.js';
import type { HighsPackage } from '../../solver/engines/highs-package.js';
import { checkPoint } from '../../solver/program/check.js';
import { marketSplit, marketSplitWithSlack, small } from './programs.js';

describe('HiGHS while it runs', () => {
  it('stops by work, with the same plan each time, and reports only points that pass the check', async () => {
    const sent = marketSplitWithSlack();
    const steps: EngineProgress[] = [];
    const limits = { gapFraction: 0, workLimitNodes: 20 };
    const first = await highs.solve(sent, limits, undefined, (step) => steps.push(step));
    expect(first.stop).toBe('work-limit');
    expect(first.bound?.kind).toBe('engine-tree');
    const points = steps.flatMap(({ point }) => (point ? [point] : []));
    expect(points.length).toBeGreaterThan(0);
    for (const point of points) expect(checkPoint(sent, point).feasible).toBe(true);
    expect(steps.some(({ bound }) => bound !== undefined)).toBe(true);
    const again = await highs.solve(sent, limits);
    expect([again.stop, again.objective]).toEqual([first.stop, first.objective]);
  });

  it('begins from a start', async () => {
    const sent = marketSplitWithSlack();
    const { point: start, objective = 0 } = await highs.solve(sent, { gapFraction: 0, workLimitNodes: 50 });
    const result = await highs.solve(sent, { gapFraction: 0, workLimitNodes: 0 }, start);
    expect(result.objective).toBeLessThanOrEqual(objective + 1e-6);
  });

  it('can be cancelled in the middle', async () => {
    let polls = 0;
    const isCancelled = (): boolean => ++polls > 5;
    const limits = { gapFraction: 0, isCancelled, timeLimitMs: 20_000 };
    const result = await highs.solve(marketSplit(), limits);
    expect(result.stop).toBe('cancelled');
    expect(result.point).toBeUndefined();
  });
});

describe('200 solves in a row', () => {
  it('do not grow the memory of HiGHS', async () => {
    const loaded = await (loadHighs as unknown as () => Promise<HighsPackage>)();
    const engine = highsEngine({ load: async () => loaded });
    const solve = async (times: number): Promise<number> => {
      for (let k = 0; k < times; k++) await engine.solve(small(k % 2 === 0), { gapFraction: 0 });
      return loaded.memoryBytes;
    };
    const before = await solve(20);
    expect(await solve(200)).toBe(before);
  });

  it('do not grow the memory of GLPK', async () => {
    const engine = glpkEngine();
    const solve = async (times: number): Promise<number> => {
      for (let k = 0; k < times; k++) await engine.solve(small(k % 2 === 0), { gapFraction: 0 });
      return process.memoryUsage().external;
    };
    const before = await solve(20);
    expect((await solve(200)) - before).toBeLessThan(8 * 2 ** 20);
  });
});
