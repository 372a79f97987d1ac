import { Aggregation } from './aggregation.js';
import type { Cut } from './cut.js';
import { MixedRounding } from './mixed-rounding.js';
import { type RowsAtPoint, Substitution } from './term.js';

/** Multipliers this small beside the largest are left out. */
const SMALL = 1e-7;
/** Sums of more rows are left alone: their roundings are dense and say little. */
const ROWS_MOST = 500;
const ENTRIES_MOST = 3000;

/** Cuts from the rows of a basis' inverse: sums of rows in which one whole column, now between two numbers, stands alone. */
export class TableauCuts {
  private readonly rounding: MixedRounding;
  private readonly sum: Aggregation;

  constructor(rows: RowsAtPoint) {
    this.rounding = new MixedRounding(new Substitution(rows));
    this.sum = new Aggregation(rows.base);
  }

  /** @param rows - rows with a multiplier, by program row */
  from(rows: ArrayLike<number>, multipliers: ArrayLike<number>): Cut[] {
    let largest = 0;
    for (let k = 0; k < multipliers.length; k += 1) largest = Math.max(largest, Math.abs(multipliers[k] ?? 0));
    const kept: [number, number][] = [];
    for (let k = 0; k < rows.length; k += 1) {
      const multiplier = multipliers[k] ?? 0;
      if (Math.abs(multiplier) > SMALL * largest) kept.push([rows[k] ?? 0, multiplier]);
    }
    kept.sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
    const found: Cut[] = [];
    let before = -1;
    for (const size of (process.env['KEEP'] ?? '60').split(',').map(Number)) {
      const used = kept.slice(0, size);
      if (used.length === before) break;
      before = used.length;
      found.push(...this.ofRows(used));
    }
    return found;
  }

  private ofRows(kept: readonly [number, number][]): Cut[] {
    const found: Cut[] = [];
    for (const sign of [1, -1]) {
      for (const isWide of [false, true]) {
        this.sum.clear();
        if (!kept.every(([row, factor]) => this.sum.add(row, sign * factor))) break;
        if (this.sum.sum.columns.length > ENTRIES_MOST) break;
        const cut = this.rounding.cut(this.sum.sum, this.sum.slacks, isWide);
        if (cut) {
          found.push(cut);
          break;
        }
      }
    }
    return found;
  }
}
