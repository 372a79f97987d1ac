import { describe, expect, it } from 'vitest';
import { highs } from '../../../solver/engines/highs.js';
import { checkPoint } from '../../../solver/program/check.js';
import type { Program } from '../../../solver/program/program.js';
import { reducedCosts } from '../../../solver/program/transpose.js';
import { Sift } from '../../../solver/search/linear/sift.js';
import type { Sifted } from '../../../solver/search/linear/sifted.js';
import type { Relaxed } from '../../../solver/search/relaxation-board.js';
import type { SearchOptions } from '../../../solver/search/solve-program.js';
import { sourceOf } from '../asked.js';
import { placementProgram } from '../placement-program.js';

const options: SearchOptions = {
  engine: highs,
  linearEngine: highs,
  gapFraction: 0,
  timeLeftMs: () => undefined,
};
/** More columns a stream than the loop starts with. */
const programOf = (seed: number): Program => placementProgram({ seed, streams: 9, banks: 14, sites: 4 });
const sift = (program: Program, more: Partial<SearchOptions>): Promise<Sifted | undefined> =>
  new Sift(sourceOf(program), { ...options, ...more }).run(highs);

describe('the cut loop', () => {
  it('raises the bound of the relaxation towards the optimum and never above it', async () => {
    let raised = 0;
    let closed = 0;
    let open = 0;
    for (let seed = 1; seed <= 5; seed += 1) {
      const program = programOf(seed);
      const plain = await sift(program, { cuts: false });
      const cut = await sift(program, {});
      const optimum = (await highs.solve(program, { gapFraction: 0 })).objective;
      if (!plain || !cut || optimum === undefined) continue;
      expect(cut.bound).toBeGreaterThanOrEqual(plain.bound);
      // What the tree calls optimal keeps rows to 1e-6 only.
      expect(cut.bound).toBeLessThanOrEqual(optimum * (1 + 1e-9));
      if (cut.bound > plain.bound) raised += 1;
      open += optimum - plain.bound;
      closed += cut.bound - plain.bound;
    }
    expect(raised).toBeGreaterThan(3);
    expect(closed / open).toBeGreaterThan(0.5);
  });

  it('hands out multipliers of the rows alone, and reduced costs with the share of the cuts', async () => {
    const program = programOf(1);
    const cut = await sift(program, {});
    expect(cut?.multipliers).toHaveLength(program.rowCount);
    expect(cut?.reduced).toHaveLength(program.columnCount);
    if (!cut) return;
    expect(cut.program).toBe(program);
    const ofRows = reducedCosts(program, cut.multipliers);
    expect(cut.reduced.some((cost, j) => Math.abs(cost - (ofRows[j] ?? 0)) > 1e-6)).toBe(true);
    // Rows that were left out at first have been written where the point needs them.
    expect(
      checkPoint({ ...program, integer: new Uint8Array(program.columnCount) }, cut.point).rowViolation,
    ).toBeLessThan(1e-6);
  });

  it('says the same twice, and tells its bounds as they rise', async () => {
    const told: number[] = [];
    const onProgress: SearchOptions['onProgress'] = ({ bound }) => {
      if (bound !== undefined) told.push(bound);
    };
    const first = await sift(programOf(2), { onProgress });
    const second = await sift(programOf(2), {});
    expect(first).toEqual(second);
    expect(told.at(-1)).toBe(first?.bound);
    expect([...told].sort((a, b) => a - b)).toEqual(told);
  });

  it('shows others each better bound with its point and reduced costs, first before cuts and then with them', async () => {
    const program = programOf(2);
    const told: Relaxed[] = [];
    const cut = await sift(program, { tellerFor: () => (one) => told.push(one) });
    const plain = await sift(program, { cuts: false });
    const ends = told.filter(({ isFinal }) => isFinal);
    // Once it is at its end, it stays there.
    expect(told.slice(-ends.length)).toEqual(ends);
    if (!plain) throw new Error('no relaxation');
    expect(ends).toContainEqual({
      bound: plain.bound,
      point: plain.point,
      reduced: plain.reduced,
      multipliers: plain.multipliers,
      isFinal: true,
    });
    expect(ends.length).toBeGreaterThan(1);
    const { bound, reduced, multipliers } = ends.at(-1) ?? {};
    expect({ bound, reduced, multipliers }).toEqual({
      bound: cut?.bound,
      reduced: cut?.reduced,
      multipliers: cut?.multipliers,
    });
    expect(told.every(({ point }) => point.length === program.columnCount)).toBe(true);
  });

  it('is left where it is cancelled, with the bound it has', async () => {
    const plain = await sift(programOf(3), { cuts: false });
    let polls = 0;
    const isCancelled = (): boolean => {
      polls += 1;
      return polls > 200;
    };
    const cut = await sift(programOf(3), { isCancelled });
    if (cut) expect(cut.bound).toBeLessThanOrEqual((await sift(programOf(3), {}))?.bound ?? 0);
    expect(plain).toBeDefined();
    expect(polls).toBeGreaterThan(0);
  });
});
