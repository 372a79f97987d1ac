import { describe, expect, it } from 'vitest';
import { highs } from '../../solver/engines/highs.js';
import { checkPoint, objectiveOf } from '../../solver/program/check.js';
import type { Program } from '../../solver/program/program.js';
import { relaxed } from '../../solver/program/relax.js';
import { transpose } from '../../solver/program/transpose.js';
import { Dive } from '../../solver/search/dive.js';
import { KeptLinear } from '../../solver/search/linear/kept-linear.js';
import { shapeOf } from '../../solver/search/linear/shape.js';
import { placementProgram } from './placement-program.js';

const PRICE = 1e7;
const LIMITS = { gapFraction: 0 };

/** The whole linear program, kept, with its optimum. */
const opened = async (program: Program) => {
  const shape = shapeOf(program);
  const prices = new Float64Array(shape.demandRows.length).fill(PRICE);
  const kept = new KeptLinear(program, transpose(program), shape.demandRows, prices);
  const rows = Array.from({ length: program.rowCount }, (_, row) => row).filter(
    (row) => shape.isLazy[row] !== 1,
  );
  await kept.open(highs, [...program.cost.keys()], rows);
  const { point } = kept.solve(LIMITS);
  if (!point) throw new Error('no optimum');
  return { shape, kept, point };
};

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) <= 1e-6;

describe('a dive', () => {
  it('ends in a point of the relaxation, and where it finds its way with whole openings and demand rows', async () => {
    let whole = 0;
    for (let seed = 1; seed <= 12; seed += 1) {
      const program = placementProgram({ seed, streams: 24, banks: 9, sites: 5 });
      const { shape, kept, point: optimum } = await opened(program);
      const point = new Dive(program, shape, kept, optimum).run(() => LIMITS);
      kept.dispose();
      const isRounded = [...point.keys()].every((j) => {
        const isSwitch = (program.columnUpper[j] ?? 0) - (program.columnLower[j] ?? 0) <= 1;
        const isMeant = program.integer[j] === 1 && (shape.isServing[j] === 1 || isSwitch);
        return !isMeant || isWhole(point[j] ?? Number.NaN);
      });
      // A dead end leaves the rest as it was.
      if (!isRounded) continue;
      whole += 1;
      // Rows that were left out of the kept program are held too.
      expect(checkPoint(relaxed(program), point).feasible, `seed ${seed}`).toBe(true);
      expect(objectiveOf(program, point)).toBeGreaterThanOrEqual(objectiveOf(program, optimum) - 1e-6);
    }
    expect(whole).toBeGreaterThanOrEqual(5);
  });

  it('stops where its limit comes, at the last point it had', async () => {
    const program = placementProgram({ seed: 3, streams: 24, banks: 9, sites: 5 });
    const { shape, kept, point: optimum } = await opened(program);
    const point = new Dive(program, shape, kept, optimum).run(() => undefined);
    kept.dispose();
    expect(point).toBe(optimum);
  });
});
