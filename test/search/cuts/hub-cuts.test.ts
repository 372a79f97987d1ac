import { describe, expect, it } from 'vitest';
import { highs } from '../../../solver/engines/highs.js';
import type { Program } from '../../../solver/program/program.js';
import { relaxed } from '../../../solver/program/relax.js';
import { baseRows } from '../../../solver/search/cuts/base-rows.js';
import { type Cut, efficacyOf } from '../../../solver/search/cuts/cut.js';
import { HubCuts } from '../../../solver/search/cuts/hub-cuts.js';
import { shapeOf } from '../../../solver/search/linear/shape.js';
import { placementProgram } from '../placement-program.js';

const limits = () => ({ gapFraction: 0 });

const cutsAtOptimum = async (program: Program) => {
  const { point, rowDuals } = await highs.solve(relaxed(program), limits());
  if (!point || !rowDuals) throw new Error('no relaxation');
  const hubs = new HubCuts(baseRows(program, program.rowCount), shapeOf(program), highs);
  const cuts = await hubs.from({ duals: rowDuals, point }, limits);
  return { cuts, point, isWorth: hubs.isWorth };
};

/** The most that the left side of a cut comes to at a whole point of the program. */
const mostOf = async (program: Program, { columns, values }: Cut): Promise<number> => {
  const cost = new Float64Array(program.columnCount);
  columns.forEach((j, k) => {
    cost[j] = -(values[k] ?? 0);
  });
  const { objective, stop } = await highs.solve({ ...program, cost }, limits());
  if (objective === undefined || stop !== 'proven') throw new Error(`no optimum: ${stop}`);
  return -objective;
};

describe('cuts from whole hubs', () => {
  it('take no whole point away, and the relaxed one', async () => {
    let count = 0;
    for (let seed = 1; seed <= 25; seed += 1) {
      const program = placementProgram({ seed, streams: 14, banks: 6, sites: 3 });
      const { cuts, point } = await cutsAtOptimum(program);
      for (const cut of cuts) {
        count += 1;
        expect(efficacyOf(cut, point), `seed ${seed}`).toBeGreaterThan(0);
        const size = Math.max(1, Math.abs(cut.upper));
        expect(await mostOf(program, cut), `seed ${seed}`).toBeLessThanOrEqual(cut.upper + 1e-6 * size);
      }
    }
    expect(count).toBeGreaterThan(15);
  });

  it('are not worth another round where the relaxation has whole hubs already', async () => {
    const program = placementProgram({ seed: 1, streams: 14, banks: 6, sites: 3 });
    const whole = await highs.solve(program, limits());
    if (!whole.point) throw new Error('no optimum');
    const hubs = new HubCuts(baseRows(program, program.rowCount), shapeOf(program), highs);
    const duals = new Float64Array(program.rowCount);
    expect(await hubs.from({ duals, point: whole.point }, limits)).toEqual([]);
    expect(hubs.isWorth).toBe(false);
  });
});
