import type { Program } from '../../program/program.js';
import { DisjointSets } from '../disjoint-sets.js';
import type { Shape } from './shape.js';

/**
 * Demand rows that have to be decided together: their serving columns meet in equality rows (two streams at one site,
 * one bank for all of a workload). Everything else about a program may be decided group by group.
 */
export interface Groups {
  readonly count: number;
  /** Group of each column; -1 for columns that serve no demand row and are tied to none. */
  readonly ofColumn: Int32Array;
  /** Columns of each group, ascending. */
  readonly columns: readonly Int32Array[];
}

/** Reads the groups of a program. */
export const groupsOf = (program: Program, shape: Shape): Groups => {
  const sets = new DisjointSets(program.columnCount);
  const isDemand = new Uint8Array(program.rowCount);
  for (const row of shape.demandRows) isDemand[row] = 1;
  for (let i = 0; i < program.rowCount; i += 1) {
    if (isDemand[i] !== 1 && !(program.rowLower[i] === program.rowUpper[i] && isTie(program, shape, i)))
      continue;
    let first = -1;
    for (let k = program.rowStart[i] ?? 0; k < (program.rowStart[i + 1] ?? 0); k += 1) {
      const j = program.rowColumn[k] ?? 0;
      if (first < 0) first = j;
      else sets.join(first, j);
    }
  }
  const ofColumn = new Int32Array(program.columnCount).fill(-1);
  const members: number[][] = [];
  const groupOfRoot = new Map<number, number>();
  for (let j = 0; j < program.columnCount; j += 1) {
    if (shape.isServing[j] !== 1) continue;
    const root = sets.rootOf(j);
    let group = groupOfRoot.get(root);
    if (group === undefined) {
      group = members.length;
      groupOfRoot.set(root, group);
      members.push([]);
    }
    ofColumn[j] = group;
    members[group]?.push(j);
  }
  return { count: members.length, ofColumn, columns: members.map((list) => Int32Array.from(list)) };
};

/** An equality row over serving columns alone. */
const isTie = (program: Program, shape: Shape, row: number): boolean => {
  for (let k = program.rowStart[row] ?? 0; k < (program.rowStart[row + 1] ?? 0); k += 1)
    if (shape.isServing[program.rowColumn[k] ?? 0] !== 1) return false;
  return true;
};
