import { describe, expect, it } from 'vitest';
import { highs } from '../../solver/engines/highs.js';
import { checkPoint, objectiveOf } from '../../solver/program/check.js';
import type { Program } from '../../solver/program/program.js';
import { relaxed } from '../../solver/program/relax.js';
import { HubDive } from '../../solver/search/hub-dive.js';
import { hubsOf } from '../../solver/search/hubs.js';
import { KeptLinear } from '../../solver/search/linear/kept-linear.js';
import { landOf } from './landscape.js';
import { placementProgram } from './placement-program.js';

const PRICE = 1e7;
const LIMITS = { gapFraction: 0 };

/** The whole linear program, kept and not solved. */
const opened = async (program: Program) => {
  const land = landOf(program);
  const { shape, entries, groups } = land;
  const prices = new Float64Array(shape.demandRows.length).fill(PRICE);
  const kept = new KeptLinear(program, entries, shape.demandRows, prices);
  const rows = Array.from({ length: program.rowCount }, (_, row) => row).filter(
    (row) => shape.isLazy[row] !== 1,
  );
  await kept.open(highs, [...program.cost.keys()], rows);
  const hubs = hubsOf(program, shape, groups);
  return { hubs, kept, dive: new HubDive(land, hubs, kept, highs) };
};

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) <= 1e-6;

describe('a dive by hubs', () => {
  it('ends in a point of the relaxation with what belongs to hubs whole', async () => {
    let ended = 0;
    let asked = 0;
    let whole = 0;
    let feasible = 0;
    for (let seed = 1; seed <= 12; seed += 1) {
      const program = placementProgram({ seed, streams: 24, banks: 9, sites: 5 });
      const { hubs, kept, dive } = await opened(program);
      const { point: optimum } = kept.solve(LIMITS);
      const point = await dive.run({ linear: () => LIMITS, hub: () => LIMITS, spentFraction: () => 0 });
      kept.dispose();
      if (!point || !optimum) continue;
      ended += 1;
      for (const [j, value] of point.entries()) {
        if (program.integer[j] !== 1 || (hubs.ofColumn[j] ?? -1) < 0) continue;
        asked += 1;
        if (isWhole(value)) whole += 1;
      }
      // A demand row may be missed at a price, and is found by whoever goes on.
      if (!checkPoint(relaxed(program), point).feasible) continue;
      feasible += 1;
      expect(objectiveOf(program, point)).toBeGreaterThanOrEqual(objectiveOf(program, optimum) - 1e-6);
    }
    expect(feasible).toBeGreaterThanOrEqual(9);
    expect(ended).toBe(12);
    // Ties between streams leave some of them for whoever goes on.
    expect(whole).toBeGreaterThan(0.97 * asked);
    expect(asked).toBeGreaterThan(1000);
  });

  it('settles all that is left at once where its time is nearly gone', async () => {
    const program = placementProgram({ seed: 3, streams: 24, banks: 9, sites: 5 });
    const { kept, dive } = await opened(program);
    const asked: string[] = [];
    const noting = (what: string) => () => {
      asked.push(what);
      return LIMITS;
    };
    const point = await dive.run({
      linear: noting('relaxation'),
      hub: noting('hub'),
      spentFraction: () => 0.9,
    });
    kept.dispose();
    expect(point).toBeDefined();
    const hubs = asked.slice(asked.indexOf('hub'), asked.lastIndexOf('hub') + 1);
    expect(hubs.length).toBeGreaterThan(2);
    expect(new Set(hubs)).toEqual(new Set(['hub']));
  });

  it('answers nothing where there was no time for the first solve', async () => {
    const { kept, dive } = await opened(placementProgram({ seed: 3, streams: 24, banks: 9, sites: 5 }));
    const point = await dive.run({ linear: () => undefined, hub: () => LIMITS, spentFraction: () => 0 });
    kept.dispose();
    expect(point).toBeUndefined();
  });
});
