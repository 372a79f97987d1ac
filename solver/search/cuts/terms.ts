import { moved } from '../longer.js';

/** What stands for a column or for what a row leaves, and is never negative. */
export const TERM = {
  /** x - lower bound. */
  lower: 0,
  /** Upper bound - x. */
  upper: 1,
  /** A variable bound of the column - x. */
  variable: 2,
  /** What is left to the upper side of a row. */
  upperSlack: 3,
  /** What is above the lower side of a row. */
  lowerSlack: 4,
} as const;

/** The terms of a row, by place. Lists are longer than `count`. */
export class Terms {
  count = 0;
  /** The column; for a slack, the row. */
  index = new Int32Array(256);
  kind = new Uint8Array(256);
  coefficient = new Float64Array(256);
  /** Value at the point. */
  value = new Float64Array(256);
  /** Largest value. */
  range = new Float64Array(256);

  clear(): void {
    this.count = 0;
  }

  push(index: number, kind: number, coefficient: number, value: number, range: number): void {
    const at = this.count;
    if (at === this.index.length) this.grow();
    this.index[at] = index;
    this.kind[at] = kind;
    this.coefficient[at] = coefficient;
    this.value[at] = value;
    this.range[at] = range;
    this.count = at + 1;
  }

  /** The distance from the other bound in place of this one: coefficient, value and kind of a term of finite range. */
  flip(at: number): void {
    this.coefficient[at] = -(this.coefficient[at] ?? 0);
    this.value[at] = (this.range[at] ?? 0) - (this.value[at] ?? 0);
    this.kind[at] = this.kind[at] === TERM.lower ? TERM.upper : TERM.lower;
  }

  private grow(): void {
    const size = 2 * this.index.length;
    this.index = moved(this.index, new Int32Array(size));
    this.kind = moved(this.kind, new Uint8Array(size));
    this.coefficient = moved(this.coefficient, new Float64Array(size));
    this.value = moved(this.value, new Float64Array(size));
    this.range = moved(this.range, new Float64Array(size));
  }
}
