import { describe, expect, it } from 'vitest';
import { highs } from '../../solver/engines/highs.js';
import { checkPoint, objectiveOf } from '../../solver/program/check.js';
import type { Program } from '../../solver/program/program.js';
import { LocalSearch } from '../../solver/search/local/local-search.js';
import { LocalState } from '../../solver/search/local/state.js';
import { solveProgram } from '../../solver/search/solve-program.js';
import { landOf } from './landscape.js';
import { placementProgram } from './placement-program.js';

const limits = { steps: 300, spentFraction: () => 0 };
const optimumOf = async (program: Program) =>
  solveProgram(
    { program: () => program, addViolated: () => 0 },
    { engine: highs, linearEngine: highs, gapFraction: 0, timeLeftMs: () => undefined, byParts: false },
  );

describe('a local search', () => {
  it('from nothing finds points that hold, never below the optimum, and steps gain on the first', async () => {
    let found = 0;
    let gained = 0;
    for (let seed = 1; seed <= 8; seed += 1) {
      const program = placementProgram({ seed, streams: 8, banks: 4, sites: 3 });
      const { objective: optimum } = await optimumOf(program);
      const point = new LocalSearch(landOf(program), program.columnLower, 1).run(limits);
      if (!point || optimum === undefined) continue;
      const check = checkPoint(program, point);
      expect(check.feasible, `seed ${seed}`).toBe(true);
      expect(check.objective).toBeGreaterThanOrEqual(optimum - 1e-6 * Math.abs(optimum));
      found += 1;
      const first = new LocalSearch(landOf(program), program.columnLower, 1).run({ ...limits, steps: 1 });
      if (check.objective < objectiveOf(program, first ?? []) - 1e-6) gained += 1;
    }
    expect(found).toBeGreaterThan(4);
    expect(gained).toBeGreaterThan(found / 2);
  });

  it('never makes a plan dearer, and does the same twice', async () => {
    const program = placementProgram({ seed: 5, streams: 14, banks: 5, sites: 3 });
    const first = new LocalSearch(landOf(program), program.columnLower, 1).run({ ...limits, steps: 1 });
    if (!first) throw new Error('no first point');
    const again = () => new LocalSearch(landOf(program), first, 7).run(limits);
    const better = again();
    expect(objectiveOf(program, better ?? [])).toBeLessThanOrEqual(objectiveOf(program, first) + 1e-9);
    expect([...(again() ?? [])]).toEqual([...(better ?? [])]);
  });

  it('ends where its time is gone', () => {
    const program = placementProgram({ seed: 5, streams: 14, banks: 5, sites: 3 });
    let looks = 0;
    const spentFraction = (): number => {
      looks += 1;
      return looks > 3 ? 1 : 0;
    };
    new LocalSearch(landOf(program), program.columnLower, 1).run({
      steps: Number.MAX_SAFE_INTEGER,
      spentFraction,
    });
    expect(looks).toBe(4);
  });
});

/** min 10 packs + shares: two loads of 3 at a bank of 4 a pack, at most 1 pack a bank while its site is closed. */
const handWorked = (): Program => ({
  columnCount: 5,
  rowCount: 4,
  // a at the bank, b at the bank, a rented, packs, open
  cost: Float64Array.from([1, 1, 30, 10, 7]),
  columnLower: new Float64Array(5),
  columnUpper: Float64Array.from([1, 1, 1, 3, 1]),
  integer: Uint8Array.from([1, 1, 1, 1, 1]),
  rowStart: Int32Array.from([0, 2, 3, 6, 8]),
  rowColumn: Int32Array.from([0, 2, 1, 0, 1, 3, 3, 4]),
  rowValue: Float64Array.from([1, 1, 1, 3, 3, -4, 1, -3]),
  rowLower: Float64Array.from([1, 1, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]),
  rowUpper: Float64Array.from([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0]),
  columnNames: ['a', 'b', 'rented', 'packs', 'open'],
  rowNames: ['serve a', 'serve b', 'units', 'site'],
});

describe('its state', () => {
  it('lets units and openings follow a load, and go again', () => {
    const program = handWorked();
    const state = new LocalState(landOf(program), program.columnLower);
    state.set(0, 1);
    expect(state.raise()).toBe(true);
    // 3 units need one pack of 4, and that an open site: 1 + 10 + 7.
    expect([...state.point]).toEqual([1, 0, 0, 1, 1]);
    expect(state.cost).toBe(18);
    const mark = state.mark();
    state.set(1, 1);
    expect(state.raise()).toBe(true);
    // 6 units need two packs: 2 + 20 + 7.
    expect([...state.point]).toEqual([1, 1, 0, 2, 1]);
    expect(state.cost).toBe(29);
    state.undo(mark);
    expect([...state.point]).toEqual([1, 0, 0, 1, 1]);
    expect(state.cost).toBe(18);
    const touched = [...state.rowsOf(0)];
    state.set(0, 0);
    state.shrink(touched);
    expect([...state.point]).toEqual([0, 0, 0, 0, 0]);
    expect(state.cost).toBe(0);
  });

  it('says where nothing can give way, or where that costs too much', () => {
    const program = { ...handWorked(), columnUpper: Float64Array.from([1, 1, 1, 1, 1]) };
    const state = new LocalState(landOf(program), program.columnLower);
    state.set(0, 1);
    expect(state.raise(12)).toBe(false);
    state.undo(0);
    state.set(0, 1);
    state.set(1, 1);
    expect(state.raise()).toBe(false);
    state.undo(0);
    expect([...state.point]).toEqual([0, 0, 0, 0, 0]);
  });
});
