import { Dice } from '../dice.js';
import { type Hubs, hubsOf } from '../hubs.js';
import type { Landscape } from '../part.js';
import { type Movable, movableOf } from './movable.js';
import { Recreate } from './recreate.js';
import { LocalState } from './state.js';
import { Users } from './users.js';

/** Demand rows that one step takes out and puts back. */
const RUIN_LEAST = 4;
const RUIN_MOST = 24;
/** Shares of the steps that open units and fill them, that empty one row, that empty a whole hub. */
const FILL = 0.3;
const DRAIN = 0.15;
const CLOSE = 0.1;
/** Share of the steps that force one demand row to where it would save much. */
const FORCE = 0.6;
/** Units that a filling step opens at most. */
const FILL_MOST = 6;
/** Hubs with more users are not emptied in one step. */
const CLOSE_MOST = 80;
/** Share of the cost that a step may lose at the start; it falls to nothing. */
const HEAT = 3e-5;
/** Weights, drawn by step, of what a place costs now against what it costs by the relaxation. */
const EXACT_WEIGHTS = [1, 1, 0.6, 0.3] as const;
/** Values below this are nothing. */
const WHOLE = 1e-9;
/** Steps between two looks at the clock. */
const STEPS_A_LOOK = 16;

export interface LocalLimits {
  readonly steps: number;
  /** From 0 to 1: how much of the time is gone. Steps decide where it stays at 0. */
  readonly spentFraction: () => number;
  /** Weight of what a place costs now against what it costs by the relaxation, where the first point is mended. Absent: 1. */
  readonly mendExact?: number;
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
  private readonly users: Users;
  private readonly recreate: Recreate;
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
    this.state.countSpending(this.movable.demandOf);
    this.users = new Users(land, this.state, this.movable, this.dice);
    this.recreate = new Recreate(land, this.state, this.movable, this.hubs, this.dice);
  }

  /** The best point found, or the first one mended; undefined where what it misses or breaks cannot be mended. */
  run({ steps, spentFraction, mendExact = 1 }: LocalLimits): Float64Array | undefined {
    const { state, dice } = this;
    if (this.movable.pivots.length === 0) return undefined;
    if (!this.mend(mendExact)) return undefined;
    const best = state.point.slice();
    state.copyTo(best);
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
        state.copyTo(best);
      }
    }
    return best;
  }

  /** Serves what is not served and takes out of rows that have no room; false where that leads nowhere. */
  private mend(exact: number): boolean {
    const { state, land } = this;
    const out = new Set<number>();
    for (const row of land.shape.demandRows) {
      if (!state.isUnder(row)) continue;
      if (!this.movable.choices.has(row)) return false;
      out.add(row);
    }
    for (let i = 0; i < land.program.rowCount; i += 1) {
      if (!state.isOver(i)) continue;
      for (const row of this.users.usersOf(i)) {
        if (!state.isOver(i)) break;
        this.recreate.takeOut(row);
        out.add(row);
      }
      if (state.isOver(i)) return false;
    }
    const order = [...out];
    for (const row of order) this.recreate.takeOut(row);
    if (!this.recreate.putBack(order, exact)) return false;
    this.recreate.tidy(order);
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
    const { users } = this;
    let hub = -1;
    if (isFill) {
      const now = state.point[support] ?? 0;
      const most = this.land.program.columnUpper[support] ?? 0;
      if (!(now + 1 <= most)) return false;
      const more = Math.min(most - now, 1 + Math.floor(dice.next() ** 2 * FILL_MOST));
      state.set(support, now + more);
      if (!state.raise()) return false;
      for (const row of users.eagerFor(pivot, more * state.roomOf(pivot, support), RUIN_MOST)) out.add(row);
    } else if (isClosing) {
      hub = this.hubs.ofColumn[support] ?? -1;
      if (hub < 0) return false;
      for (const row of this.users.usersOfHub(hub)) out.add(row);
      if (out.size === 0 || out.size > CLOSE_MOST) return false;
    } else {
      for (const row of users.pick(users.usersOf(pivot), isDrain ? RUIN_MOST : Math.ceil(wanted / 2)))
        out.add(row);
      // Rows that compete with the first ones somewhere else.
      for (let tries = 0; tries < 3 && out.size < wanted; tries += 1) {
        const near = this.users.pivotNear(out.size > 0 ? [...out] : this.users.couldUse(pivot));
        if (near >= 0)
          for (const row of this.users.pick(this.users.usersOf(near), wanted - out.size)) out.add(row);
      }
      for (const row of this.users.pick(this.users.couldUse(pivot), Math.min(6, wanted - out.size)))
        out.add(row);
    }
    if (out.size === 0) return false;
    const order = [...out];
    const touched: number[] = [];
    for (const row of order) touched.push(...this.recreate.takeOut(row));
    // Room that was made on purpose stays open while rows come back.
    if (!isFill) state.shrink(touched);
    this.shuffle(order);
    if (dice.next() < 0.6) this.recreate.largestFirst(order);
    this.recreate.banned = isDrain ? pivot : -1;
    this.recreate.bannedHub = hub;
    const isBack = this.recreate.putBack(order, EXACT_WEIGHTS[dice.below(EXACT_WEIGHTS.length)] ?? 1);
    this.recreate.banned = -1;
    this.recreate.bannedHub = -1;
    if (!isBack) return false;
    if (isFill) for (const row of state.rowsOf(support)) touched.push(row);
    this.recreate.tidy(order, touched);
    return true;
  }

  /** Puts a demand row where it would save much, and whoever stands in its way elsewhere. */
  private force(): boolean {
    const { state, dice, land, movable } = this;
    const pivot = movable.pivots[dice.below(movable.pivots.length)] ?? 0;
    const { rowStart, rowColumn, rowValue, cost } = land.program;
    let best = -1;
    let most = 0;
    let takes = 0;
    const { first, stride } = this.users.scanOf(pivot);
    for (let k = first; k < (rowStart[pivot + 1] ?? 0); k += stride) {
      const j = rowColumn[k] ?? 0;
      const demand = movable.demandOf[j] ?? -1;
      if (demand < 0 || !((rowValue[k] ?? 0) > 0) || (state.point[j] ?? 0) > 0) continue;
      const saves = (state.spentBy(demand) - (cost[j] ?? 0)) * dice.next();
      if (saves <= most) continue;
      most = saves;
      best = j;
      takes = rowValue[k] ?? 0;
    }
    if (best < 0) return false;
    const row = movable.demandOf[best] ?? -1;
    const touched = this.recreate.takeOut(row);
    const order: number[] = [];
    let room = 0;
    for (const other of this.users.pick(this.users.usersOf(pivot), RUIN_MOST)) {
      if (room >= takes) break;
      for (const j of this.recreate.usedBy(other))
        room += this.users.weightIn(pivot, j) * (state.point[j] ?? 0);
      touched.push(...this.recreate.takeOut(other));
      order.push(other);
    }
    const value = Math.min(
      state.missing(row) / (movable.weightOf[best] ?? 1),
      land.program.columnUpper[best] ?? 0,
    );
    state.set(best, land.program.integer[best] === 1 ? Math.floor(value + WHOLE) : value);
    if (!state.raise()) return false;
    order.push(row);
    this.recreate.largestFirst(order);
    if (!this.recreate.putBack(order, EXACT_WEIGHTS[dice.below(EXACT_WEIGHTS.length)] ?? 1)) return false;
    this.recreate.tidy(order, touched);
    return true;
  }

  private shuffle(list: number[]): void {
    const shuffled = this.users.pick(list, list.length - 1);
    list.splice(0, list.length, ...shuffled, ...list.filter((one) => !shuffled.includes(one)));
  }
}
