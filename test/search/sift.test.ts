import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facilityLocation } from '../../fixtures/instances/facility-location.js';
import { prepare } from '../../solver/compile/prepare.js';
import { highs } from '../../solver/engines/highs.js';
import { ProgramBuilder } from '../../solver/program/builder.js';
import type { Program } from '../../solver/program/program.js';
import { Sift } from '../../solver/search/linear/sift.js';
import { solveLinear } from '../../solver/search/linear-phase.js';
import type { SearchOptions } from '../../solver/search/solve-program.js';
import { toProblem } from '../instances/convert.js';
import { exact, exactOptimum } from '../program/exact.js';
import { smallIntegerProgram } from '../program/random-programs.js';
import { parsed } from '../support/placing.js';
import { sourceOf } from './asked.js';
import { placementProgram } from './placement-program.js';

const options: SearchOptions = {
  engine: highs,
  linearEngine: highs,
  gapFraction: 0,
  timeLeftMs: () => undefined,
};

describe('the relaxation by its few columns', () => {
  it('never has a bound above the optimum of 500 random programs', async () => {
    let ran = 0;
    let bounded = 0;
    await fc.assert(
      fc.asyncProperty(smallIntegerProgram, async (program) => {
        ran += 1;
        const optimum = exactOptimum(program);
        const sifted = await new Sift(sourceOf(program), options).run(highs);
        if (optimum === undefined || !sifted) return;
        bounded += 1;
        expect(exact(sifted.bound) <= optimum).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(ran).toBeGreaterThanOrEqual(500);
    expect(bounded).toBeGreaterThan(400);
  });

  it('ends at the optimum of the whole relaxation', async () => {
    let sifted = 0;
    for (let seed = 1; seed <= 6; seed += 1) {
      const program = placementProgram({ seed, streams: 30, banks: 12, sites: 5 });
      const whole = await solveLinear(sourceOf(program), options);
      const part = await new Sift(sourceOf(program), { ...options, cuts: false }).run(highs);
      if (!part) continue;
      sifted += 1;
      expect(part.isComplete).toBe(true);
      expect(part.bound / (whole.safe ?? Number.NaN)).toBeCloseTo(1, 7);
      const cut = await new Sift(sourceOf(program), options).run(highs);
      expect(cut?.bound).toBeGreaterThanOrEqual(part.bound);
    }
    expect(sifted).toBe(6);
  });

  it('never has a bound above the optimum where it starts from a guess, and ends at the same relaxation', async () => {
    let ran = 0;
    let complete = 0;
    await fc.assert(
      fc.asyncProperty(smallIntegerProgram, async (program) => {
        ran += 1;
        const optimum = exactOptimum(program);
        const sifted = await new Sift(sourceOf(program), options, 0).run(highs);
        if (optimum === undefined || !sifted) return;
        expect(exact(sifted.bound) <= optimum).toBe(true);
        if (sifted.isComplete) complete += 1;
      }),
      { numRuns: 300 },
    );
    expect(ran).toBeGreaterThanOrEqual(300);
    expect(complete).toBeGreaterThan(150);
    for (let seed = 1; seed <= 6; seed += 1) {
      const program = placementProgram({ seed, streams: 30, banks: 12, sites: 5 });
      const whole = await solveLinear(sourceOf(program), options);
      const part = await new Sift(sourceOf(program), { ...options, cuts: false }, 0).run(highs);
      expect(part?.isComplete).toBe(true);
      expect((part?.bound ?? Number.NaN) / (whole.safe ?? Number.NaN)).toBeCloseTo(1, 7);
    }
  });

  it('bounds the same program under second costs on the way', async () => {
    let compared = 0;
    for (let seed = 1; seed <= 6; seed += 1) {
      const program = placementProgram({ seed, streams: 30, banks: 12, sites: 5 });
      const secondCost = program.cost.map((cost, j) => cost * (j % 3 === 0 ? 0.9 : 1));
      const own = await solveLinear(sourceOf({ ...program, cost: secondCost }), options);
      // Cuts bound the program's own costs alone.
      const sifted = await new Sift(sourceOf(program), { ...options, secondCost, cuts: false }, 0).run(highs);
      const bound = sifted?.secondBound ?? Number.NaN;
      const least = own.safe ?? Number.NaN;
      expect(bound).toBeLessThanOrEqual(least * (1 + 1e-9));
      expect(bound).toBeGreaterThan(least * 0.8);
      compared += 1;
    }
    expect(compared).toBe(6);
  });

  /** Two streams, rented for 10 and 12; or at a site for 1 each that costs 8 to open and has one unit for 3. */
  const byHand = (): Program => {
    const builder = new ProgramBuilder();
    const columns = [10, 12, 1, 1].map((cost, index) => {
      const column = builder.addColumn({ name: `place ${index}`, lower: 0, upper: 1, integer: true });
      builder.addCost(column, cost);
      return column;
    });
    const units = builder.addColumn({ name: 'units', lower: 0, upper: 2, integer: true });
    const open = builder.addColumn({ name: 'open', lower: 0, upper: 1, integer: true });
    builder.addCost(units, 3);
    builder.addCost(open, 8);
    const [rentOne = 0, rentTwo = 0, one = 0, two = 0] = columns;
    const none = Number.NEGATIVE_INFINITY;
    const term = (column: number, coefficient: number) => ({ column, coefficient });
    builder.addRow('assign one', [term(rentOne, 1), term(one, 1)], 1, 1);
    builder.addRow('assign two', [term(rentTwo, 1), term(two, 1)], 1, 1);
    builder.addRow('units', [term(one, 0.5), term(two, 0.5), term(units, -1)], none, 0);
    builder.addRow('open one', [term(one, 1), term(open, -1)], none, 0);
    builder.addRow('open two', [term(two, 1), term(open, -1)], none, 0);
    return builder.build();
  };

  it('is 13 for two streams at a site: 1 + 1 + 3 for the unit + 8 to open it', async () => {
    // Without the rows that tie shares to the opening, half a site would do for free: they are written as they break.
    const sifted = await new Sift(sourceOf(byHand()), options).run(highs);
    expect(sifted?.bound ?? Number.NaN).toBeCloseTo(13, 9);
    expect(sifted?.shape.isLazy.reduce((sum, flag) => sum + flag, 0)).toBe(3);
  });

  it('tells no bound below that of each demand row alone, however far off the guess is', async () => {
    // A place's opening stands in 400 rows, which leaves the guess at -294 thousand where every cost is above nothing.
    const instance = facilityLocation({ facilities: 40, customers: 400, capacityRatio: 14, seed: 1 });
    const { compiled } = prepare(parsed(toProblem(instance, false)));
    const nearest = instance.customers.reduce((sum, { costs }) => sum + Math.min(...costs), 0);
    const told: number[] = [];
    const sift = new Sift(
      sourceOf(compiled.program()),
      { ...options, cuts: false, onProgress: ({ bound }) => bound !== undefined && told.push(bound) },
      0,
    );
    await sift.run(highs);
    expect(told.length).toBeGreaterThan(1);
    for (const bound of told) expect(bound).toBeGreaterThanOrEqual(nearest - 1e-6 * nearest);
  });
});
