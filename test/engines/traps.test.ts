import { describe, expect, it } from 'vitest';
import { glpkEngine } from '../../solver/engines/glpk.js';
import type { GlpkAnswer, GlpkOptions, GlpkPackage, GlpkProblem } from '../../solver/engines/glpk-package.js';
import { highsEngine } from '../../solver/engines/highs.js';
import type { HighsModel, HighsPackage } from '../../solver/engines/highs-package.js';
import { jslpEngine } from '../../solver/engines/jslp.js';
import type { JslpAnswer, JslpModel, JslpPackage } from '../../solver/engines/jslp-model.js';
import { EngineError } from '../../solver/outcome.js';
import { relaxed } from '../../solver/program/relax.js';
import { program, small } from './programs.js';

const PROOF = { gapFraction: 0 };

interface GlpkCall {
  readonly problem: GlpkProblem;
  readonly options: GlpkOptions;
}

/** GLPK that answers as it is told, for what the real one does rarely. */
const fakeGlpk = (status: number, values: readonly number[] = [0, 0], time = 0) => {
  const calls: GlpkCall[] = [];
  const vars = Object.fromEntries(values.map((value, j) => [`x${j}`, value]));
  const answer: GlpkAnswer = { time, result: { status, z: 0, vars, dual: { r0: 0 } } };
  const glpk: GlpkPackage = {
    version: 'fake',
    solve: (problem, options) => {
      calls.push({ problem, options });
      return answer;
    },
  };
  return { calls, engine: glpkEngine({ load: async () => glpk }) };
};

const fakeJslp = (answer: JslpAnswer, clock?: readonly number[]) => {
  const calls: JslpModel[] = [];
  const times = [...(clock ?? [])];
  const jslp: JslpPackage = {
    Solve: (model) => {
      calls.push(model);
      return answer;
    },
  };
  const nowMs = clock === undefined ? {} : { nowMs: () => times.shift() ?? 0 };
  return { calls, engine: jslpEngine({ load: async () => jslp, ...nowMs }) };
};

const fakeHighs = (modelStatus: number, values: readonly number[], bound = Number.NEGATIVE_INFINITY) => {
  const options: Record<string, unknown> = {};
  const counts = { made: 0, disposed: 0 };
  const model: HighsModel = {
    options: { set: (given) => Object.assign(options, given) },
    info: { get: (name) => (name === 'mip_dual_bound' ? bound : values.length > 0 ? 2 : 0) },
    run: () => ({ modelStatus }),
    getSolution: () => ({ colValue: Float64Array.from(values), rowDual: Float64Array.of(0) }),
    setSolution: () => undefined,
    zeroAllClocks: () => undefined,
    addCols: () => undefined,
    addRows: () => undefined,
    deleteRows: () => undefined,
    getDualRay: () => undefined,
    getBasicVariables: () => Int32Array.of(),
    getBasisInverseRow: () => ({ values: Float64Array.of() }),
    changeColsCost: () => undefined,
    setBasis: () => undefined,
    changeColsBounds: () => undefined,
    dispose: () => {
      counts.disposed++;
    },
  };
  const highs: HighsPackage = {
    version: { string: 'fake' },
    memoryBytes: 0,
    createModel: () => {
      counts.made++;
      return model;
    },
  };
  const load = async (): Promise<HighsPackage> => highs;
  return { options, counts, engine: highsEngine({ load, presolveColumnsMax: 1 }) };
};

describe('a missing package', () => {
  it.each([
    ['glpk', glpkEngine({ load: () => Promise.reject(new Error('not found')) }), 'npm install glpk.js'],
    ['highs', highsEngine({ load: () => Promise.reject(new Error('not found')) }), 'npm install highs'],
    ['jslp', jslpEngine({ load: () => Promise.reject(new Error('no')) }), 'npm install javascript-lp-solver'],
  ])('of %s is an EngineError that says what to install', async (id, engine, words) => {
    const failed = engine.solve(small(true), PROOF);
    await expect(failed).rejects.toThrow(EngineError);
    await expect(failed).rejects.toMatchObject({ engine: id, message: expect.stringContaining(words) });
    await expect(engine.version()).rejects.toThrow(EngineError);
  });
});

describe('what is sent', () => {
  const named = program(
    [
      [2, 0, 2],
      [3, 0, 9],
    ],
    [[[1, 1], 3, 5]],
    true,
    ['feasible', 'a b'],
  );

  it('to GLPK has names x and r only, each column once in the objective, and presol on', async () => {
    const { calls, engine } = fakeGlpk(5, [2, 1]);
    await engine.solve(named, PROOF);
    for (const { problem, options } of calls) {
      expect(problem.objective.vars.map(({ name }) => name)).toEqual(['x0', 'x1']);
      expect(problem.bounds.map(({ name }) => name)).toEqual(['x0', 'x1']);
      expect(problem.subjectTo.map(({ name }) => name)).toEqual(['r0']);
      expect(options).toMatchObject({ presol: true, msglev: 0 });
    }
    expect(calls.at(-1)?.options.mipgap).toBe(0);
  });

  it('to jslp has names x, r and u only', async () => {
    const { calls, engine } = fakeJslp({ feasible: true, bounded: true, solutionSet: { x0: 2, x1: 1 } });
    await engine.solve(named, PROOF);
    expect(Object.keys(calls[0]?.variables ?? {})).toEqual(['x0', 'x1']);
    expect(Object.keys(calls[0]?.constraints ?? {}).sort()).toEqual(['r0', 'u0', 'u1']);
  });
});

