import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Engine, EngineLimits, EngineResult } from '../../solver/engines/contract.js';
import { glpk } from '../../solver/engines/glpk.js';
import { highs } from '../../solver/engines/highs.js';
import { jslpEngine } from '../../solver/engines/jslp.js';
import { ProgramBuilder } from '../../solver/program/builder.js';
import { checkPoint } from '../../solver/program/check.js';
import { readMps } from '../../solver/program/mps-reader.js';
import type { Program } from '../../solver/program/program.js';
import { relaxed } from '../../solver/program/relax.js';
import { approximate, exactOptimum } from '../program/exact.js';
import { randomProgram } from '../program/random-programs.js';
import { COVER_OPTIMUM, cover, marketSplit, program, small } from './programs.js';

const INFINITY = Number.POSITIVE_INFINITY;
const PROOF = { gapFraction: 0 };

const engines: readonly Engine[] = [glpk, highs, jslpEngine({ nowMs: () => Date.now() })];

/** What must hold of every result, whatever the program: the contract itself. */
const expectContract = (engine: Engine, sent: Program, result: EngineResult): void => {
  expect(result.point === undefined).toBe(result.objective === undefined);
  if (result.point !== undefined) {
    const check = checkPoint(sent, result.point);
    expect(check.feasible).toBe(true);
    expect(check.integralityViolation).toBe(0);
    expect(result.objective).toBe(check.objective);
    if (result.bound) expect(result.bound.value).toBeLessThanOrEqual(check.objective + 1e-6);
  }
  if (sent.integer.includes(1)) {
    expect(result.rowDuals).toBeUndefined();
    if (!engine.supports.integerBound && result.stop !== 'proven') expect(result.bound).toBeUndefined();
  }
  if (!engine.supports.rowDuals) expect(result.rowDuals).toBeUndefined();
  if (result.stop === 'proven') expect(result.point).toBeDefined();
  if (result.stop === 'infeasible' || result.stop === 'unbounded') expect(result.point).toBeUndefined();
};

