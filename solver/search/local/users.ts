import type { Dice } from '../dice.js';
import type { Landscape } from '../part.js';
import type { Movable } from './movable.js';
import type { LocalState } from './state.js';

/** How much more than fits a filling step takes out. */
const FILL_OVER = 1.5;
/** Entries of a row that one step looks at: more tell it little, and rows of thousands would be all of its time. */
const SCAN_MOST = 512;

/** Who stands at a row or a hub of a point, who could, and who would gain most by it. */
export class Users {
  constructor(
    private readonly land: Landscape,
    private readonly state: LocalState,
    private readonly movable: Movable,
    private readonly dice: Dice,
  ) {}

  /**
   * Demand rows that would save most by moving to a row, for what they would take there: somewhat more than there is new
   * room for, so that those that fit best come first when they are put back.
   */
  eagerFor(row: number, room: number, most: number): number[] {
    const { rowStart, rowColumn, rowValue, cost } = this.land.program;
    const found: { readonly demand: number; readonly takes: number; readonly worth: number }[] = [];
    const { first, stride } = this.scanOf(row);
    for (let k = first; k < (rowStart[row + 1] ?? 0); k += stride) {
      const j = rowColumn[k] ?? 0;
      const demand = this.movable.demandOf[j] ?? -1;
      const takes = rowValue[k] ?? 0;
      if (demand < 0 || !(takes > 0) || (this.state.point[j] ?? 0) > 0) continue;
      const saves = this.state.spentBy(demand) - (cost[j] ?? 0);
      if (saves > 0) found.push({ demand, takes, worth: (saves / takes) * (0.5 + this.dice.next()) });
    }
    found.sort((a, b) => b.worth - a.worth || a.demand - b.demand);
    const chosen: number[] = [];
    let taken = 0;
    for (const { demand, takes } of found) {
      if (taken >= FILL_OVER * room || chosen.length >= most) break;
      chosen.push(demand);
      taken += takes;
    }
    return chosen;
  }

  /** Coefficient of a column in a row; 0 where it has none. */
  weightIn(row: number, column: number): number {
    const { start, row: rows, value } = this.land.entries;
    for (let k = start[column] ?? 0; k < (start[column + 1] ?? 0); k += 1)
      if (rows[k] === row) return value[k] ?? 0;
    return 0;
  }

  /** A row where one of some demand rows could go for little more than where it is. */
  pivotNear(rows: readonly number[]): number {
    const row = rows[this.dice.below(rows.length)];
    const choices = row === undefined ? undefined : this.movable.eager.get(row);
    if (!choices || choices.length === 0) return -1;
    return this.movable.pivotOf[choices[this.dice.below(choices.length)] ?? 0] ?? -1;
  }

  usersOfHub(hub: number): number[] {
    const found = new Set<number>();
    for (const j of this.movable.columnsOfHub[hub] ?? [])
      if ((this.state.point[j] ?? 0) > 0) found.add(this.movable.demandOf[j] ?? -1);
    return [...found];
  }

  /** Movable demand rows that now use a row. */
  usersOf(row: number): number[] {
    const { rowStart, rowColumn, rowValue } = this.land.program;
    const found = new Set<number>();
    for (let k = rowStart[row] ?? 0; k < (rowStart[row + 1] ?? 0); k += 1) {
      const j = rowColumn[k] ?? 0;
      const demand = this.movable.demandOf[j] ?? -1;
      if (demand >= 0 && demand !== row && (rowValue[k] ?? 0) > 0 && (this.state.point[j] ?? 0) > 0)
        found.add(demand);
    }
    return [...found];
  }

  /** Movable demand rows that could use a row and do not. */
  couldUse(row: number): number[] {
    const { rowStart, rowColumn } = this.land.program;
    const found = new Set<number>();
    const { first, stride } = this.scanOf(row);
    for (let k = first; k < (rowStart[row + 1] ?? 0); k += stride) {
      const j = rowColumn[k] ?? 0;
      const demand = this.movable.demandOf[j] ?? -1;
      if (demand >= 0 && !((this.state.point[j] ?? 0) > 0)) found.add(demand);
    }
    return [...found];
  }

  /** Where to look in a row: at all of it, or at so many entries evenly from a drawn one on. */
  scanOf(row: number): { readonly first: number; readonly stride: number } {
    const begin = this.land.program.rowStart[row] ?? 0;
    const stride = Math.ceil(((this.land.program.rowStart[row + 1] ?? 0) - begin) / SCAN_MOST);
    return stride <= 1 ? { first: begin, stride: 1 } : { first: begin + this.dice.below(stride), stride };
  }

  pick(from: readonly number[], count: number): readonly number[] {
    if (from.length <= count) return from;
    const list = [...from];
    for (let at = 0; at < count; at += 1) {
      const other = at + this.dice.below(list.length - at);
      const swapped = list[at] ?? 0;
      list[at] = list[other] ?? 0;
      list[other] = swapped;
    }
    return list.slice(0, Math.max(0, count));
  }
}
