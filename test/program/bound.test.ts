import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import { highs } from '../../solver/engines/highs.js';
import { nextSmaller, safeBound } from '../../solver/program/bound.js';
import { ProgramBuilder } from '../../solver/program/builder.js';
import type { Program } from '../../solver/program/program.js';
import { relaxed } from '../../solver/program/relax.js';
import { exact, exactLagrangian, exactOptimum, exactThird } from './exact.js';
import { randomProgram, randomStream, smallIntegerProgram } from './random-programs.js';

const RUNS = 500;

/** True where the bound is not above the exact optimum (an infeasible program has none to be above). */
const isBelow = (bound: number, optimum: bigint | undefined): boolean =>
  bound === Number.NEGATIVE_INFINITY || optimum === undefined || exact(bound) <= optimum;

const randomMultipliers = (program: Program, seed: number): number[] => {
  const next = randomStream(seed);
  return Array.from({ length: program.rowCount }, () => {
    const kind = next();
    if (kind < 0.05) return Number.NaN;
    if (kind < 0.1) return kind < 0.075 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    return (next() - 0.5) * 10 ** (next() * 10 - 5);
  });
};

/** Variants in which one source of rounding decides: reduced costs that cancel (1), row terms alone (2). */
const hardened = (program: Program, multipliers: readonly number[], kind: number): Program => {
  if (kind === 2) {
    const zero = new Float64Array(program.columnCount);
    return { ...program, columnLower: zero, columnUpper: zero };
  }
  if (kind === 0) return program;
  const cost = new Float64Array(program.columnCount);
  multipliers.forEach((y, i) => {
    for (let k = program.rowStart[i] ?? 0; k < (program.rowStart[i + 1] ?? 0); k++) {
      const j = program.rowColumn[k] ?? 0;
      cost[j] = (cost[j] ?? 0) + (program.rowValue[k] ?? 0) * y;
    }
  });
  // Without the rows' own terms, which would hide an error as small as this one.
  const rowLower = program.rowLower.map((side) => (Number.isFinite(side) ? 0 : side));
  const rowUpper = program.rowUpper.map((side) => (Number.isFinite(side) ? 0 : side));
  return { ...program, cost, rowLower, rowUpper };
};

describe('safeBound', () => {
  it(`is never above the optimum of ${RUNS} integer programs over ten orders, whatever the multipliers`, async () => {
    let ran = 0;
    let feasible = 0;
    let withDuals = 0;
    await fc.assert(
      fc.asyncProperty(smallIntegerProgram, fc.nat(), async (program, seed) => {
        ran++;
        const optimum = exactOptimum(program);
        if (optimum !== undefined) feasible++;
        for (let k = 0; k < 3; k++) {
          expect(isBelow(safeBound(program, randomMultipliers(program, seed + k)), optimum)).toBe(true);
        }
        for (const engine of [glpk, highs]) {
          const { rowDuals } = await engine.solve(relaxed(program), { gapFraction: 0 });
          if (rowDuals === undefined) continue;
          withDuals++;
          expect(isBelow(safeBound(program, rowDuals), optimum)).toBe(true);
        }
      }),
      { numRuns: RUNS, seed: 20260101 },
    );
    expect(ran).toBe(RUNS);
    expect(feasible).toBeGreaterThan(0.8 * RUNS);
    expect(withDuals).toBeGreaterThan(1.6 * RUNS);
  });

  it('is never above the same sum without rounding, and loses under 1e-11 of its terms', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const shape = { columns: 6, rows: 8, integer: false, width: 900, decades: seed % 3 === 2 ? 0 : 3 };
      const original = randomProgram(seed, shape);
      const next = randomStream(seed);
      const multipliers = Array.from(original.rowLower, (lower) =>
        Number.isFinite(lower) ? next() * 10 : -next() * 10,
      );
      const program = hardened(original, multipliers, seed % 3);
      const bound = safeBound(program, multipliers);
      const exactly = exactLagrangian(program, multipliers);
      expect(exactThird(bound) <= exactly, `seed ${seed}`).toBe(true);
      const largest = Math.max(...program.cost.map(Math.abs), ...program.rowValue.map(Math.abs)) * 1e5;
      expect(exactly - exactThird(bound) < exactThird(1e-11 * largest), `seed ${seed}`).toBe(true);
    }
  });

  it('equals the optimum of a linear program at the engine duals: the sign convention', async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const shape = { columns: 12, rows: 9, integer: false, width: 6, decades: 1 };
      const program = randomProgram(seed, shape);
      for (const engine of [glpk, highs]) {
        const { objective = Number.NaN, rowDuals = [] } = await engine.solve(program, { gapFraction: 0 });
        const bound = safeBound(program, rowDuals);
        const size = program.cost.reduce((sum: number, cost: number) => sum + Math.abs(cost), 0);
        expect(Math.abs(objective - bound), `${engine.id} ${seed}`).toBeLessThanOrEqual(1e-9 * size);
        expect(bound).toBeLessThanOrEqual(objective);
      }
    }
  });

  const twoRows = (): Program => {
    const builder = new ProgramBuilder();
    const x = builder.addColumn({ name: 'x', lower: 0, upper: 10 });
    builder.addCost(x, 2);
    builder.addRow('least', [{ column: x, coefficient: 1 }], 3, Number.POSITIVE_INFINITY);
    builder.addRow('most', [{ column: x, coefficient: 1 }], Number.NEGATIVE_INFINITY, 8);
    return builder.build();
  };

  it('takes as zero a multiplier whose needed side is infinite', () => {
    const program = twoRows();
    expect(safeBound(program, [2, 0])).toBeCloseTo(6, 12);
    expect(safeBound(program, [2, 7])).toBe(safeBound(program, [2, 0]));
    expect(safeBound(program, [-7, 0])).toBe(safeBound(program, [0, 0]));
  });

  it('says -Infinity where numbers overflow, and refuses another number of multipliers', () => {
    expect(safeBound(twoRows(), [1e308, -1e308])).toBeLessThan(-1e300);
    expect(() => safeBound(twoRows(), [1])).toThrow('1 multipliers');
  });

  it('steps down by one double', () => {
    expect(nextSmaller(1)).toBe(1 - 2 ** -53);
    expect(nextSmaller(-1)).toBe(-1 - 2 ** -52);
    expect(nextSmaller(0)).toBe(-Number.MIN_VALUE);
  });
});
