import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../fixtures/bench/families.js';
import { prepare } from '../../solver/compile/prepare.js';
import { glpk } from '../../solver/engines/glpk.js';
import { highs } from '../../solver/engines/highs.js';
import { Clock } from '../../solver/optimize/clock.js';
import { solveCloudOnly } from '../../solver/optimize/cloud-only.js';
import { startPoint } from '../../solver/optimize/start-point.js';
import { checkPoint } from '../../solver/program/check.js';
import type { SolveOptions } from '../../solver/result.js';
import { parsed } from '../support/placing.js';

describe('a plan of the cloud-only problem as a start', () => {
  it('holds in the whole problem, costs there what it costs alone, and is what the names of its columns say', async () => {
    let checked = 0;
    for (const seed of [1, 2, 3]) {
      const raw = FAMILIES.telco?.({ workloads: 15, sites: 8, silicon: 3, seed });
      if (!raw) throw new Error('no family');
      const problem = parsed(raw);
      const options: SolveOptions = { engines: [glpk, highs] };
      const cloud = await solveCloudOnly(problem, options, new Clock(options));
      if (!cloud?.placed || !cloud.isRestriction) continue;
      const { compiled } = prepare(problem);
      const program = compiled.program();
      const known = { compiled: cloud.prepared.compiled, point: cloud.placed.point };
      const point = startPoint(program, compiled, known) ?? new Float64Array();
      const check = checkPoint(program, point);
      expect(check.feasible).toBe(true);
      expect(check.objective).toBeCloseTo(cloud.placed.plan.objective, 2);
      const byName = new Map(
        known.compiled.program().columnNames.map((name, column) => [name, known.point[column] ?? 0]),
      );
      program.columnNames.forEach((name, column) => {
        expect(point[column], name).toBe(byName.get(name) ?? program.columnLower[column]);
      });
      checked += 1;
    }
    expect(checked).toBeGreaterThan(0);
  });
});
