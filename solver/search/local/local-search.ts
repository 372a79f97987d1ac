import { Dice } from '../dice.js';
import type { Landscape } from '../part.js';
import { type Movable, movableOf } from './movable.js';
import { LocalState } from './state.js';

/** Demand rows that one step takes out and puts back. */
const RUIN_LEAST = 4;
const RUIN_MOST = 40;
/** Chance that a column is passed over when a demand row looks for its place. */
const BLINK = 0.03;
/** Share of the cost that a step may lose at the start; it falls to nothing. */
const HEAT = 1e-3;
/** Weights, drawn by step, of what a place costs now against what it costs by the relaxation. */
const EXACT_WEIGHTS = [1, 1, 0.6, 0.3] as const;
/** Steps between two looks at the clock. */
const STEPS_A_LOOK = 16;

export interface LocalLimits {
  readonly steps: number;
  /** From 0 to 1: how much of the time is gone. Steps decide where it stays at 0. */
  readonly spentFraction: () => number;
}

/**
 * Takes demand rows out of a point and puts them back where they cost least, units and openings following: thousands of
 * small steps in the time an engine needs for one part. Rows that equalities tie together stay as they are.
 *
 * Source: ruin and recreate, Schrimpf, Schneider, Stamm-Wilbrandt and Dueck, Journal of Computational Physics 159 (2000).
 */
export class LocalSearch {
  private readonly dice: Dice;
  private readonly state: LocalState;
  private readonly movable: Movable;
  /** Row whose columns no demand row may take in this step; -1 for none. */
  private banned = -1;

  constructor(
    private readonly land: Landscape,
    point: Float64Array,
    seed: number,
  ) {
    this.dice = new Dice(seed);
    this.state = new LocalState(land, point);
    this.movable = movableOf(land);
  }

  /** The best point found, or the first one mended; undefined where what it misses or breaks cannot be mended. */
  run({ steps, spentFraction }: LocalLimits): Float64Array | undefined {
    const { state, dice } = this;
    if (this.movable.pivots.length === 0) return undefined;
    if (!this.mend()) return undefined;
    let best = Float64Array.from(state.point);
    let bestCost = state.cost;
    let cost = state.cost;
    let spent = 0;
    for (let step = 0; step < steps; step += 1) {
      if (step % STEPS_A_LOOK === 0) {
        spent = Math.max(step / steps, spentFraction());
        if (spent >= 1) break;
      }
      const isDone = this.step();
      const allowed = HEAT * (1 - spent) ** 2 * Math.abs(cost) * -Math.log(1 - dice.next());
      if (!isDone || !(state.cost < cost + allowed)) {
        state.undo(0);
        continue;
      }
      state.keep();
      cost = state.cost;
      if (cost < bestCost - 1e-9 * Math.abs(bestCost)) {
        bestCost = cost;
        best = Float64Array.from(state.point);
      }
    }
    return best;
  }

  /** Serves what is not served and takes out of rows that have no room; false where that leads nowhere. */
  private mend(): boolean {
    const { state, land } = this;
    const out = new Set<number>();
    for (const row of land.shape.demandRows) {
      if (!state.isUnder(row)) continue;
      if (!this.movable.choices.has(row)) return false;
      out.add(row);
    }
    for (let i = 0; i < land.program.rowCount; i += 1) {
      for (const row of this.usersOf(i)) {
        if (!state.isOver(i)) break;
        this.takeOut(row);
        out.add(row);
      }
      if (state.isOver(i)) return false;
    }
    const order = [...out];
    for (const row of order) this.takeOut(row);
    if (!this.putBack(order, 1)) return false;
    this.tidy(order);
    state.keep();
    return true;
  }

  private step(): boolean {
    const { state, dice, land } = this;
    const wanted = RUIN_LEAST + dice.below(RUIN_MOST - RUIN_LEAST);
    const out = new Set<number>();
    const kind = dice.next();
    const pivot = this.movable.pivots[dice.below(this.movable.pivots.length)] ?? 0;
    const support = state.supportOf(pivot);
    const isFill = kind < 0.35 && support >= 0;
    const isDrain = kind >= 0.35 && kind < 0.6;
    const users = this.usersOf(pivot);
    if (isFill) {
      const now = state.point[support] ?? 0;
      const most = land.program.columnUpper[support] ?? 0;
      if (!(now + 1 <= most)) return false;
      state.set(support, Math.min(most, now + 1 + dice.below(2)));
      if (!state.raise()) return false;
      for (const row of this.pick(this.couldUse(pivot), wanted)) out.add(row);
    } else {
      for (const row of this.pick(users, wanted)) out.add(row);
      if (isDrain) for (const row of users.slice(0, RUIN_MOST)) out.add(row);
      const other = this.movable.pivots[dice.below(this.movable.pivots.length)] ?? 0;
      for (const row of this.pick(this.usersOf(other), wanted - out.size)) out.add(row);
      for (const row of this.pick(this.couldUse(pivot), Math.min(6, wanted - out.size))) out.add(row);
    }
    if (out.size === 0) return false;
    const order = [...out];
    const touched: number[] = [];
    for (const row of order) touched.push(...this.takeOut(row));
    // Room that was made on purpose stays open while rows come back.
    if (!isFill) state.shrink(touched);
    this.shuffle(order);
    if (dice.next() < 0.6) this.largestFirst(order);
    this.banned = isDrain ? pivot : -1;
    const isBack = this.putBack(order, EXACT_WEIGHTS[dice.below(EXACT_WEIGHTS.length)] ?? 1);
    this.banned = -1;
    if (!isBack) return false;
    if (isFill) for (const row of state.rowsOf(support)) touched.push(row);
    this.tidy(order, touched);
    return true;
  }

