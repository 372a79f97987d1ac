import type { ColumnEntries } from '../../program/transpose.js';
import { Aggregation } from './aggregation.js';
import type { BaseRows } from './base-rows.js';
import type { Cut } from './cut.js';
import { MixedRounding } from './mixed-rounding.js';
import type { RowsAtPoint } from './rows-at-point.js';
import { Substitution } from './substitution.js';

/** Rows added to one another to take columns out that are neither whole nor on a bound. */
const MOST_ROWS = 4;
/** Rows slacker than this, beside the size of their side, tell nothing of the point. */
const SLACK_MOST = 0.1;
/** Distance from every bound from which a column is worth taking out. */
const OFF_BOUND = 1e-5;
/** Sums longer than this are not rounded. */
const ENTRIES_MOST = 2000;

/** Cuts from single rows and from short paths of rows that share a column which is not whole. */
export class RowCuts {
  private readonly rounding: MixedRounding;
  private readonly path: Aggregation;
  private readonly trial: Aggregation;

  private readonly base: BaseRows;

  constructor(
    private readonly rows: RowsAtPoint,
    private readonly entries: ColumnEntries,
  ) {
    this.base = rows.base;
    this.rounding = new MixedRounding(new Substitution(rows));
    this.path = new Aggregation(this.base);
    this.trial = new Aggregation(this.base);
  }

  /** Cuts that start at a row, in the order found. */
  from(row: number): Cut[] {
    const found: Cut[] = [];
    const { lower, upper } = this.base;
    for (const sign of [1, -1] as const) {
      const side = sign === 1 ? upper[row] : lower[row];
      if (!Number.isFinite(side)) continue;
      const slack = this.rows.slack(row, sign);
      if (slack > SLACK_MOST * Math.max(1, Math.abs(side ?? 0))) continue;
      const cut = this.along(row, sign);
      if (cut) found.push(cut);
    }
    return found;
  }

  private along(row: number, sign: 1 | -1): Cut | undefined {
    const steps: [number, number][] = [[row, sign]];
    for (;;) {
      const cut = this.rounded(steps);
      if (cut || steps.length >= MOST_ROWS) return cut;
      const next = this.next(steps);
      if (!next) return undefined;
      steps.push(next);
    }
  }

  private rounded(steps: readonly [number, number][]): Cut | undefined {
    for (const isWide of [false, true]) {
      const sum = this.summed(this.trial, steps);
      if (!sum || sum.sum.columns.length > ENTRIES_MOST) return undefined;
      const cut = this.rounding.cut(sum.sum, sum.slacks, isWide);
      if (cut) return cut;
    }
    return undefined;
  }

  private summed(into: Aggregation, steps: readonly [number, number][]): Aggregation | undefined {
    into.clear();
    for (const [row, factor] of steps) if (!into.add(row, factor)) return undefined;
    return into;
  }

  /** The column furthest from its bounds, and the tightest row that takes it out. */
  private next(steps: readonly [number, number][]): [number, number] | undefined {
    const path = this.summed(this.path, steps);
    if (!path) return undefined;
    const { program } = this.base;
    const used = new Set(steps.map(([row]) => row));
    const columns = path.sum.columns
      .filter((j) => program.integer[j] !== 1 && Math.abs(path.sum.value(j)) > 1e-9)
      .map((j) => ({ j, distance: this.distance(j) }))
      .filter(({ distance }) => distance > OFF_BOUND)
      .sort((a, b) => b.distance - a.distance || a.j - b.j);
    for (const { j } of columns.slice(0, 5)) {
      const step = this.eliminating(j, path.sum.value(j), used);
      if (step) return step;
    }
    return undefined;
  }

  private eliminating(
    column: number,
    coefficient: number,
    used: ReadonlySet<number>,
  ): [number, number] | undefined {
    const { start, row, value } = this.entries;
    let best: [number, number] | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (let k = start[column] ?? 0; k < (start[column + 1] ?? 0); k += 1) {
      const i = row[k] ?? 0;
      if (used.has(i)) continue;
      const factor = -coefficient / (value[k] ?? 1);
      const { lower, upper, program } = this.base;
      const isUpper = factor > 0 ? Number.isFinite(upper[i]) : !Number.isFinite(lower[i]);
      const slack = this.rows.slack(i, isUpper ? 1 : -1) / Math.abs(value[k] ?? 1);
      const length = (program.rowStart[i + 1] ?? 0) - (program.rowStart[i] ?? 0);
      const score = slack + 1e-4 * length;
      if (slack > SLACK_MOST || score >= least) continue;
      least = score;
      best = [i, factor];
    }
    return best;
  }

  private distance(column: number): number {
    const { columnLower, columnUpper } = this.base.program;
    const { point, bounds } = this.rows;
    const x = point[column] ?? 0;
    let nearest = Math.min(x - (columnLower[column] ?? 0), (columnUpper[column] ?? 0) - x);
    for (const { by, factor, most } of bounds.ofColumn.get(column) ?? [])
      nearest = Math.min(nearest, factor * (point[by] ?? 0) + most - x);
    return nearest;
  }
}
