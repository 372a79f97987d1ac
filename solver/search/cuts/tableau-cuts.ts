import { Aggregation } from './aggregation.js';
import type { Cut } from './cut.js';
import { MixedRounding } from './mixed-rounding.js';
import type { RowsAtPoint } from './rows-at-point.js';
import { Substitution } from './substitution.js';

/** Factors this small beside the largest are left out. */
const SMALL = 1e-7;
/** Sums with more columns are left alone: their roundings are dense and say little. */
const COLUMNS_MOST = 3000;

/** Sign of the sum, and whether whole columns are replaced by variable bounds: the way that gives most comes first. */
const WAYS: readonly (readonly [1 | -1, boolean])[] = [
  [-1, true],
  [1, true],
  [-1, false],
  [1, false],
];

/**
 * Cuts from rows of a basis' inverse: sums of rows in which one whole column, now between two numbers, stands alone. In
 * large programs such a sum takes in thousands of rows, and a rounding of it says nothing; of any sum of rows a rounding is
 * valid, and that of the rows with the largest factors is as violated and far shorter.
 */
export class TableauCuts {
  private readonly rounding: MixedRounding;
  private readonly sum: Aggregation;

  /**
   * @param sizes - numbers of rows of largest factors that are tried, smallest first
   * @param isThorough - whether sums are also tried with the other sign, and with whole columns by their own bounds: three
   *   times as much work for cuts of which few are new
   */
  constructor(
    rows: RowsAtPoint,
    private readonly sizes: readonly number[],
    private readonly isThorough: boolean,
  ) {
    this.rounding = new MixedRounding(new Substitution(rows));
    this.sum = new Aggregation(rows.base);
  }

  /** Cuts from a sum of rows and from its largest parts. */
  from(rows: Int32Array, factors: Float64Array): Cut[] {
    const found: Cut[] = [];
    let before = 0;
    for (const size of this.sizes) {
      const { places, isAll } = largest(factors, size);
      if (places.length === before) break;
      before = places.length;
      for (const [sign, isWide] of this.isThorough ? WAYS : WAYS.slice(0, 1)) {
        const cut = this.ofSum(places, rows, factors, sign, isWide);
        if (cut) found.push(cut);
      }
      if (isAll) break;
    }
    return found;
  }

  private ofSum(
    places: readonly number[],
    rows: Int32Array,
    factors: Float64Array,
    sign: number,
    isWide: boolean,
  ): Cut | undefined {
    this.sum.clear();
    for (const place of places)
      if (!this.sum.add(rows[place] ?? 0, sign * (factors[place] ?? 0))) return undefined;
    if (this.sum.sum.columns.length > COLUMNS_MOST) return undefined;
    return this.rounding.cut(this.sum.sum, this.sum.slacks, isWide);
  }
}

/** Places of the factors of largest size, ascending; some more where several are of the last size. */
const largest = (
  factors: Float64Array,
  count: number,
): { readonly places: number[]; readonly isAll: boolean } => {
  const sizes = new Float64Array(factors.length);
  for (let place = 0; place < sizes.length; place += 1) sizes[place] = Math.abs(factors[place] ?? 0);
  const ordered = sizes.slice().sort();
  const least = Math.max(ordered[sizes.length - count] ?? 0, SMALL * (ordered.at(-1) ?? 0));
  const places: number[] = [];
  // Of many that are as large as the last, the first few do.
  for (let place = 0; place < sizes.length && places.length < 2 * count; place += 1) {
    const size = sizes[place] ?? 0;
    if (size >= least && size > 0) places.push(place);
  }
  return { places, isAll: count >= factors.length };
};
