import type { SlackTerm } from './aggregation.js';
import type { Cut } from './cut.js';
import { RoundingSearch, restCoefficient, wholeCoefficient } from './rounding-search.js';
import { RowSum } from './row-sum.js';
import type { Substitution } from './substitution.js';
import { TERM, type Terms } from './terms.js';

/**
 * Mixed-integer rounding of a sum of rows: columns are replaced by their distance from a bound, also from one by another
 * column; the sum is divided; coefficients of whole columns are rounded down, with what is lost where it is more than the
 * right side loses; and everything is put back. Each divisor that a coefficient suggests is tried, and each complement.
 *
 * For sum a t <= b, t >= 0, and a divisor d with f = frac(b / d):
 *
 *     sum over whole t of (floor(a/d) + max(0, frac(a/d) - f) / (1 - f)) t + sum over others with a < 0 of a / (d (1 - f)) t
 *       <= floor(b / d)
 *
 * Safe: coefficients are rounded down and the right side up (t >= 0 makes that a weaker row), and what goes through
 * {@link RowSum} pays for its rounding there.
 *
 * @source H. Marchand, L. A. Wolsey, Aggregation and mixed integer rounding to solve MIPs, Operations Research 49 (2001)
 */
export class MixedRounding {
  private readonly result: RowSum;

  constructor(private readonly substitution: Substitution) {
    this.result = new RowSum(substitution.rows.base.program);
  }

  /**
   * The most violated rounding of a sum; undefined where none is.
   *
   * @param sum - is used up
   * @param isWide - whether whole columns are replaced by variable bounds too
   */
  cut(sum: RowSum, slacks: readonly SlackTerm[], isWide: boolean): Cut | undefined {
    this.substitution.apply(sum, slacks, isWide);
    const { whole, rest } = this.substitution;
    if (whole.count === 0 || !Number.isFinite(sum.upper)) return undefined;
    const rounding = new RoundingSearch(whole, rest, sum.upper).best();
    if (!rounding) return undefined;
    this.result.clear();
    this.result.addRight(rounding.whole, 1);
    for (let at = 0; at < whole.count; at += 1)
      this.putBack(whole, at, wholeCoefficient(whole.coefficient[at] ?? 0, rounding));
    for (let at = 0; at < rest.count; at += 1)
      this.putBack(rest, at, restCoefficient(rest.coefficient[at] ?? 0, rounding));
    return this.result.cut();
  }

  /** A term of the rounded row by the columns it stands for. */
  private putBack(terms: Terms, at: number, factor: number): void {
    if (factor === 0) return;
    const { result } = this;
    const { base, nearest } = this.substitution.rows;
    const { program } = base;
    const index = terms.index[at] ?? 0;
    const kind = terms.kind[at];
    const bound = nearest[index];
    if (kind === TERM.lower) {
      result.add(index, factor, 1);
      result.addRight(factor, program.columnLower[index] ?? 0);
    } else if (kind === TERM.upper) {
      result.add(index, -factor, 1);
      result.addRight(-factor, program.columnUpper[index] ?? 0);
    } else if (kind === TERM.variable && bound) {
      result.add(index, -factor, 1);
      result.add(bound.by, factor, bound.factor);
      result.addRight(-factor, bound.most);
    } else {
      const isUpper = kind === TERM.upperSlack;
      result.addRow(program, index, isUpper ? -factor : factor);
      result.addRight(isUpper ? -factor : factor, (isUpper ? base.upper : base.lower)[index] ?? 0);
    }
  }
}
