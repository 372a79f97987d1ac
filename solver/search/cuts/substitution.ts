import type { SlackTerm } from './aggregation.js';
import type { RowSum } from './row-sum.js';
import { REPLACED, type RowsAtPoint } from './rows-at-point.js';
import { TERM, Terms } from './terms.js';

/** Turns sums of rows into terms that are never negative, at one point. */
export class Substitution {
  /** Terms that take whole values only. */
  readonly whole = new Terms();
  /** The others, where they may add to the left: those with a negative coefficient. */
  readonly rest = new Terms();

  constructor(readonly rows: RowsAtPoint) {}

  /**
   * Every column by its distance from the bound it is nearest to. The right side of the sum is then that of the terms.
   *
   * @param sum - the row; its coefficients are no longer its own afterwards
   * @param isWide - whether whole columns are replaced by variable bounds too
   */
  apply(sum: RowSum, slacks: readonly SlackTerm[], isWide: boolean): void {
    this.whole.clear();
    this.rest.clear();
    const { replaced } = this.rows;
    const { columns } = sum;
    const count = columns.length;
    for (let at = 0; at < count; at += 1) {
      const j = columns[at] ?? 0;
      if (isReplaced(replaced[j] ?? 0, isWide)) this.byVariable(sum, j);
    }
    // Columns that bound others have come in, or have another coefficient than before.
    for (let at = 0; at < columns.length; at += 1) {
      const j = columns[at] ?? 0;
      if (!isReplaced(replaced[j] ?? 0, isWide)) this.byBound(sum, j);
    }
    for (const { row, coefficient, side } of slacks) {
      const value = Math.max(0, this.rows.slack(row, side));
      const kind = side === 1 ? TERM.upperSlack : TERM.lowerSlack;
      this.push(this.rows.base.isWhole[row] === 1, row, kind, coefficient, value, Number.POSITIVE_INFINITY);
    }
  }

  private byVariable(sum: RowSum, column: number): void {
    const coefficient = sum.value(column);
    const bound = this.rows.nearest[column];
    if (coefficient === 0 || !bound) return;
    sum.add(bound.by, coefficient, bound.factor);
    sum.addRight(-coefficient, bound.most);
    const value = this.rows.toVariable[column] ?? 0;
    this.push(bound.isWhole, column, TERM.variable, -coefficient, value, Number.POSITIVE_INFINITY);
  }

  private byBound(sum: RowSum, column: number): void {
    const coefficient = sum.value(column);
    if (coefficient === 0) return;
    const { rows } = this;
    const { columnLower, columnUpper } = rows.base.program;
    const lower = columnLower[column] ?? 0;
    const upper = columnUpper[column] ?? 0;
    const x = Math.min(Math.max(rows.point[column] ?? 0, lower), upper);
    const isLower = x - lower <= upper - x;
    sum.addRight(-coefficient, isLower ? lower : upper);
    if (lower === upper) return;
    const isWhole = rows.isWhole[column] === 1;
    if (isLower) this.push(isWhole, column, TERM.lower, coefficient, x - lower, upper - lower);
    else this.push(isWhole, column, TERM.upper, -coefficient, upper - x, upper - lower);
  }

  private push(
    isWhole: boolean,
    index: number,
    kind: number,
    coefficient: number,
    value: number,
    range: number,
  ): void {
    if (isWhole) this.whole.push(index, kind, coefficient, value, range);
    // One that only takes from the left may go.
    else if (coefficient < 0) this.rest.push(index, kind, coefficient, value, range);
  }
}

const isReplaced = (how: number, isWide: boolean): boolean =>
  how === REPLACED.always || (isWide && how === REPLACED.ifWide);
