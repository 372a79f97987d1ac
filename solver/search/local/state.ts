import type { Program } from '../../program/program.js';
import { moved } from '../longer.js';
import type { Landscape } from '../part.js';

/** Slack of a row, relative to its limit, that is rounding. */
const ROUNDING = 1e-9;
/** Distance below which a need counts as the whole number under it. */
const WHOLE = 1e-9;

/**
 * A point of a program that moves a few columns at a time: what they make others cost (units under a load, what opens a
 * site) follows by the rows that ask for it. Every step can be taken back.
 *
 * A support is a column that serves nothing and gives room in some row (a negative coefficient under an upper limit).
 */
export class LocalState {
  readonly point: Float64Array;
  /** Cost of the point, constants included. */
  cost = 0;
  /** What each demand row pays for its own columns, once it is known whose they are. */
  private readonly spent: Float64Array;
  private demandOf: Int32Array | undefined;
  private readonly activity: Float64Array;
  private readonly slack: Float64Array;
  /** Supports of each row, row by row: positions in `program.rowColumn`. */
  private readonly supportStart: Int32Array;
  private readonly supportAt: Int32Array;
  private readonly isDemand: Uint8Array;
  private readonly isQueued: Uint8Array;
  /** Rows touched and not looked at yet: the first `queueLast` places. */
  private queue = new Int32Array(1024);
  private queueLast = 0;
  private trailColumns = new Int32Array(1024);
  private trailValues = new Float64Array(1024);
  private trailLength = 0;
  /** Columns whose change was kept since the last `copyTo`, each once. */
  private kept: number[] = [];
  private readonly isKept: Uint8Array;
  private readonly program: Program;

  constructor(
    private readonly land: Landscape,
    point: Float64Array,
  ) {
    const { program, shape } = land;
    this.program = program;
    this.point = Float64Array.from(point);
    this.activity = new Float64Array(program.rowCount);
    this.slack = new Float64Array(program.rowCount);
    this.isQueued = new Uint8Array(program.rowCount);
    this.isKept = new Uint8Array(program.columnCount);
    this.spent = new Float64Array(program.rowCount);
    this.isDemand = new Uint8Array(program.rowCount);
    for (const row of shape.demandRows) this.isDemand[row] = 1;
    this.supportStart = new Int32Array(program.rowCount + 1);
    const supports: number[] = [];
    for (let i = 0; i < program.rowCount; i += 1) {
      let sum = 0;
      for (let k = program.rowStart[i] ?? 0; k < (program.rowStart[i + 1] ?? 0); k += 1) {
        const j = program.rowColumn[k] ?? 0;
        const value = program.rowValue[k] ?? 0;
        sum += value * (point[j] ?? 0);
        if (shape.isServing[j] === 1 || !(value < 0) || !((program.cost[j] ?? 0) >= 0)) continue;
        if (!((program.columnLower[j] ?? 0) < (program.columnUpper[j] ?? 0))) continue;
        supports.push(k);
      }
      this.supportStart[i + 1] = supports.length;
      this.activity[i] = sum;
      this.slack[i] = ROUNDING * Math.max(1, Math.abs(this.limitOf(i)));
    }
    this.supportAt = Int32Array.from(supports);
    for (let j = 0; j < program.columnCount; j += 1) this.cost += (program.cost[j] ?? 0) * (point[j] ?? 0);
  }

  /** @param demandOf - the demand row that each column serves; -1 where it is none's */
  countSpending(demandOf: Int32Array): void {
    this.demandOf = demandOf;
    for (let j = 0; j < demandOf.length; j += 1) this.spend(j, this.point[j] ?? 0);
  }

  /** What a demand row pays now for its own columns. */
  spentBy(row: number): number {
    return this.spent[row] ?? 0;
  }

  /** A place to come back to. */
  mark(): number {
    return this.trailLength;
  }

