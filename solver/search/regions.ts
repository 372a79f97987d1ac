import type { Dice } from './dice.js';
import type { Hubs } from './hubs.js';
import { type Landscape, markGroup, markSupport } from './part.js';

/** Columns of a group that a region leaves open at its hubs, by reduced cost, and elsewhere. */
const CHEAPEST = 8;
const USED = 1e-9;

/** How a region is chosen. */
export interface RegionWish {
  /** Groups that a region should hold. */
  readonly groups: number;
  /** Hub it grows from. */
  readonly seed: number;
}

/**
 * Columns to leave open around a point: hubs that compete for the same groups, all their groups and what supports them,
 * so that hubs may be opened, closed and filled anew together. Everything else stays.
 *
 * Source: large neighbourhood search, P. Shaw, CP 1998.
 */
export const region = (
  land: Landscape,
  hubs: Hubs,
  dice: Dice,
  point: Float64Array,
  { groups: wanted, seed }: RegionWish,
): Uint8Array => {
  const { program, groups, linear, reduced } = land;
  const isFree = new Uint8Array(program.columnCount);
  const isIn = new Uint8Array(hubs.count);
  const chosen = new Set<number>();
  const pull = new Float64Array(hubs.count);
  // What each of a group's hubs is worth to it: where it is, where the relaxation wants it, where it would cost little more.
  const worth = (j: number): number => {
    const here = (point[j] ?? 0) > USED ? 1 : 0;
    const wished = linear[j] ?? 0;
    return here + wished + 0.5 / (1 + Math.max(0, reduced[j] ?? 0) / scale);
  };
  const scale = typicalGap(land);
  const standsAt = (group: number, hub: number): boolean =>
    (groups.columns[group] ?? []).some(
      (j) => hubs.ofColumn[j] === hub && ((point[j] ?? 0) > USED || (linear[j] ?? 0) > 1e-6),
    );
  const choose = (group: number): void => {
    chosen.add(group);
    for (const j of groups.columns[group] ?? []) {
      const other = hubs.ofColumn[j] ?? -1;
      if (other >= 0) pull[other] = (pull[other] ?? 0) + worth(j);
    }
  };
  const take = (hub: number): void => {
    isIn[hub] = 1;
    for (const group of hubs.groups[hub] ?? []) {
      if (!chosen.has(group) && standsAt(group, hub)) choose(group);
    }
  };
  take(seed);
  if (chosen.size === 0) {
    // Nobody is there: those that would lose least by going there.
    const eager = new Map<number, number>();
    for (const group of hubs.groups[seed] ?? []) {
      let least = Number.POSITIVE_INFINITY;
      for (const j of groups.columns[group] ?? [])
        if (hubs.ofColumn[j] === seed) least = Math.min(least, reduced[j] ?? 0);
      eager.set(group, least);
    }
    const order = [...eager].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
    for (const [group] of order.slice(0, Math.ceil(wanted / 2))) choose(group);
  }
  while (chosen.size < wanted) {
    let best = -1;
    let most = 0;
    for (let hub = 0; hub < hubs.count; hub += 1) {
      if (isIn[hub] === 1) continue;
      const size = Math.sqrt(1 + (hubs.groups[hub]?.length ?? 0));
      const value = ((pull[hub] ?? 0) / size) * (0.7 + 0.6 * dice.next());
      if (value > most) {
        most = value;
        best = hub;
      }
    }
    if (best < 0) break;
    take(best);
  }
  for (const group of chosen) markGroup(land, isFree, group, CHEAPEST, [point, linear]);
  markSupport(land, isFree);
  return isFree;
};

/** Serving columns that are looked at for what is typical of all. */
const SAMPLE = 4096;

/** The reduced cost below which about a quarter of the serving columns lie. */
const typicalGap = ({ reduced, shape }: Landscape): number => {
  const list: number[] = [];
  const step = Math.max(1, Math.floor(reduced.length / SAMPLE));
  for (let j = 0; j < reduced.length; j += step)
    if (shape.isServing[j] === 1) list.push(Math.max(0, reduced[j] ?? 0));
  list.sort((a, b) => a - b);
  return Math.max(1, list[Math.floor(list.length / 4)] ?? 1);
};