describe('GLPK, which hides its return code', () => {
  it('status 2 is a stop on the gap, never a proof, and has no bound', async () => {
    const result = await fakeGlpk(2, [2, 2]).engine.solve(small(true), { gapFraction: 0.1 });
    expect(result).toMatchObject({ stop: 'gap', objective: 10 });
    expect(result.bound).toBeUndefined();
  });

  it('status 2 is the time limit when the time is used up', async () => {
    const limits = { gapFraction: 0.1, timeLimitMs: 1000 };
    expect(await fakeGlpk(2, [2, 2], 1.01).engine.solve(small(true), limits)).toMatchObject({
      stop: 'time-limit',
      objective: 10,
    });
  });

  it('status 1 with z = 0 is no point: the time limit, or a failure before it', async () => {
    const limits = { gapFraction: 0.1, timeLimitMs: 1000 };
    const late = await fakeGlpk(1, [0, 0], 1.01).engine.solve(small(true), limits);
    expect(late.stop).toBe('time-limit');
    const early = await fakeGlpk(1, [0, 0], 0.1).engine.solve(small(true), limits);
    expect(early.stop).toBe('engine-failure');
    expect([late.point, early.point]).toEqual([undefined, undefined]);
  });

  it('status 4 with all zeros is infeasible, status 6 unbounded, both without a point', async () => {
    expect(await fakeGlpk(4).engine.solve(small(true), PROOF)).not.toHaveProperty('point');
    expect((await fakeGlpk(4).engine.solve(small(true), PROOF)).stop).toBe('infeasible');
    expect((await fakeGlpk(6).engine.solve(small(false), PROOF)).stop).toBe('unbounded');
  });

  it('an "optimal" point that breaks a row, or is missing, is not handed on', async () => {
    for (const values of [[0, 0], [2], [2, 1.5], [2, Number.NaN]]) {
      const result = await fakeGlpk(5, values).engine.solve(small(true), PROOF);
      expect(result.stop).toBe('engine-failure');
      expect(result.point).toBeUndefined();
    }
  });

  it('a proof too wide for the money is tried around the answer, and is none where that does not end', async () => {
    // Costs of millions: a proof that starts from zero is 0.4 wide.
    const dear = program(
      [
        [1e6, 0, 2],
        [1e6, 0, 9],
      ],
      [[[1, 1], 3, 5]],
      true,
    );
    const ending = async (status: number, seconds: number, absoluteGap?: number) => {
      const turns: GlpkAnswer[] = [
        { time: 0, result: { status: 5, z: 0, vars: { x0: 2, x1: 2 }, dual: { r0: 0 } } },
        { time: 0.5, result: { status: 5, z: 4e6, vars: { x0: 2, x1: 2 } } },
        { time: seconds, result: { status, z: 0, vars: { x0: 2, x1: 2 } } },
      ];
      const load = async (): Promise<GlpkPackage> => ({
        version: 'fake',
        solve: () => {
          const turn = turns.shift();
          if (!turn) throw new Error('asked once too often');
          return turn;
        },
      });
      const limits = {
        gapFraction: 0,
        timeLimitMs: 1000,
        ...(absoluteGap === undefined ? {} : { absoluteGap }),
      };
      const { stop, objective, bound } = await glpkEngine({ load }).solve(dear, limits);
      expect(objective).toBe(4e6);
      return { stop, openBy: 4e6 - (bound?.value ?? 0), turnsLeft: turns.length };
    };
    const shown = await ending(5, 0.1);
    expect(shown.stop).toBe('proven');
    expect(shown.openBy).toBeLessThan(0.01);
    const late = await ending(1, 0.5);
    expect(late).toMatchObject({ stop: 'time-limit', turnsLeft: 0 });
    expect(late.openBy).toBeCloseTo(0.4, 3);
    expect(await ending(1, 0.1)).toMatchObject({ stop: 'gap', turnsLeft: 0 });
    // As close as was asked: nothing more is tried.
    expect(await ending(5, 0.1, 1)).toMatchObject({ stop: 'proven', turnsLeft: 1 });
  });

  it('an abort is a failure, and the package is loaded afresh', async () => {
    let loads = 0;
    const engine = glpkEngine({
      load: async () => {
        loads++;
        return {
          version: 'fake',
          solve: () => {
            throw new Error('Aborted()');
          },
        };
      },
    });
    expect((await engine.solve(small(true), PROOF)).stop).toBe('engine-failure');
    await engine.solve(small(true), PROOF);
    expect(loads).toBe(2);
  });
});

