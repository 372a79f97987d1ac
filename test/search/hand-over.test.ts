import { describe, expect, it } from 'vitest';
import type { Engine, EngineResult } from '../../solver/engines/contract.js';
import { glpk } from '../../solver/engines/glpk.js';
import { highs } from '../../solver/engines/highs.js';
import { checkPoint } from '../../solver/program/check.js';
import { type SearchOptions, solveProgram } from '../../solver/search/solve-program.js';
import { assignmentProgram } from '../instances/families.js';

const program = assignmentProgram(3, 12, 1);
const source = { program: () => program, addViolated: () => 0 };

/** GLPK for linear programs; for whole ones an engine that takes all its time and ends in an answer of its own. */
const slow = (clock: { nowMs: number }, asked: number[], answer: Partial<EngineResult> = {}): Engine => ({
  ...glpk,
  solve: async (asking, limits, ...rest) => {
    if (!asking.integer.includes(1)) return glpk.solve(asking, limits, ...rest);
    asked.push(limits.timeLimitMs ?? Number.NaN);
    clock.nowMs += limits.timeLimitMs ?? 0;
    return { stop: 'time-limit', detail: 'slow', ...answer };
  },
});

const run = (
  engine: Engine,
  clock: { nowMs: number },
  limitMs: number | undefined,
  more: readonly Engine[],
) => {
  const options: SearchOptions = {
    engine,
    linearEngine: glpk,
    otherEngines: more,
    gapFraction: 0,
    timeLeftMs: () => (limitMs === undefined ? undefined : Math.max(0, limitMs - clock.nowMs)),
  };
  return solveProgram(source, options);
};

describe('an engine that has no bound of its own', () => {
  it('gives way to one that has, after 15 % of the time: 9 of 60 s', async () => {
    const clock = { nowMs: 0 };
    const asked: number[] = [];
    const result = await run(slow(clock, asked), clock, 60_000, [highs]);
    expect(asked).toEqual([9000]);
    expect(result.stop).toBe('proven');
    expect(result.engine.id).toBe('highs');
    // A clock decided who answered.
    expect(result.isRaced).toBe(true);
    expect(checkPoint(program, result.point ?? []).feasible).toBe(true);
  });

  it('has 3 s at least', async () => {
    const clock = { nowMs: 0 };
    const asked: number[] = [];
    await run(slow(clock, asked), clock, 10_000, [highs]);
    expect(asked).toEqual([3000]);
    clock.nowMs = 0;
    await run(slow(clock, asked), clock, 2000, [highs]);
    expect(asked).toEqual([3000, 2000]);
  });

  it('hands on its plan, which is kept where the other has none', async () => {
    const clock = { nowMs: 0 };
    const best = await highs.solve(program, { gapFraction: 0 });
    const mute: Engine = {
      ...highs,
      solve: async (_asking, _limits, start) => ({
        stop: start ? 'time-limit' : 'engine-failure',
        detail: 'mute',
      }),
    };
    const given = best.point ? { point: best.point } : {};
    const result = await run(slow(clock, [], given), clock, 60_000, [mute]);
    expect(result.stop).toBe('time-limit');
    expect(result.objective).toBeCloseTo(best.objective ?? Number.NaN, 9);
  });

  it('has all the time where it was asked for by name, and no end where there is no clock', async () => {
    const clock = { nowMs: 0 };
    const asked: number[] = [];
    const alone = await run(slow(clock, asked), clock, 60_000, []);
    expect(asked).toEqual([60_000]);
    expect(alone.stop).toBe('time-limit');
    expect(alone.isRaced).toBeUndefined();
    await run(slow(clock, asked), clock, undefined, [highs]);
    expect(asked[1]).toBeNaN();
  });
});
