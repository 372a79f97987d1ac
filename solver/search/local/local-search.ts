import { Dice } from '../dice.js';
import { type Hubs, hubsOf } from '../hubs.js';
import type { Landscape } from '../part.js';
import { type Movable, movableOf } from './movable.js';
import { LocalState } from './state.js';

/** Demand rows that one step takes out and puts back. */
const RUIN_LEAST = 4;
const RUIN_MOST = 24;
/** Shares of the steps that open units and fill them, that empty one row, that empty a whole hub. */
const FILL = 0.3;
const DRAIN = 0.15;
const CLOSE = 0.1;
/** Share of the steps that force one demand row to where it would save much. */
const FORCE = 0.6;
/** Units that a filling step opens at most, and how much more than fits it takes out. */
const FILL_MOST = 6;
const FILL_OVER = 1.5;
/** Hubs with more users are not emptied in one step. */
const CLOSE_MOST = 80;
/** Chance that a column is passed over when a demand row looks for its place. */
const BLINK = 0.03;
/** Share of the cost that a step may lose at the start; it falls to nothing. */
const HEAT = 3e-5;
/** Weights, drawn by step, of what a place costs now against what it costs by the relaxation. */
const EXACT_WEIGHTS = [1, 1, 0.6, 0.3] as const;
/** Columns that one demand row may take. */
const MOST_PLACES = 8;
/** Values below this are nothing. */
const WHOLE = 1e-9;
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
  /** Hub that no demand row may take in this step; -1 for none. */
  private bannedHub = -1;
  private readonly hubs: Hubs;

  constructor(
    private readonly land: Landscape,
    point: Float64Array,
    seed: number,
  ) {
    this.dice = new Dice(seed);
    this.state = new LocalState(land, point);
    this.hubs = hubsOf(land.program, land.shape, land.groups);
    this.movable = movableOf(land, this.hubs, this.state);
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
    const { state, dice } = this;
    const wanted = RUIN_LEAST + Math.floor(dice.next() ** 2 * (RUIN_MOST - RUIN_LEAST));
    const out = new Set<number>();
    const kind = dice.next();
    if (dice.next() < FORCE) return this.force();
    const pivot = this.movable.pivots[dice.below(this.movable.pivots.length)] ?? 0;
    const support = state.supportOf(pivot);
    const isFill = kind < FILL && support >= 0;
    const isDrain = !isFill && kind < FILL + DRAIN;
    const isClosing = !isFill && !isDrain && kind < FILL + DRAIN + CLOSE;
    const users = this.usersOf(pivot);
    let hub = -1;
    if (isFill) {
      const now = state.point[support] ?? 0;
      const most = this.land.program.columnUpper[support] ?? 0;
      if (!(now + 1 <= most)) return false;
      const more = Math.min(most - now, 1 + Math.floor(dice.next() ** 2 * FILL_MOST));
      state.set(support, now + more);
      if (!state.raise()) return false;
      for (const row of this.eagerFor(pivot, more * state.roomOf(pivot, support))) out.add(row);
    } else if (isClosing) {
      hub = this.hubs.ofColumn[support] ?? -1;
      if (hub < 0) return false;
      for (const row of this.usersOfHub(hub)) out.add(row);
      if (out.size === 0 || out.size > CLOSE_MOST) return false;
    } else {
      for (const row of this.pick(users, isDrain ? RUIN_MOST : Math.ceil(wanted / 2))) out.add(row);
      // Rows that compete with the first ones somewhere else.
      for (let tries = 0; tries < 3 && out.size < wanted; tries += 1) {
        const near = this.pivotNear(out.size > 0 ? [...out] : this.couldUse(pivot));
        if (near >= 0) for (const row of this.pick(this.usersOf(near), wanted - out.size)) out.add(row);
      }
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
    this.bannedHub = hub;
    const isBack = this.putBack(order, EXACT_WEIGHTS[dice.below(EXACT_WEIGHTS.length)] ?? 1);
    this.banned = -1;
    this.bannedHub = -1;
    if (!isBack) return false;
    if (isFill) for (const row of state.rowsOf(support)) touched.push(row);
    this.tidy(order, touched);
    return true;
  }

  /**
   * Demand rows that would save most by moving to a row, for what they would take there: somewhat more than there is new
   * room for, so that those that fit best come first when they are put back.
   */
  private eagerFor(row: number, room: number): number[] {
    const { rowStart, rowColumn, rowValue, cost } = this.land.program;
    const found: { readonly demand: number; readonly takes: number; readonly worth: number }[] = [];
    for (let k = rowStart[row] ?? 0; k < (rowStart[row + 1] ?? 0); k += 1) {
      const j = rowColumn[k] ?? 0;
      const demand = this.movable.demandOf[j] ?? -1;
      const takes = rowValue[k] ?? 0;
      if (demand < 0 || !(takes > 0) || (this.state.point[j] ?? 0) > 0) continue;
      const saves = this.costOf(demand) - (cost[j] ?? 0);
      if (saves > 0) found.push({ demand, takes, worth: (saves / takes) * (0.5 + this.dice.next()) });
    }
    found.sort((a, b) => b.worth - a.worth || a.demand - b.demand);
    const chosen: number[] = [];
    let taken = 0;
    for (const { demand, takes } of found) {
      if (taken >= FILL_OVER * room || chosen.length >= RUIN_MOST) break;
      chosen.push(demand);
      taken += takes;
    }
    return chosen;
  }

  /** What a demand row costs now by its own columns. */
  private costOf(row: number): number {
    let sum = 0;
    for (const j of this.movable.choices.get(row) ?? [])
      sum += (this.land.program.cost[j] ?? 0) * (this.state.point[j] ?? 0);
    return sum;
  }

  /** Puts a demand row where it would save much, and whoever stands in its way elsewhere. */
  private force(): boolean {
    const { state, dice, land, movable } = this;
    const pivot = movable.pivots[dice.below(movable.pivots.length)] ?? 0;
    const { rowStart, rowColumn, rowValue, cost } = land.program;
    let best = -1;
    let most = 0;
    let takes = 0;
    for (let k = rowStart[pivot] ?? 0; k < (rowStart[pivot + 1] ?? 0); k += 1) {
      const j = rowColumn[k] ?? 0;
      const demand = movable.demandOf[j] ?? -1;
      if (demand < 0 || !((rowValue[k] ?? 0) > 0) || (state.point[j] ?? 0) > 0) continue;
      const saves = (this.costOf(demand) - (cost[j] ?? 0)) * dice.next();
      if (saves <= most) continue;
      most = saves;
      best = j;
      takes = rowValue[k] ?? 0;
    }
    if (best < 0) return false;
    const row = movable.demandOf[best] ?? -1;
    const touched = this.takeOut(row);
    const order: number[] = [];
    let room = 0;
    for (const other of this.pick(this.usersOf(pivot), RUIN_MOST)) {
      if (room >= takes) break;
      for (const j of this.usedBy(other)) room += this.weightIn(pivot, j) * (state.point[j] ?? 0);
      touched.push(...this.takeOut(other));
      order.push(other);
    }
    const value = Math.min(
      state.missing(row) / (movable.weightOf[best] ?? 1),
      land.program.columnUpper[best] ?? 0,
    );
    state.set(best, land.program.integer[best] === 1 ? Math.floor(value + WHOLE) : value);
    if (!state.raise()) return false;
    order.push(row);
    this.largestFirst(order);
    if (!this.putBack(order, EXACT_WEIGHTS[dice.below(EXACT_WEIGHTS.length)] ?? 1)) return false;
    this.tidy(order, touched);
    return true;
  }

  /** Coefficient of a column in a row; 0 where it has none. */
  private weightIn(row: number, column: number): number {
    const { start, row: rows, value } = this.land.entries;
    for (let k = start[column] ?? 0; k < (start[column + 1] ?? 0); k += 1)
      if (rows[k] === row) return value[k] ?? 0;
    return 0;
  }

  /** A row where one of some demand rows could go for little more than where it is. */
  private pivotNear(rows: readonly number[]): number {
    const row = rows[this.dice.below(rows.length)];
    const choices = row === undefined ? undefined : this.movable.eager.get(row);
    if (!choices || choices.length === 0) return -1;
    return this.movable.pivotOf[choices[this.dice.below(choices.length)] ?? 0] ?? -1;
  }

  private usersOfHub(hub: number): number[] {
    const found = new Set<number>();
    for (const j of this.movable.columnsOfHub[hub] ?? [])
      if ((this.state.point[j] ?? 0) > 0) found.add(this.movable.demandOf[j] ?? -1);
    return [...found];
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
      const each = (program.cost[j] ?? 0) * value;
      if (exact === 1 && each >= bestScore * value && program.integer[j] === 1) break;
      if (best >= 0 && dice.next() < BLINK) continue;
      if (this.banned >= 0 && this.isIn(j, this.banned)) continue;
      if (this.bannedHub >= 0 && this.hubs.ofColumn[j] === this.bannedHub) continue;
      const mark = state.mark();
      state.set(j, (state.point[j] ?? 0) + value);
      const guess = (1 - exact) * (reduced[j] ?? 0) * value;
      if (state.raise(before + (bestScore * value - guess) / exact)) {
        const score = (exact * (state.cost - before) + guess) / value;
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
