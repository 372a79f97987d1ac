import { activityOf } from './activity.js';
import type { BaseRows } from './base-rows.js';
import type { RowSum } from './row-sum.js';
import type { VariableBound, VariableBounds } from './variable-bounds.js';

/** Distance from a bound below which a value lies on it. */
const ON_BOUND = 1e-7;
/** Violation up to which a variable bound is used at a point. */
const BROKEN = 1e-5;

/** What stands for a column or a slack in a row and is never negative. */
export interface Term {
  /** The column; for a slack, the row. */
  readonly index: number;
  /** lower: x - l. upper: u - x. variable: factor y + most - x. slack: what is left to a side of a row. */
  kind: 'lower' | 'upper' | 'variable' | 'slack';
  coefficient: number;
  /** Value at the point. */
  value: number;
  /** Largest value. */
  readonly range: number;
  readonly isWhole: boolean;
  readonly bound?: VariableBound;
  /** +1: what is left to the upper side of the row; -1: what is above its lower side. */
  readonly side?: 1 | -1;
}

/** What is left to a side of a row, with its coefficient, in a sum of rows. */
export interface SlackTerm {
  readonly row: number;
  readonly coefficient: number;
  readonly side: 1 | -1;
}

/** The rows that cuts are derived from, with what a relaxed point makes of them. */
export class RowsAtPoint {
  private readonly activity: Float64Array;

  constructor(
    readonly base: BaseRows,
    readonly bounds: VariableBounds,
    readonly point: Float64Array,
  ) {
    const { program } = base;
    this.activity = Float64Array.from({ length: program.rowCount }, (_, row) =>
      activityOf(program, row, point),
    );
  }

  /** What is left to a side of a row. */
  slack(row: number, side: 1 | -1): number {
    const activity = this.activity[row] ?? 0;
    return side === 1 ? (this.base.upper[row] ?? 0) - activity : activity - (this.base.lower[row] ?? 0);
  }
}

/** Turns sums of rows into terms, at one point. */
export class Substitution {
  private readonly isReplaced: Uint8Array;

  readonly base: BaseRows;
  private readonly bounds: VariableBounds;
  private readonly point: Float64Array;

  constructor(private readonly rows: RowsAtPoint) {
    const { base, bounds, point } = rows;
    this.base = base;
    this.bounds = bounds;
    this.point = point;
    this.isReplaced = new Uint8Array(base.program.columnCount);
  }

  /**
   * Every column by its distance from the bound it is nearest to. The right side of the sum is then that of the terms.
   *
   * @param sum - the row; its coefficients are no longer its own afterwards
   * @param isWide - whether whole columns are replaced by variable bounds too
   */
  termsOf(sum: RowSum, slacks: readonly SlackTerm[], isWide: boolean): Term[] {
    const terms: Term[] = [];
    const count = sum.columns.length;
    for (let at = 0; at < count; at += 1) {
      const term = this.byVariable(sum, sum.columns[at] ?? 0, isWide);
      if (term) terms.push(term);
    }
    // Columns that bound others have come in, or have another coefficient than before.
    for (const j of sum.columns) {
      const term = this.isReplaced[j] === 1 ? undefined : this.byBound(sum, j);
      if (term) terms.push(term);
    }
    for (const term of terms) if (term.kind === 'variable') this.isReplaced[term.index] = 0;
    for (const slack of slacks) {
      const isWhole = this.base.isWhole[slack.row] === 1;
      // One that is not whole and takes from the left may go.
      if (slack.coefficient > 0 && !isWhole) continue;
      const value = Math.max(0, this.rows.slack(slack.row, slack.side));
      terms.push({
        index: slack.row,
        kind: 'slack',
        coefficient: slack.coefficient,
        value,
        range: Number.POSITIVE_INFINITY,
        isWhole,
        side: slack.side,
      });
    }
    return terms;
  }

  private byVariable(sum: RowSum, column: number, isWide: boolean): Term | undefined {
    const coefficient = sum.value(column);
    const isWhole = this.isWhole(column);
    if (coefficient === 0 || (isWhole && (!isWide || this.bounds.bounding.has(column)))) return undefined;
    const { columnLower, columnUpper } = this.base.program;
    const x = this.point[column] ?? 0;
    const bound = this.nearest(column, x);
    if (!bound) return undefined;
    const distance = bound.factor * (this.point[bound.by] ?? 0) + bound.most - x;
    const toUpper = (columnUpper[column] ?? 0) - x;
    const toLower = x - (columnLower[column] ?? 0);
    if (distance > toUpper + ON_BOUND || distance > toLower) return undefined;
    if (isWhole && (distance >= toLower || toUpper < ON_BOUND)) return undefined;
    sum.add(bound.by, coefficient, bound.factor);
    sum.addRight(-coefficient, bound.most);
    this.isReplaced[column] = 1;
    return {
      index: column,
      kind: 'variable',
      coefficient: -coefficient,
      value: Math.max(0, distance),
      range: Number.POSITIVE_INFINITY,
      isWhole: bound.isWhole,
      bound,
    };
  }

  private byBound(sum: RowSum, column: number): Term | undefined {
    const coefficient = sum.value(column);
    if (coefficient === 0) return undefined;
    const { columnLower, columnUpper } = this.base.program;
    const lower = columnLower[column] ?? 0;
    const upper = columnUpper[column] ?? 0;
    const x = Math.min(Math.max(this.point[column] ?? 0, lower), upper);
    const isLower = x - lower <= upper - x;
    sum.addRight(-coefficient, isLower ? lower : upper);
    if (lower === upper) return undefined;
    return {
      index: column,
      kind: isLower ? 'lower' : 'upper',
      coefficient: isLower ? coefficient : -coefficient,
      value: isLower ? x - lower : upper - x,
      range: upper - lower,
      isWhole: this.isWhole(column),
    };
  }

  private isWhole(column: number): boolean {
    const { integer, columnLower, columnUpper } = this.base.program;
    return (
      integer[column] === 1 &&
      Number.isInteger(columnLower[column] ?? 0) &&
      Number.isInteger(columnUpper[column] ?? 0)
    );
  }

  private nearest(column: number, x: number): VariableBound | undefined {
    let best: VariableBound | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const bound of this.bounds.ofColumn.get(column) ?? []) {
      const distance = bound.factor * (this.point[bound.by] ?? 0) + bound.most - x;
      if (distance >= -BROKEN && distance < least) {
        least = distance;
        best = bound;
      }
    }
    return best;
  }
}
