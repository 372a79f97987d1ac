import type { Program } from '../program/program.js';
import type { Dice } from './dice.js';
import { DisjointSets } from './disjoint-sets.js';
import type { Groups } from './linear/groups.js';
import type { Shape } from './linear/shape.js';

/** Rows over more than this share of all supporting columns tie the whole together, and no hub. */
const WIDE_SHARE = 0.1;
const WIDE_LEAST = 40;

/**
 * Columns that serve nothing themselves and hang together by rows (the units of a site, its opening, its peaks): what a
 * group that moves there shares with the others.
 */
export interface Hubs {
  readonly count: number;
  /** Hub of each supporting column, and of each serving column that needs one; -1 for all others. */
  readonly ofColumn: Int32Array;
  /** Supporting columns of each hub, ascending. */
  readonly columns: readonly Int32Array[];
  /** Groups with a column at each hub, ascending. */
  readonly groups: readonly Int32Array[];
}

/** Reads the hubs of a program from its numbers. A serving column of several hubs counts for the first. */
export const hubsOf = (program: Program, shape: Shape, groups: Groups): Hubs => {
  const { rowStart, rowColumn, columnLower, columnUpper, columnCount, rowCount } = program;
  const isSupport = new Uint8Array(columnCount);
  let supports = 0;
  for (let j = 0; j < columnCount; j += 1) {
    if (shape.isServing[j] === 1 || !((columnLower[j] ?? 0) < (columnUpper[j] ?? 0))) continue;
    isSupport[j] = 1;
    supports += 1;
  }
  const wide = Math.max(WIDE_LEAST, WIDE_SHARE * supports);
  const sets = new DisjointSets(columnCount);
  const supportOfRow = new Int32Array(rowCount).fill(-1);
  for (let i = 0; i < rowCount; i += 1) {
    let first = -1;
    let count = 0;
    for (let k = rowStart[i] ?? 0; k < (rowStart[i + 1] ?? 0); k += 1) {
      const j = rowColumn[k] ?? 0;
      if (isSupport[j] !== 1) continue;
      if (first < 0) first = j;
      count += 1;
    }
    if (first < 0 || count > wide) continue;
    supportOfRow[i] = first;
    for (let k = rowStart[i] ?? 0; k < (rowStart[i + 1] ?? 0); k += 1)
      if (isSupport[rowColumn[k] ?? 0] === 1) sets.join(first, rowColumn[k] ?? 0);
  }
  const ofColumn = new Int32Array(columnCount).fill(-1);
  const columns: number[][] = [];
  const hubOfRoot = new Map<number, number>();
  for (let j = 0; j < columnCount; j += 1) {
    if (isSupport[j] !== 1) continue;
    const root = sets.rootOf(j);
    const hub = hubOfRoot.get(root) ?? columns.length;
    if (hub === columns.length) {
      hubOfRoot.set(root, hub);
      columns.push([]);
    }
    ofColumn[j] = hub;
    columns[hub]?.push(j);
  }
  const members: Set<number>[] = columns.map(() => new Set());
  for (let i = 0; i < rowCount; i += 1) {
    const hub = ofColumn[supportOfRow[i] ?? -1] ?? -1;
    if (hub < 0) continue;
    for (let k = rowStart[i] ?? 0; k < (rowStart[i + 1] ?? 0); k += 1) {
      const j = rowColumn[k] ?? 0;
      if (shape.isServing[j] !== 1) continue;
      if ((ofColumn[j] ?? -1) < 0) ofColumn[j] = hub;
      members[hub]?.add(groups.ofColumn[j] ?? -1);
    }
  }
  return {
    count: columns.length,
    ofColumn,
    columns: columns.map((list) => Int32Array.from(list)),
    groups: members.map((set) => Int32Array.from(set).sort()),
  };
};

/** All hubs in an order drawn at random, so that two searches do not look at the same ones. */
export const hubsInTurn = ({ count }: Hubs, dice: Dice): number[] => {
  const order = Array.from({ length: count }, (_, hub) => hub);
  for (let at = 0; at < count; at += 1) {
    const other = at + dice.below(count - at);
    const hub = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = hub;
  }
  return order;
};