  private tidy(order: readonly number[], more: readonly number[] = []): void {
    const touched = [...more];
    for (const row of order)
      for (const j of this.usedBy(row)) for (const i of this.state.rowsOf(j)) touched.push(i);
    this.state.shrink(touched);
  }

  private usedBy(row: number): number[] {
    const used: number[] = [];
    for (const j of this.movable.choices.get(row) ?? []) if ((this.state.point[j] ?? 0) > 0) used.push(j);
    return used;
  }

  /** Movable demand rows that now use a row. */
  private usersOf(row: number): number[] {
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

  private couldUse(row: number): number[] {
    const { rowStart, rowColumn } = this.land.program;
    const found = new Set<number>();
    for (let k = rowStart[row] ?? 0; k < (rowStart[row + 1] ?? 0); k += 1) {
      const j = rowColumn[k] ?? 0;
      const demand = this.movable.demandOf[j] ?? -1;
      if (demand >= 0 && !((this.state.point[j] ?? 0) > 0)) found.add(demand);
    }
    return [...found];
  }

  private pick(from: readonly number[], count: number): readonly number[] {
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

  private shuffle(list: number[]): void {
    const shuffled = this.pick(list, list.length - 1);
    list.splice(0, list.length, ...shuffled, ...list.filter((one) => !shuffled.includes(one)));
  }

  /** The rows whose cheapest place costs most come first: they are what is hard to place well. */
  private largestFirst(order: number[]): void {
    const { cost } = this.land.program;
    const dearest = (row: number): number => cost[this.movable.choices.get(row)?.at(-1) ?? 0] ?? 0;
    order.sort((a, b) => dearest(b) - dearest(a) || a - b);
  }

  private takeOut(row: number): number[] {
    const touched: number[] = [];
    for (const j of this.usedBy(row)) {
      this.state.set(j, 0);
      for (const i of this.state.rowsOf(j)) touched.push(i);
    }
    return touched;
  }

  /** @param exact - weight of what a place costs now against what it costs by the relaxation */
  private putBack(order: readonly number[], exact: number): boolean {
    for (const row of order) if (!this.place(row, exact)) return false;
    return true;
  }

  private place(row: number, exact: number): boolean {
    const { state, land, dice } = this;
    const { program, reduced } = land;
    const lower = program.rowLower[row] ?? 0;
    let best = -1;
    let bestValue = 0;
    let bestScore = Number.POSITIVE_INFINITY;
    const before = state.cost;
    for (const j of this.movable.choices.get(row) ?? []) {
      const value = lower / this.coefficient(row, j);
      if (!(value <= (program.columnUpper[j] ?? 0))) continue;
      const own = (program.cost[j] ?? 0) * value;
      if (exact === 1 && own >= bestScore) break;
      if (best >= 0 && dice.next() < BLINK) continue;
      if (this.banned >= 0 && this.isIn(j, this.banned)) continue;
      const mark = state.mark();
      state.set(j, value);
      const guess = (1 - exact) * (reduced[j] ?? 0) * value;
      if (state.raise(before + (bestScore - guess) / exact)) {
        const score = exact * (state.cost - before) + guess;
        if (score < bestScore) {
          bestScore = score;
          best = j;
          bestValue = value;
        }
      }
      state.undo(mark);
    }
    if (best < 0) return false;
    state.set(best, bestValue);
    return state.raise();
  }

  private isIn(column: number, row: number): boolean {
    return this.state.rowsOf(column).includes(row);
  }

  private coefficient(row: number, column: number): number {
    const { start, row: rows, value } = this.land.entries;
    for (let k = start[column] ?? 0; k < (start[column + 1] ?? 0); k += 1)
      if (rows[k] === row) return value[k] ?? 1;
    return 1;
  }
}
