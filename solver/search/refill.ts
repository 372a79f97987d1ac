import type { Dice } from './dice.js';
import type { Hubs } from './hubs.js';
import { closeTies, isLight, type Landscape } from './part.js';
import type { RegionWish } from './regions.js';

const USED = 1e-9;
/** Least and spread of the factor that a group's eagerness is multiplied by, so that the same hub is not filled alike each time. */
const DRAWN = [0.5, 1] as const;

/**
 * Columns to leave open so that one hub may be filled anew: whoever is there and whoever would gain most by going there
 * may come, stay where they are, or go where nothing weighs on them; the counts of every hub that they leave may fall.
 * Far smaller than a region of as many groups, since no other place is looked at.
 */
export const refill = (
  { program, entries, shape, groups, reduced }: Landscape,
  hubs: Hubs,
  dice: Dice,
  point: Float64Array,
  { groups: wanted, seed }: RegionWish,
): Uint8Array => {
  const isFree = new Uint8Array(program.columnCount);
  const eager: { readonly group: number; readonly gain: number }[] = [];
  for (const group of hubs.groups[seed] ?? []) {
    let now = 0;
    let there = Number.POSITIVE_INFINITY;
    let isThere = false;
    for (const j of groups.columns[group] ?? []) {
      const value = point[j] ?? 0;
      now += value * (reduced[j] ?? 0);
      if (hubs.ofColumn[j] !== seed) continue;
      there = Math.min(there, reduced[j] ?? 0);
      if (value > USED) isThere = true;
    }
    const gain = (now - there) * (DRAWN[0] + DRAWN[1] * dice.next());
    eager.push({ group, gain: isThere ? Number.POSITIVE_INFINITY : gain });
  }
  // Differences of infinities are no order.
  eager.sort((a, b) => (a.gain === b.gain ? a.group - b.group : b.gain - a.gain));
  const touched = new Set([seed]);
  for (const { group } of eager.slice(0, wanted)) {
    const columns = groups.columns[group] ?? new Int32Array(0);
    for (const j of columns) {
      const isUsed = (point[j] ?? 0) > USED;
      if (isUsed || hubs.ofColumn[j] === seed || isLight(entries, j)) isFree[j] = 1;
      if (isUsed) touched.add(hubs.ofColumn[j] ?? -1);
    }
    closeTies({ program, entries, shape }, isFree, columns);
  }
  for (const hub of touched) for (const j of hubs.columns[hub] ?? []) isFree[j] = 1;
  return isFree;
};
