import { describe, expect, it } from 'vitest';
import { highs } from '../../../solver/engines/highs.js';
import type { Program } from '../../../solver/program/program.js';
import { HubTree } from '../../../solver/search/cuts/hub-tree.js';
import { randomProgram } from '../../program/random-programs.js';

const NONE = Number.NEGATIVE_INFINITY;
const limits = () => ({ gapFraction: 0 });

/** Twelve streams that save 1.5 each, packs of eight for 10: 10 p - 1.5 (sum of x), sum of x <= 8 p, p <= 3. */
const packs: Program = {
  columnCount: 13,
  rowCount: 1,
  cost: Float64Array.from([10, ...new Array(12).fill(-1.5)]),
  columnLower: new Float64Array(13),
  columnUpper: Float64Array.from([3, ...new Array(12).fill(1)]),
  integer: Uint8Array.from([1, ...new Array(12).fill(0)]),
  rowStart: Int32Array.from([0, 13]),
  rowColumn: Int32Array.from({ length: 13 }, (_, j) => j),
  rowValue: Float64Array.from([-8, ...new Array(12).fill(1)]),
  rowLower: Float64Array.from([NONE]),
  rowUpper: Float64Array.from([0]),
  columnNames: [],
  rowNames: [],
};

describe('a tree over a hub', () => {
  it('shows what whole packs cost: one pack for eight, and four stay away', async () => {
    // Relaxed: a pack and a half for all twelve, 15 - 18. Whole: one pack, 10 - 12; two cost 2, none costs 0.
    const root = await new HubTree(packs, { first: [0], later: [] }).bound(highs, 1, limits);
    expect(root).toBeCloseTo(-3, 6);
    const bound = await new HubTree(packs, { first: [0], later: [] }).bound(highs, 20, limits);
    expect(bound).toBeCloseTo(-2, 6);
    expect(bound).toBeLessThanOrEqual(-2);
  });

  it('says so where nothing was solved', async () => {
    const bound = await new HubTree(packs, { first: [0], later: [] }).bound(highs, 20, () => undefined);
    expect(bound).toBe(NONE);
  });

  it('is never above the optimum, whatever its size, and meets it where it is let', async () => {
    let met = 0;
    let solved = 0;
    for (let seed = 1; seed <= 120; seed += 1) {
      const program = randomProgram(seed, { columns: 7, rows: 5, integer: true, width: 3, decades: 1 });
      const whole = [...program.integer.keys()].filter((j) => program.integer[j] === 1);
      const { objective } = await highs.solve(program, { gapFraction: 0 });
      if (objective === undefined || whole.length === 0) continue;
      solved += 1;
      const size = 1e-6 * Math.max(1, Math.abs(objective));
      for (const nodes of [1, 5, 400]) {
        const bound = await new HubTree(program, { first: whole.slice(0, 2), later: whole.slice(2) }).bound(
          highs,
          nodes,
          limits,
        );
        expect(bound, `seed ${seed}, ${nodes} nodes`).toBeLessThanOrEqual(objective + size);
        if (nodes === 400 && bound > objective - 100 * size) met += 1;
      }
    }
    expect(solved).toBeGreaterThan(40);
    expect(met).toBeGreaterThan(0.9 * solved);
  });
});
