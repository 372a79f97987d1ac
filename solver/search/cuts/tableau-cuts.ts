import { Aggregation } from './aggregation.js';
import type { Cut } from './cut.js';
import { MixedRounding } from './mixed-rounding.js';
import type { RowsAtPoint } from './rows-at-point.js';
import { Substitution } from './substitution.js';

/** Factors this small beside the largest are left out. */
const SMALL = 1e-7;
/** Sums with more columns are left alone: their roundings are dense and say little. */
const COLUMNS_MOST = 3000;

/**
 * Cuts from rows of a basis' inverse: sums of rows in which one whole column, now between two numbers, stands alone. In
 * large programs such a sum takes in thousands of rows, and a rounding of it says nothing; of any sum of rows a rounding is
 * valid, and that of the rows with the largest factors is as violated and far shorter.
 */
export class TableauCuts {
  private readonly rounding: MixedRounding;
  private readonly sum: Aggregation;

  /** @param sizes - numbers of rows of largest factors that are tried, smallest first */
  constructor(
    rows: RowsAtPoint,
    private readonly sizes: readonly number[],
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
      const cut = this.ofSum(places, rows, factors);
      if (cut) found.push(cut);
      if (isAll) break;
    }
    return found;
  }

  private ofSum(places: readonly number[], rows: Int32Array, factors: Float64Array): Cut | undefined {
    this.sum.clear();
    // The other sign gives as many cuts, of which hardly any is not among these.
    for (const place of places) if (!this.sum.add(rows[place] ?? 0, -(factors[place] ?? 0))) return undefined;
    if (this.sum.sum.columns.length > COLUMNS_MOST) return undefined;
    return this.rounding.cut(this.sum.sum, this.sum.slacks, true);
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
