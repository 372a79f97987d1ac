import { activityOf } from '../linear/activity.js';
import type { BaseRows } from './base-rows.js';
import type { VariableBound, VariableBounds } from './variable-bounds.js';

/** Distance from a bound below which a value lies on it. */
const ON_BOUND = 1e-7;
/** Violation up to which a variable bound is used at a point. */
const BROKEN = 1e-5;

/** How a column is replaced: by its own bounds, always by a variable bound, or only where whole columns are too. */
export const REPLACED = { byOwn: 0, always: 1, ifWide: 2 } as const;

/** The rows that cuts are derived from, with what a relaxed point makes of rows and columns. */
export class RowsAtPoint {
  /** The variable bound that a column is nearest to, where it is nearer than its own. */
  readonly nearest: readonly (VariableBound | undefined)[];
  readonly replaced: Uint8Array;
  /** Distance from the nearest variable bound where there is one. */
  readonly toVariable: Float64Array;
  /** 1 for whole columns with whole bounds. */
  readonly isWhole: Uint8Array;
  private readonly activity: Float64Array;

  constructor(
    readonly base: BaseRows,
    readonly bounds: VariableBounds,
    readonly point: Float64Array,
  ) {
    const { program } = base;
    const { columnCount, columnLower, columnUpper, integer } = program;
    this.activity = Float64Array.from({ length: program.rowCount }, (_, row) =>
      activityOf(program, row, point),
    );
    this.replaced = new Uint8Array(columnCount);
    this.toVariable = new Float64Array(columnCount);
    this.isWhole = Uint8Array.from(integer, (flag, j) =>
      flag === 1 && Number.isInteger(columnLower[j]) && Number.isInteger(columnUpper[j]) ? 1 : 0,
    );
    const nearest = new Array<VariableBound | undefined>(columnCount);
    for (const [column, known] of bounds.ofColumn) nearest[column] = this.choose(column, known);
    this.nearest = nearest;
  }

  /** What is left to a side of a row. */
  slack(row: number, side: 1 | -1): number {
    const activity = this.activity[row] ?? 0;
    return side === 1 ? (this.base.upper[row] ?? 0) - activity : activity - (this.base.lower[row] ?? 0);
  }

  private choose(column: number, known: readonly VariableBound[]): VariableBound | undefined {
    const { columnLower, columnUpper } = this.base.program;
    const x = this.point[column] ?? 0;
    let chosen: VariableBound | undefined;
    let distance = Number.POSITIVE_INFINITY;
    for (const bound of known) {
      const left = bound.factor * (this.point[bound.by] ?? 0) + bound.most - x;
      if (left < -BROKEN || left >= distance) continue;
      distance = left;
      chosen = bound;
    }
    const toUpper = (columnUpper[column] ?? 0) - x;
    const toLower = x - (columnLower[column] ?? 0);
    if (!chosen || distance > toUpper + ON_BOUND || distance > toLower) return undefined;
    this.toVariable[column] = Math.max(0, distance);
    if (this.isWhole[column] !== 1) {
      this.replaced[column] = REPLACED.always;
      return chosen;
    }
    // One that bounds others must stay: it may come in by them.
    if (this.bounds.bounding.has(column) || distance >= toLower || toUpper < ON_BOUND) return undefined;
    this.replaced[column] = REPLACED.ifWide;
    return chosen;
  }
}
