import { describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import { highs } from '../../solver/engines/highs.js';
import { safeBound } from '../../solver/program/bound.js';
import { checkPoint } from '../../solver/program/check.js';
import { solveLinear } from '../../solver/search/linear-phase.js';
import { type SearchOptions, solveProgram } from '../../solver/search/solve-program.js';
import { sourceOf } from './asked.js';
import { placementProgram } from './placement-program.js';

const options = (more: Partial<SearchOptions> = {}): SearchOptions => ({
  engine: highs,
  linearEngine: highs,
  gapFraction: 0,
  timeLeftMs: () => undefined,
  ...more,
});

describe('a search by parts', () => {
  it('agrees with a tree over the whole, and its bound is never above', async () => {
    let planned = 0;
    for (let seed = 1; seed <= 8; seed += 1) {
      const program = placementProgram({ seed, streams: 6, banks: 4, sites: 3 });
      const tree = await solveProgram(sourceOf(program), options({ byParts: false }));
      const parts = await solveProgram(sourceOf(program), options({ byParts: true }));
      expect(parts.stop, `seed ${seed}`).toBe(tree.stop);
      if (tree.objective === undefined) continue;
      planned += 1;
      expect(parts.objective ?? Number.NaN, `seed ${seed}`).toBeCloseTo(tree.objective, 5);
      expect(checkPoint(program, parts.point ?? []).feasible).toBe(true);
      expect(parts.safeBound ?? Number.NaN).toBeLessThanOrEqual(tree.objective + 1e-9);
      expect(parts.safeBound ?? Number.NaN).toBeGreaterThan(
        safeBound(program, new Float64Array(program.rowCount)),
      );
    }
    expect(planned).toBeGreaterThan(6);
  });

  it('bounds a large program for an engine that is given the whole of it', async () => {
    const program = placementProgram({ seed: 3, streams: 150, banks: 10, sites: 4 });
    const whole = { ...options({ byParts: false, gapFraction: 0.5 }), engine: glpk };
    const plain = await solveLinear(sourceOf(program), whole);
    const result = await solveProgram(sourceOf(program), whole);
    expect(result.engine.id).toBe('glpk');
    expect(result.point).toBeDefined();
    // Cuts lift it above the plain relaxation.
    expect(result.safeBound ?? 0).toBeGreaterThan(plain.safe ?? Number.POSITIVE_INFINITY);
  });

  it('solves its parts with another engine where asked', async () => {
    const program = placementProgram({ seed: 2, streams: 12, banks: 5, sites: 3 });
    const byHighs = await solveProgram(sourceOf(program), options({ byParts: true }));
    const byGlpk = await solveProgram(sourceOf(program), options({ byParts: true, partEngine: glpk }));
    expect(byGlpk.objective).toBeCloseTo(byHighs.objective ?? Number.NaN, 5);
  });

  it('gives the same point twice under a work limit', async () => {
    const program = placementProgram({ seed: 5, streams: 14, banks: 5, sites: 3 });
    const limited = options({ byParts: true, workLimitNodes: 5 });
    const [first, second] = [
      await solveProgram(sourceOf(program), limited),
      await solveProgram(sourceOf(program), limited),
    ];
    expect(first.point).toBeDefined();
    expect(first.stop).toMatch(/work-limit|proven/);
    expect([...(second.point ?? [])]).toEqual([...(first.point ?? [])]);
    expect(second.bound).toEqual(first.bound);
  });
});
