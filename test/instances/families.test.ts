import { describe, expect, it } from 'vitest';
import { highs } from '../../solver/engines/highs.js';
import { checkPoint } from '../../solver/program/check.js';
import type { Program } from '../../solver/program/program.js';
import { type SearchOptions, solveProgram } from '../../solver/search/solve-program.js';
import { assignmentProgram, facilityProgram } from './families.js';

const solveWith = (program: Program, more: Partial<SearchOptions>) =>
  solveProgram(
    { program: () => program, addViolated: () => 0 },
    { engine: highs, linearEngine: highs, gapFraction: 0, timeLeftMs: () => undefined, ...more },
  );

describe('instances generated alike to published families', () => {
  it.each([
    ['assignment 5 x 20', assignmentProgram(5, 20, 1)],
    ['facilities 8 x 20, twice the demand', facilityProgram(8, 20, 2, 3)],
    ['facilities 12 x 25, five times the demand', facilityProgram(12, 25, 5, 4)],
  ])('%s: by parts the optimum of the tree', async (_, program) => {
    const tree = await solveWith(program, { byParts: false });
    const parts = await solveWith(program, { byParts: true });
    expect(parts.stop).toBe('proven');
    expect(parts.objective ?? Number.NaN).toBeCloseTo(tree.objective ?? Number.NaN, 4);
    expect(checkPoint(program, parts.point ?? []).feasible).toBe(true);
    expect(parts.safeBound ?? Number.NaN).toBeLessThanOrEqual((tree.objective ?? Number.NaN) + 1e-9);
  });

  it('assignment 8 x 40 at a limit: a plan and a bound that bracket the optimum', async () => {
    const program = assignmentProgram(8, 40, 5);
    const tree = await solveWith(program, { byParts: false, gapFraction: 0.02 });
    const parts = await solveWith(program, { byParts: true, workLimitNodes: 3 });
    expect(checkPoint(program, parts.point ?? []).feasible).toBe(true);
    // Both bounds are below the optimum, and both plans above it.
    expect(parts.safeBound ?? Number.NaN).toBeLessThanOrEqual((tree.objective ?? Number.NaN) + 1e-9);
    expect(parts.objective ?? Number.NaN).toBeGreaterThanOrEqual((tree.bound?.value ?? Number.NaN) - 1e-6);
  });
});
