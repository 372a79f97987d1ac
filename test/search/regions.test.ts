import { describe, expect, it } from 'vitest';
import type { Program } from '../../solver/program/program.js';
import { Dice } from '../../solver/search/dice.js';
import { hubsOf } from '../../solver/search/hubs.js';
import { refill } from '../../solver/search/refill.js';
import { region } from '../../solver/search/regions.js';
import { landOf } from './landscape.js';

const NONE = Number.NEGATIVE_INFINITY;

/**
 * Two sites. a may go to bank 1 or be rented, b to bank 1 or bank 2, c to bank 2 alone. Bank 1 is at the first site, bank 2 at
 * the second; each has packs and an opening.
 *   0 a1, 1 a rented, 2 b1, 3 b2, 4 c2, 5 packs 1, 6 open 1, 7 packs 2, 8 open 2
 */
const twoSites = (): Program => ({
  columnCount: 9,
  rowCount: 7,
  cost: Float64Array.from([1, 20, 1, 2, 1, 10, 5, 10, 5]),
  columnLower: new Float64Array(9),
  columnUpper: Float64Array.from([1, 1, 1, 1, 1, 4, 1, 4, 1]),
  integer: new Uint8Array(9).fill(1),
  rowStart: Int32Array.from([0, 2, 4, 5, 8, 11, 13, 15]),
  rowColumn: Int32Array.from([0, 1, 2, 3, 4, 0, 2, 5, 3, 4, 7, 5, 6, 7, 8]),
  rowValue: Float64Array.from([1, 1, 1, 1, 1, 1, 1, -1, 1, 1, -1, 1, -4, 1, -4]),
  rowLower: Float64Array.from([1, 1, 1, NONE, NONE, NONE, NONE]),
  rowUpper: Float64Array.from([1, 1, 1, 0, 0, 0, 0]),
  columnNames: [],
  rowNames: [],
});

describe('hubs', () => {
  it('are the sites: what a placement shares there with others', () => {
    const { program, shape, groups } = landOf(twoSites());
    const hubs = hubsOf(program, shape, groups);
    expect(hubs.count).toBe(2);
    expect(hubs.columns.map((list) => [...list])).toEqual([
      [5, 6],
      [7, 8],
    ]);
    // What is rented needs no hub.
    expect([...hubs.ofColumn]).toEqual([0, -1, 0, 1, 1, 0, 0, 1, 1]);
    expect(hubs.groups.map((list) => list.length)).toEqual([2, 2]);
  });
});

describe('a region', () => {
  const land = landOf(twoSites());
  const hubs = hubsOf(land.program, land.shape, land.groups);
  const freeAt = (point: readonly number[], groups: number, seed: number): number[] => {
    const isFree = region(land, hubs, new Dice(1), Float64Array.from(point), { groups, seed });
    return [...isFree].flatMap((flag, j) => (flag === 1 ? [j] : []));
  };

  it('frees everyone who stands at its hub, wherever they may go', () => {
    // a and b at the first site, c at the second: what c has stays.
    expect(freeAt([1, 0, 1, 0, 1, 2, 1, 1, 1], 1, 0)).toEqual([0, 1, 2, 3, 5, 6, 7, 8]);
  });

  it('grows to the hubs that compete for the same groups', () => {
    expect(freeAt([1, 0, 1, 0, 1, 2, 1, 1, 1], 3, 0)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('of an empty hub frees those that would lose least by going there', () => {
    // All rented or at the second site: b and a would come, and half of the two wanted is one.
    expect(freeAt([0, 1, 0, 1, 1, 0, 0, 2, 1], 2, 0)).toContain(0);
  });
});

describe('a hub filled anew', () => {
  const land = landOf(twoSites());
  const hubs = hubsOf(land.program, land.shape, land.groups);
  const freeAt = (point: readonly number[], groups: number, seed: number): number[] => {
    const isFree = refill(land, hubs, new Dice(1), Float64Array.from(point), { groups, seed });
    return [...isFree].flatMap((flag, j) => (flag === 1 ? [j] : []));
  };

  it('frees who is there, the places they have, what is rented, and the counts there', () => {
    // a and b at the first site. b may stay there or leave, but goes to no third place: bank 2 stays shut to it.
    expect(freeAt([1, 0, 1, 0, 1, 2, 1, 1, 1], 2, 0)).toEqual([0, 1, 2, 5, 6]);
  });

  it('lets come who gains most by it, and the counts fall where they leave', () => {
    // a is rented for 20 and b at bank 2 for 2; both would cost 1 at the first site, so a comes first.
    expect(freeAt([0, 1, 0, 1, 1, 0, 0, 2, 1], 1, 0)).toEqual([0, 1, 5, 6]);
    expect(freeAt([0, 1, 0, 1, 1, 0, 0, 2, 1], 2, 0)).toEqual([0, 1, 2, 3, 5, 6, 7, 8]);
  });
});
