import type { Program } from '../../program/program.js';
import type { Cut } from './cut.js';

/**
 * Twice the largest relative error of one operation: covers that error and those made in adding the errors up, for sums
 * of up to a million terms.
 */
export const ROUNDING = 2 ** -52;

/** Coefficients this small beside the largest of a row are taken out, at the price of what their columns can make of them. */
const TINY = 1e-9;

/**
 * A row in the making: sum value[j] x[j] <= upper. Every rounding error of a coefficient is paid for by raising the right
 * side by the error times the largest size of its column, so the row is true of the compiled numbers whenever what was
 * added up is.
 */
export class RowSum {
  private readonly values: Float64Array;
  private readonly isTouched: Uint8Array;
  private readonly touched: number[] = [];
  private right = 0;
  private error = 0;

  constructor(private readonly program: Program) {
    this.values = new Float64Array(program.columnCount);
    this.isTouched = new Uint8Array(program.columnCount);
  }

  clear(): void {
    for (const j of this.touched) {
      this.values[j] = 0;
      this.isTouched[j] = 0;
    }
    this.touched.length = 0;
    this.right = 0;
    this.error = 0;
  }

  /** Columns with a coefficient, in the order they came. Some may have come to nothing. */
  get columns(): readonly number[] {
    return this.touched;
  }

  value(column: number): number {
    return this.values[column] ?? 0;
  }

  /** The right side, safely rounded up. */
  get upper(): number {
    return this.right + this.error + ROUNDING * (Math.abs(this.right) + this.error);
  }

  /** Adds factor x value to the coefficient of a column. */
  add(column: number, factor: number, value: number): void {
    const product = factor * value;
    const sum = (this.values[column] ?? 0) + product;
    this.values[column] = sum;
    this.error += ROUNDING * (Math.abs(product) + Math.abs(sum)) * this.sizeOf(column);
    if (this.isTouched[column] === 1) return;
    this.isTouched[column] = 1;
    this.touched.push(column);
  }

  /** Adds factor x value to the right side. */
  addRight(factor: number, value: number): void {
    const product = factor * value;
    this.right += product;
    this.error += ROUNDING * (Math.abs(product) + Math.abs(this.right));
  }

  /** Adds a program's row times a factor, without its right side. */
  addRow(program: Program, row: number, factor: number): void {
    const end = program.rowStart[row + 1] ?? 0;
    for (let k = program.rowStart[row] ?? 0; k < end; k += 1)
      this.add(program.rowColumn[k] ?? 0, factor, program.rowValue[k] ?? 0);
  }

  /**
   * The row as a cut without tiny coefficients, its largest one between 1 and 2; undefined where nothing is left.
   *
   * @param tiny - beside the largest coefficient
   */
  cut(tiny = TINY): Cut | undefined {
    let largest = 0;
    for (const j of this.touched) largest = Math.max(largest, Math.abs(this.values[j] ?? 0));
    if (!(largest > 1e-100 && largest < 1e100)) return undefined;
    const kept: number[] = [];
    for (const j of this.touched) {
      const value = this.values[j] ?? 0;
      if (value === 0) continue;
      if (Math.abs(value) >= tiny * largest) kept.push(j);
      // The least it can come to is all that may be kept on the left.
      else this.addRight(-value, (value > 0 ? this.program.columnLower : this.program.columnUpper)[j] ?? 0);
    }
    if (kept.length === 0) return undefined;
    kept.sort((a, b) => a - b);
    // A power of two changes no digit.
    const scale = 2 ** -Math.floor(Math.log2(largest));
    const upper = this.upper * scale;
    if (!Number.isFinite(upper)) return undefined;
    return {
      columns: Int32Array.from(kept),
      values: Float64Array.from(kept, (j) => (this.values[j] ?? 0) * scale),
      upper,
    };
  }

  private sizeOf(column: number): number {
    return Math.max(
      Math.abs(this.program.columnLower[column] ?? 0),
      Math.abs(this.program.columnUpper[column] ?? 0),
    );
  }
}
