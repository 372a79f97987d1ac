import { describe, expect, it } from 'vitest';
import { highs } from '../../solver/engines/highs.js';
import { checkPoint, objectiveOf } from '../../solver/program/check.js';
import type { Program } from '../../solver/program/program.js';
import { GuidedStart, roundedByRow } from '../../solver/search/guided-start.js';
import { LocalSearch } from '../../solver/search/local/local-search.js';
import { type SearchOptions, solveProgram } from '../../solver/search/solve-program.js';
import { landOf } from './landscape.js';
import { placementProgram } from './placement-program.js';
import { guideOf, relaxedOf } from './shared-relaxation.js';

const optionsOf = (more: Partial<SearchOptions>): SearchOptions => ({
  engine: highs,
  linearEngine: highs,
  gapFraction: 0,
  timeLeftMs: () => undefined,
  ...more,
});

describe('a first plan by the relaxation of another search', () => {
  it('holds, is no dearer than the plan known and no cheaper than the optimum, and is the same twice', async () => {
    let gained = 0;
    let tried = 0;
    for (let seed = 1; seed <= 8; seed += 1) {
      const program = placementProgram({ seed, streams: 12, banks: 5, sites: 3 });
      const source = { program: () => program, addViolated: () => 0 };
      const start = new LocalSearch(landOf(program), program.columnLower, 1).run({
        steps: 1,
        spentFraction: () => 0,
      });
      const optimum = await solveProgram(source, optionsOf({ byParts: false }));
      if (!start || optimum.objective === undefined) continue;
      const relaxed = await relaxedOf(program);
      const found = () => new GuidedStart(source, optionsOf({ start }), guideOf([relaxed])).run();
      const { point, sifted } = found();
      const check = checkPoint(program, point ?? []);
      expect(check.feasible).toBe(true);
      expect(check.objective).toBeLessThanOrEqual(objectiveOf(program, start) + 1e-6);
      expect(check.objective).toBeGreaterThanOrEqual(optimum.objective - 1e-6 * Math.abs(optimum.objective));
      expect(sifted.bound).toBe(relaxed.bound);
      expect([...(found().point ?? [])]).toEqual([...(point ?? [])]);
      tried += 1;
      if (check.objective < objectiveOf(program, start) - 1e-6) gained += 1;
    }
    expect(tried).toBeGreaterThan(4);
    expect(gained).toBeGreaterThan(tried / 2);
  });

  it('takes a plan that comes late, and waits for it', async () => {
    const program = placementProgram({ seed: 5, streams: 12, banks: 5, sites: 3 });
    const source = { program: () => program, addViolated: () => 0 };
    const start = new LocalSearch(landOf(program), program.columnLower, 1).run({
      steps: 1,
      spentFraction: () => 0,
    });
    if (!start) throw new Error('no start');
    let looks = 0;
    const foreign = () => {
      looks += 1;
      return looks === 3 ? { point: start, objective: objectiveOf(program, start) } : undefined;
    };
    const guide = guideOf([await relaxedOf(program)]);
    const { point } = new GuidedStart(source, optionsOf({ foreign }), guide).run();
    expect(looks).toBeGreaterThanOrEqual(3);
    expect(checkPoint(program, point ?? []).feasible).toBe(true);
  });

  it('rounds a row to what serves it most', () => {
    // Two rows of two columns each; the second row wants two of at most one each.
    const program: Program = {
      columnCount: 4,
      rowCount: 2,
      cost: Float64Array.of(1, 1, 1, 1),
      columnLower: new Float64Array(4),
      columnUpper: Float64Array.of(1, 1, 1, 1),
      integer: Uint8Array.of(1, 1, 1, 1),
      rowStart: Int32Array.of(0, 2, 4),
      rowColumn: Int32Array.of(0, 1, 2, 3),
      rowValue: Float64Array.of(1, 1, 1, 1),
      rowLower: Float64Array.of(1, 2),
      rowUpper: Float64Array.of(1, 2),
      columnNames: [],
      rowNames: [],
    };
    const { shape, groups } = landOf(program);
    const relaxed = Float64Array.of(0.4, 0.6, 0.9, 0.1);
    expect([...roundedByRow(program, shape, groups, relaxed, program.columnLower)]).toEqual([0, 1, 1, 1]);
  });
});