describe('jslp, which returns values whatever happened', () => {
  const answer = (feasible: boolean, x0: number, bounded = true): JslpAnswer => ({
    feasible,
    bounded,
    solutionSet: { x0, x1: 2 },
  });

  it('gives no point where it says infeasible or unbounded', async () => {
    const none = await fakeJslp(answer(false, 2)).engine.solve(small(true), PROOF);
    expect(none.stop).toBe('infeasible');
    const open = await fakeJslp(answer(true, 2, false)).engine.solve(small(true), PROOF);
    expect(open.stop).toBe('unbounded');
    expect([none.point, open.point]).toEqual([undefined, undefined]);
  });

  it('a fractional point marked feasible after its time is not handed on', async () => {
    const limits = { gapFraction: 0, timeLimitMs: 100 };
    const result = await fakeJslp(answer(true, 1.5), [0, 101]).engine.solve(small(true), limits);
    expect(result.stop).toBe('time-limit');
    expect(result.point).toBeUndefined();
  });

  it('under a time limit, proves nothing without a clock that says it ended in time', async () => {
    const limits = { gapFraction: 0, timeLimitMs: 100 };
    const solve = async (clock?: number[]) =>
      fakeJslp(answer(true, 2), clock).engine.solve(small(true), limits);
    expect((await solve()).stop).toBe('time-limit');
    expect((await solve([0, 101])).stop).toBe('time-limit');
    expect((await solve([0, 10])).stop).toBe('proven');
    const none = await fakeJslp(answer(false, 2), [0, 101]).engine.solve(small(true), limits);
    expect(none.stop).toBe('time-limit');
  });

  it('a tableau that does not fit is said, not tried', async () => {
    const result = await jslpEngine({ cellsMax: 1 }).solve(small(true), PROOF);
    expect(result.stop).toBe('memory');
  });
});

describe('HiGHS', () => {
  it('is not presolved where presolve could outlast a time limit, and only there', async () => {
    const timed = fakeHighs(7, [2, 2], 10);
    await timed.engine.solve(small(true), { gapFraction: 0, timeLimitMs: 1000 });
    expect(timed.options).toMatchObject({ presolve: 'off', time_limit: 1, mip_rel_gap: 0, random_seed: 0 });
    const untimed = fakeHighs(7, [2, 2], 10);
    await untimed.engine.solve(small(true), { gapFraction: 0, workLimitNodes: 5 });
    expect(untimed.options).not.toHaveProperty('presolve');
    expect(untimed.options).toMatchObject({ mip_max_nodes: 5 });
    const linear = fakeHighs(7, [2, 1.5]);
    await linear.engine.solve(relaxed(small(true)), { gapFraction: 0, timeLimitMs: 1000 });
    expect(linear.options).not.toHaveProperty('presolve');
  });

  it('reads each status for what it is', async () => {
    const stop = async (status: number, values: number[], bound?: number, gapFraction = 0.1) =>
      (await fakeHighs(status, values, bound).engine.solve(small(true), { gapFraction })).stop;
    expect(await stop(7, [2, 2], 10)).toBe('proven');
    expect(await stop(7, [2, 2], 9.5)).toBe('gap');
    // A proof was asked, and what it ends with is none.
    expect(await stop(7, [2, 2], 10, 0)).toBe('proven');
    expect(await stop(7, [2, 2], 9.5, 0)).toBe('gap');
    expect(await stop(7, [2, 2], Number.NEGATIVE_INFINITY, 0)).toBe('gap');
    expect(await stop(7, [2, 1])).toBe('engine-failure');
    expect(await stop(8, [])).toBe('infeasible');
    expect(await stop(9, [])).toBe('infeasible');
    expect(await stop(10, [])).toBe('unbounded');
    expect(await stop(13, [])).toBe('time-limit');
    expect(await stop(14, [])).toBe('work-limit');
    expect(await stop(16, [2, 2])).toBe('work-limit');
    expect(await stop(4, [])).toBe('engine-failure');
  });

  it('calls a proof what is as close as was asked, and by itself what is within a cent', async () => {
    const stop = async (bound: number, absoluteGap?: number) => {
      const limits = { gapFraction: 0, ...(absoluteGap === undefined ? {} : { absoluteGap }) };
      return (await fakeHighs(7, [2, 2], bound).engine.solve(small(true), limits)).stop;
    };
    expect([await stop(9.991), await stop(9.98)]).toEqual(['proven', 'gap']);
    expect([await stop(9.9991, 1e-3), await stop(9.991, 1e-3)]).toEqual(['proven', 'gap']);
  });

  it('disposes of every model, repairs included', async () => {
    const { counts, engine } = fakeHighs(7, [2, 1]);
    await engine.solve(small(true), PROOF);
    expect(counts).toEqual({ made: 2, disposed: 2 });
  });
});