  undo(mark: number): void {
    for (let at = this.trailLength - 1; at >= mark; at -= 1)
      this.change(this.trailColumns[at] ?? 0, this.trailValues[at] ?? 0);
    this.trailLength = mark;
    this.forget();
  }

  /** Gives up every way back. */
  keep(): void {
    for (let at = 0; at < this.trailLength; at += 1) {
      const column = this.trailColumns[at] ?? 0;
      if (this.isKept[column] === 1) continue;
      this.isKept[column] = 1;
      this.kept.push(column);
    }
    this.trailLength = 0;
  }

  /** Brings a copy that was the point at the last call up to date: to copy a million columns takes longer than a step. */
  copyTo(copy: Float64Array): void {
    for (const column of this.kept) {
      this.isKept[column] = 0;
      copy[column] = this.point[column] ?? 0;
    }
    this.kept = [];
  }

  set(column: number, value: number): void {
    const before = this.point[column] ?? 0;
    if (before === value) return;
    if (this.trailLength === this.trailColumns.length) {
      this.trailColumns = moved(this.trailColumns, new Int32Array(2 * this.trailLength));
      this.trailValues = moved(this.trailValues, new Float64Array(2 * this.trailLength));
    }
    this.trailColumns[this.trailLength] = column;
    this.trailValues[this.trailLength] = before;
    this.trailLength += 1;
    this.change(column, value);
  }

  /**
   * Raises supports until no row that was touched is over its limit; false where none can give way, or where that makes the
   * point cost as much as `below`.
   */
  raise(below = Number.POSITIVE_INFINITY): boolean {
    for (let at = 0; at < this.queueLast; at += 1) {
      const row = this.queue[at] ?? 0;
      this.isQueued[row] = 0;
      if (!(this.cost < below) || !this.makeRoom(row)) {
        this.forget();
        return false;
      }
    }
    this.queueLast = 0;
    return true;
  }

  /** Lowers supports that give more room than is taken, from the rows touched since the last call. */
  shrink(rows: readonly number[]): void {
    this.forget();
    for (const row of rows) if (this.isQueued[row] !== 1) this.enqueue(row);
    for (let at = 0; at < this.queueLast; at += 1) {
      const row = this.queue[at] ?? 0;
      this.isQueued[row] = 0;
      for (let k = this.supportStart[row] ?? 0; k < (this.supportStart[row + 1] ?? 0); k += 1) {
        const column = this.program.rowColumn[this.supportAt[k] ?? 0] ?? 0;
        const now = this.point[column] ?? 0;
        if (!(now > (this.program.columnLower[column] ?? 0))) continue;
        const least = this.leastOf(column);
        if (least < now) this.set(column, least);
      }
    }
    this.forget();
  }

  isOver(row: number): boolean {
    return (this.activity[row] ?? 0) > (this.program.rowUpper[row] ?? 0) + (this.slack[row] ?? 0);
  }

  isUnder(row: number): boolean {
    return (this.activity[row] ?? 0) < (this.program.rowLower[row] ?? 0) - (this.slack[row] ?? 0);
  }

  /** What a row lacks of its lower side. */
  missing(row: number): number {
    return Math.max(0, (this.program.rowLower[row] ?? 0) - (this.activity[row] ?? 0));
  }

  /** Rows of a column. */
  rowsOf(column: number): Int32Array {
    const { start, row } = this.land.entries;
    return row.subarray(start[column] ?? 0, start[column + 1] ?? 0);
  }

  /** The support of a row with the most cost, and so the one that decides what the row is worth; -1 where it has none. */
  supportOf(row: number): number {
    let best = -1;
    for (let k = this.supportStart[row] ?? 0; k < (this.supportStart[row + 1] ?? 0); k += 1) {
      const column = this.program.rowColumn[this.supportAt[k] ?? 0] ?? 0;
      if (best < 0 || (this.program.cost[column] ?? 0) > (this.program.cost[best] ?? 0)) best = column;
    }
    return best;
  }