describe.each(engines)('engine $id', (engine) => {
  const solve = async (sent: Program, limits: EngineLimits = PROOF): Promise<EngineResult> => {
    const result = await engine.solve(sent, limits);
    expectContract(engine, sent, result);
    return result;
  };

  it('says its version', async () => {
    expect(await engine.version()).toMatch(/^\d+\.\d+/);
  });

  it('solves a linear and an integer program', async () => {
    expect(await solve(small(false))).toMatchObject({ stop: 'proven', objective: 8.5 });
    expect(await solve(small(true))).toMatchObject({ stop: 'proven', objective: 10 });
  });

  it('bounds what it proves, where it can', async () => {
    const linear = await solve(small(false));
    if (engine.supports.rowDuals)
      expect(linear.bound).toEqual({ value: linear.objective, kind: 'engine-lp' });
    const whole = await solve(small(true));
    if (whole.bound) {
      expect(whole.bound.kind).toBe('engine-tree');
      expect(whole.bound.value).toBeCloseTo(10, 5);
    }
  });

  it('counts a cost that was added twice, twice', async () => {
    const builder = new ProgramBuilder();
    const a = builder.addColumn({ name: 'a', lower: 1, upper: 5 });
    const b = builder.addColumn({ name: 'b', lower: 0, upper: 5 });
    builder.addCost(a, 2);
    builder.addCost(a, 3);
    builder.addCost(b, 4);
    const terms = [a, b].map((column) => ({ column, coefficient: 1 }));
    builder.addRow('least', terms, 3, INFINITY);
    expect(await solve(builder.build())).toMatchObject({ objective: 5 + 4 * 2 });
  });

  it('merges a column that stands twice in a row of a program built elsewhere', async () => {
    const twice: Program = {
      ...small(true),
      rowStart: Int32Array.of(0, 3),
      rowColumn: Int32Array.of(1, 0, 1),
      rowValue: Float64Array.of(0.5, 1, 0.5),
    };
    const result = await engine.solve(twice, PROOF);
    expect(result).toMatchObject({ stop: 'proven', objective: 10 });
  });

  it('refuses a program with NaN in it', async () => {
    const broken = { ...small(true), cost: Float64Array.of(Number.NaN, 1) };
    await expect(engine.solve(broken, PROOF)).rejects.toThrow('not sound');
  });

  it('returns no point where none exists: by rows, by integers, by bounds', async () => {
    const byRow = program([[1, 0, 1]], [[[1], 3, INFINITY]], false);
    const byInteger = program(
      [
        [1, 0, 5],
        [1, 0, 5],
      ],
      [[[2, 2], 3, 3]],
      true,
    );
    const byBounds = program([[1, 0.2, 0.8]], [], true);
    for (const none of [byRow, { ...byRow, integer: Uint8Array.of(1) }, byInteger, byBounds]) {
      expect((await solve(none)).stop).toBe('infeasible');
    }
  });

  it('carries a constant on a column fixed at 1', async () => {
    const sent = program(
      [
        [1000.25, 1, 1],
        [2, 0, 9],
      ],
      [[[0, 1], 2.5, INFINITY]],
      true,
    );
    expect(await solve(sent)).toMatchObject({ stop: 'proven', objective: 1006.25 });
    expect(await solve(relaxed(sent))).toMatchObject({ stop: 'proven', objective: 1005.25 });
  });

  it('is not misled by names', async () => {
    const names = ['feasible', 'result', 'bounded', 'x0', 'a b', '', 'x0', '__proto__'];
    const sent = program(
      names.map((_, j) => [j + 1, 0, 2]),
      [[names.map(() => 1), 5, INFINITY]],
      true,
      names,
    );
    expect(await solve(sent)).toMatchObject({ stop: 'proven', objective: 2 + 4 + 3 });
  });

  it('takes odd shapes: no columns, no rows, empty and free rows, fractional and negative bounds', async () => {
    expect(await solve(program([], [], false))).toMatchObject({ stop: 'proven', objective: 0 });
    expect((await solve(program([], [[[], 1, 2]], false))).stop).toBe('infeasible');
    expect(await solve(program([[-1, -4, 5]], [], true))).toMatchObject({ objective: -5 });
    expect(await solve(program([[1, -4, 5]], [[[], -1, 1]], true))).toMatchObject({ objective: -4 });
    expect((await solve(program([[1, 0, 5]], [[[], 1, 2]], true))).stop).toBe('infeasible');
    const free = program([[1, 0, 5]], [[[1], Number.NEGATIVE_INFINITY, INFINITY]], false);
    expect(await solve(free)).toMatchObject({ objective: 0 });
    expect(await solve(program([[-1, -2.5, 3.5]], [[[1], 1, INFINITY]], true))).toMatchObject({
      objective: -3,
    });
    expect(await solve(program([[1, -2.5, 3.5]], [[[1], -9, INFINITY]], true))).toMatchObject({
      objective: -2,
    });
    const range = program([[1, -9, 9]], [[[2], -7, -3]], true);
    expect(await solve(range)).toMatchObject({ objective: -3 });
  });

  it('agrees with trying every point on random integer programs', async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const shape = { columns: 4, rows: 3, integer: true, width: 3, decades: 0 };
      const sent = randomProgram(seed, shape);
      const optimum = exactOptimum(sent);
      const result = await solve(sent);
      if (optimum === undefined) throw new Error('the generator makes feasible programs only');
      expect(result.stop, `seed ${seed}`).toBe('proven');
      const size = Math.max(1, ...sent.cost.map(Math.abs));
      const away = (result.objective ?? Number.NaN) - approximate(optimum);
      expect(Math.abs(away), `seed ${seed}`).toBeLessThanOrEqual(1e-6 * size);
    }
  });

  it('stops at the wanted gap with a point, and calls it proven only where it is', async () => {
    const result = await solve(cover(), { gapFraction: 0.5 });
    expect(['gap', 'proven']).toContain(result.stop);
    expect(result.objective).toBeLessThanOrEqual(2 * COVER_OPTIMUM);
    expect((await solve(cover())).objective).toBeCloseTo(COVER_OPTIMUM, 9);
  });

  it('hands on no point on a time limit without an incumbent', async () => {
    const result = await solve(marketSplit(), { gapFraction: 0, timeLimitMs: 50 });
    expect(result).toMatchObject({ stop: 'time-limit' });
    expect(result.point).toBeUndefined();
  });

  it('does not start when it is cancelled already', async () => {
    const result = await engine.solve(small(true), { gapFraction: 0, isCancelled: () => true });
    expect(result.stop).toBe('cancelled');
  });

  it('proves p0033 of MIPLIB 3', async () => {
    const text = readFileSync(new URL('../instances/mip/p0033.mps', import.meta.url), 'utf8');
    const result = await solve(readMps(text));
    expect(result).toMatchObject({ stop: 'proven', objective: 3089 });
  });
});
