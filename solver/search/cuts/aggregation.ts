import type { BaseRows } from './base-rows.js';
import { RowSum } from './row-sum.js';

/** What is left to a side of a row, with its coefficient, in a sum of rows. */
export interface SlackTerm {
  readonly row: number;
  readonly coefficient: number;
  /** +1: what is left to the upper side of the row; -1: what is above its lower side. */
  readonly side: 1 | -1;
}

/** A sum of rows, each times a factor of either sign, as one row with upper side and slacks. */
export class Aggregation {
  readonly sum: RowSum;
  readonly slacks: SlackTerm[] = [];

  constructor(private readonly base: BaseRows) {
    this.sum = new RowSum(base.program);
  }

  clear(): void {
    this.sum.clear();
    this.slacks.length = 0;
  }

  /** False where the row has no side to be used by. */
  add(row: number, factor: number): boolean {
    const { program, lower, upper } = this.base;
    const low = lower[row] ?? Number.NEGATIVE_INFINITY;
    const high = upper[row] ?? Number.POSITIVE_INFINITY;
    // The side by which the slack takes from the left, where there is one.
    const isUpper = factor > 0 ? Number.isFinite(high) : !Number.isFinite(low);
    const side = isUpper ? high : low;
    if (!Number.isFinite(side)) return false;
    this.sum.addRow(program, row, factor);
    this.sum.addRight(factor, side);
    this.slacks.push({ row, coefficient: isUpper ? factor : -factor, side: isUpper ? 1 : -1 });
    return true;
  }
}
