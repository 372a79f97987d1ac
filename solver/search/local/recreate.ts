import type { Dice } from '../dice.js';
import type { Hubs } from '../hubs.js';
import type { Landscape } from '../part.js';
import type { Movable } from './movable.js';
import type { LocalState } from './state.js';

/** Chance that a column is passed over when a demand row looks for its place. */
const BLINK = 0.03;
/** Columns that one demand row may take. */
const MOST_PLACES = 8;
/** Values below this are nothing. */
const WHOLE = 1e-9;

/** Takes demand rows out of a point and puts them back where they cost least, with all that follows. */
export class Recreate {
  /** Row whose columns no demand row may take; -1 for none. */
  banned = -1;
  /** Hub that no demand row may take; -1 for none. */
  bannedHub = -1;

  constructor(
    private readonly land: Landscape,
    private readonly state: LocalState,
    private readonly movable: Movable,
    private readonly hubs: Hubs,
    private readonly dice: Dice,
  ) {}

  tidy(order: readonly number[], more: readonly number[] = []): void {
    const touched = [...more];
    for (const row of order)
      for (const j of this.usedBy(row)) for (const i of this.state.rowsOf(j)) touched.push(i);
    this.state.shrink(touched);
  }

  usedBy(row: number): number[] {
    const used: number[] = [];
    for (const j of this.movable.choices.get(row) ?? []) if ((this.state.point[j] ?? 0) > 0) used.push(j);
    return used;
  }

  /** The rows whose cheapest place costs most come first: they are what is hard to place well. */
  largestFirst(order: number[]): void {
    const { cost } = this.land.program;
    const dearest = (row: number): number => cost[this.movable.choices.get(row)?.at(-1) ?? 0] ?? 0;
    order.sort((a, b) => dearest(b) - dearest(a) || a - b);
  }

  takeOut(row: number): number[] {
    const touched: number[] = [];
    for (const j of this.usedBy(row)) {
      this.state.set(j, 0);
      for (const i of this.state.rowsOf(j)) touched.push(i);
    }
    return touched;
  }

  /** @param exact - weight of what a place costs now against what it costs by the relaxation */
  putBack(order: readonly number[], exact: number): boolean {
    for (const row of order) if (!this.place(row, exact)) return false;
    return true;
  }

  private place(row: number, exact: number): boolean {
    for (let taken = 0; taken < MOST_PLACES && this.state.isUnder(row); taken += 1)
      if (!this.placeOne(row, exact)) return false;
    return !this.state.isUnder(row);
  }

  /** Takes the column that serves a row best; a row that no single column can serve is asked for again. */
  private placeOne(row: number, exact: number): boolean {
    const { state, land, dice } = this;
    const { program, reduced } = land;
    const missing = state.missing(row);
    let best = -1;
    let bestValue = 0;
    let bestScore = Number.POSITIVE_INFINITY;
    const before = state.cost;
    for (const j of this.movable.choices.get(row) ?? []) {
      const room = (program.columnUpper[j] ?? 0) - (state.point[j] ?? 0);
      const wanted = Math.min(missing / (this.movable.weightOf[j] ?? 1), room);
      const value = program.integer[j] === 1 ? Math.floor(wanted + WHOLE) : wanted;
      if (!(value > WHOLE)) continue;
      const served = value * (this.movable.weightOf[j] ?? 1);
      const own = (program.cost[j] ?? 0) * value;
      if (exact === 1 && own >= bestScore * served && program.integer[j] === 1) break;
      if (best >= 0 && dice.next() < BLINK) continue;
      if (this.banned >= 0 && this.isIn(j, this.banned)) continue;
      if (this.bannedHub >= 0 && this.hubs.ofColumn[j] === this.bannedHub) continue;
      const mark = state.mark();
      state.set(j, (state.point[j] ?? 0) + value);
      const guess = (1 - exact) * (reduced[j] ?? 0) * value;
      if (state.raise(before + (bestScore * served - guess) / exact)) {
        const score = (exact * (state.cost - before) + guess) / served;
        if (score < bestScore) {
          bestScore = score;
          best = j;
          bestValue = value;
        }
      }
      state.undo(mark);
    }
    if (best < 0) return false;
    state.set(best, (state.point[best] ?? 0) + bestValue);
    return state.raise();
  }

  private isIn(column: number, row: number): boolean {
    return this.state.rowsOf(column).includes(row);
  }
}