  /** Room that one of a support gives in a row. */
  roomOf(row: number, support: number): number {
    for (let k = this.supportStart[row] ?? 0; k < (this.supportStart[row + 1] ?? 0); k += 1) {
      const at = this.supportAt[k] ?? 0;
      if (this.program.rowColumn[at] === support) return -(this.program.rowValue[at] ?? 0);
    }
    return 0;
  }

  private limitOf(row: number): number {
    const upper = this.program.rowUpper[row] ?? 0;
    return Number.isFinite(upper) ? upper : (this.program.rowLower[row] ?? 0);
  }

  private forget(): void {
    for (let at = 0; at < this.queueLast; at += 1) this.isQueued[this.queue[at] ?? 0] = 0;
    this.queueLast = 0;
  }

  private change(column: number, value: number): void {
    const step = value - (this.point[column] ?? 0);
    this.point[column] = value;
    this.cost += step * (this.program.cost[column] ?? 0);
    this.spend(column, step);
    const { start, row: rows, value: values } = this.land.entries;
    for (let k = start[column] ?? 0; k < (start[column + 1] ?? 0); k += 1) {
      const row = rows[k] ?? 0;
      this.activity[row] = (this.activity[row] ?? 0) + step * (values[k] ?? 0);
      if (this.isQueued[row] !== 1) this.enqueue(row);
    }
  }

  private spend(column: number, step: number): void {
    const demand = this.demandOf?.[column] ?? -1;
    if (demand >= 0) this.spent[demand] = (this.spent[demand] ?? 0) + step * (this.program.cost[column] ?? 0);
  }

  private enqueue(row: number): void {
    if (this.queueLast === this.queue.length)
      this.queue = moved(this.queue, new Int32Array(2 * this.queueLast));
    this.isQueued[row] = 1;
    this.queue[this.queueLast] = row;
    this.queueLast += 1;
  }

  private makeRoom(row: number): boolean {
    while (this.isOver(row)) {
      const excess = (this.activity[row] ?? 0) - (this.program.rowUpper[row] ?? 0);
      let best = -1;
      let room = 0;
      let price = Number.POSITIVE_INFINITY;
      for (let k = this.supportStart[row] ?? 0; k < (this.supportStart[row + 1] ?? 0); k += 1) {
        const at = this.supportAt[k] ?? 0;
        const column = this.program.rowColumn[at] ?? 0;
        if (!((this.point[column] ?? 0) < (this.program.columnUpper[column] ?? 0))) continue;
        const gives = -(this.program.rowValue[at] ?? 0);
        const each = (this.program.cost[column] ?? 0) / gives;
        if (each >= price) continue;
        price = each;
        best = column;
        room = gives;
      }
      if (best < 0) return false;
      const exact = excess / room;
      const step = this.program.integer[best] === 1 ? Math.max(1, Math.ceil(exact - WHOLE)) : exact;
      const now = this.point[best] ?? 0;
      const next = Math.min(this.program.columnUpper[best] ?? 0, now + step);
      if (!(next > now)) return false;
      this.set(best, next);
    }
    // Only demand rows come back over their lower side by themselves.
    return this.isDemand[row] === 1 || !this.isUnder(row);
  }

  /** The least value of a support that its rows allow. */
  private leastOf(column: number): number {
    const now = this.point[column] ?? 0;
    let least = this.program.columnLower[column] ?? 0;
    const { start, row: rows, value: values } = this.land.entries;
    for (let k = start[column] ?? 0; k < (start[column + 1] ?? 0) && least < now; k += 1) {
      const value = values[k] ?? 0;
      const row = rows[k] ?? 0;
      if (value > 0) {
        if (Number.isFinite(this.program.rowLower[row] ?? 0)) return now;
        continue;
      }
      const over = (this.activity[row] ?? 0) - (this.program.rowUpper[row] ?? 0);
      const exact = now + over / -value;
      least = Math.max(least, this.program.integer[column] === 1 ? Math.ceil(exact - WHOLE) : exact);
    }
    return Math.min(least, now);
  }
}
