import type { Program } from '../../program/program.js';
import type { LikeStreams } from './alike.js';

/**
 * Streams that are alike as one. With weights w = factor / sum of factors, the mean x = sum of w_s x_s over the streams
 *
 *     keeps every row that each stream has for itself, for these are the same rows and convex in x_s,
 *     weighs in every common row, and costs, as much as all of them do.
 *
 * So every point of the whole has one of the merged program at the same cost, which is why bounds of the merged program
 * are bounds of the whole; and a point of the merged program, given to each of the streams, is one of the whole.
 * Nothing is lost either way, whatever is whole or not among the other columns.
 *
 * Coefficients are rounded towards the weaker row and costs down, so that the first half holds for doubles too.
 */
export class Merging {
  readonly columnCount: number;
  /** Columns of the whole that the merged program has, ascending. */
  readonly columns: Int32Array;
  /** How many streams stand in for how many more. */
  readonly streamCount: number;
  readonly groupCount: number;
  private readonly wholeCount: number;
  private readonly placeOf: Int32Array;
  /** For columns of merged streams: the same column of the first stream, and the factor; -1 for other columns. */
  private readonly firstOf: Int32Array;
  private readonly factorOf: Float64Array;
  /** Sum of the factors, and number, of the streams of a column; 0 for other columns. */
  private readonly totalOf: Float64Array;
  private readonly countOf: Int32Array;
  /** 1 for columns of streams of one size. */
  private readonly isEqual: Uint8Array;

  constructor(wholeCount: number, groups: readonly LikeStreams[]) {
    this.wholeCount = wholeCount;
    this.firstOf = new Int32Array(wholeCount).fill(-1);
    this.isEqual = new Uint8Array(wholeCount);
    this.factorOf = new Float64Array(wholeCount);
    this.totalOf = new Float64Array(wholeCount);
    this.countOf = new Int32Array(wholeCount);
    for (const { streams, factors } of groups) {
      const total = factors.reduce((sum, factor) => sum + factor, 0);
      const isEqual = factors.every((factor) => factor === 1);
      streams.forEach(({ columns }, index) => {
        columns.forEach((j, place) => {
          this.firstOf[j] = streams[0]?.columns[place] ?? j;
          this.factorOf[j] = factors[index] ?? 1;
          this.totalOf[j] = total;
          this.countOf[j] = streams.length;
          this.isEqual[j] = isEqual ? 1 : 0;
        });
      });
    }
    this.columns = Int32Array.from({ length: wholeCount }, (_, j) => j).filter((j) => this.isKept(j));
    this.columnCount = this.columns.length;
    this.placeOf = new Int32Array(wholeCount).fill(-1);
    this.columns.forEach((j, place) => {
      this.placeOf[j] = place;
    });
    this.groupCount = groups.length;
    this.streamCount = groups.reduce((sum, { streams }) => sum + streams.length, 0);
  }

  private isKept(column: number): boolean {
    const first = this.firstOf[column] ?? -1;
    return first < 0 || first === column;
  }

  /** The merged program of a whole in which the streams are alike. */
  program(whole: Program): Program {
    const rowStart = [0];
    const rowColumn: number[] = [];
    const rowValue: number[] = [];
    const rowLower: number[] = [];
    const rowUpper: number[] = [];
    const value = new Float64Array(whole.columnCount);
    for (let i = 0; i < whole.rowCount; i += 1) {
      const lower = whole.rowLower[i] ?? 0;
      const upper = whole.rowUpper[i] ?? 0;
      const begin = whole.rowStart[i] ?? 0;
      const end = whole.rowStart[i + 1] ?? 0;
      if (this.isOfAnother(whole, begin, end)) continue;
      const isCommon = this.gather(whole, begin, end, upper !== Number.POSITIVE_INFINITY, value);
      for (let k = begin; k < end; k += 1) {
        const j = whole.rowColumn[k] ?? 0;
        if (!this.isKept(j)) continue;
        rowColumn.push(this.placeOf[j] ?? -1);
        const isSummed = isCommon && (this.firstOf[j] ?? -1) >= 0;
        rowValue.push(
          isSummed
            ? this.summed(value[j] ?? 0, j, upper !== Number.POSITIVE_INFINITY)
            : (whole.rowValue[k] ?? 0),
        );
      }
      rowStart.push(rowColumn.length);
      rowLower.push(lower);
      rowUpper.push(upper);
    }
    const pick = (from: Float64Array): Float64Array => Float64Array.from(this.columns, (j) => from[j] ?? 0);
    return {
      columnCount: this.columnCount,
      rowCount: rowLower.length,
      cost: this.cost(whole.cost),
      columnLower: pick(whole.columnLower),
      columnUpper: pick(whole.columnUpper),
      integer: Uint8Array.from(this.columns, (j) => whole.integer[j] ?? 0),
      rowStart: Int32Array.from(rowStart),
      rowColumn: Int32Array.from(rowColumn),
      rowValue: Float64Array.from(rowValue),
      rowLower: Float64Array.from(rowLower),
      rowUpper: Float64Array.from(rowUpper),
      columnNames: [],
      rowNames: [],
    };
  }

  /** Costs of the merged columns: surely not above what the streams' own columns cost together. */
  cost(whole: Float64Array): Float64Array {
    const least = Float64Array.from(whole);
    whole.forEach((cost, j) => {
      const first = this.firstOf[j] ?? -1;
      if (first >= 0) least[first] = Math.min(least[first] ?? 0, cost / (this.factorOf[j] ?? 1));
    });
    return Float64Array.from(this.columns, (j) =>
      (this.firstOf[j] ?? -1) < 0 ? (whole[j] ?? 0) : this.summed(least[j] ?? 0, j, true),
    );
  }

  widen(point: Float64Array): Float64Array {
    return Float64Array.from({ length: this.wholeCount }, (_, j) => {
      const first = this.firstOf[j] ?? -1;
      return point[this.placeOf[first < 0 ? j : first] ?? 0] ?? 0;
    });
  }

  narrow(whole: ArrayLike<number>): Float64Array {
    const point = new Float64Array(this.columnCount);
    for (let j = 0; j < whole.length; j += 1) {
      const first = this.firstOf[j] ?? -1;
      const place = this.placeOf[first < 0 ? j : first] ?? 0;
      const weight = first < 0 ? 1 : (this.factorOf[j] ?? 1) / (this.totalOf[j] ?? 1);
      point[place] = (point[place] ?? 0) + weight * (whole[j] ?? 0);
    }
    return point;
  }

  /** Whether a row is a merged stream's own and not its first's: the first has its twin. */
  private isOfAnother(whole: Program, begin: number, end: number): boolean {
    let firsts = 0;
    let others = 0;
    for (let k = begin; k < end; k += 1) {
      const j = whole.rowColumn[k] ?? 0;
      if (this.isKept(j)) firsts += (this.firstOf[j] ?? -1) < 0 ? 0 : 1;
      else others += 1;
    }
    return others > 0 && firsts === 0;
  }

  /**
   * For the first column of each kind in a row the coefficient a unit of factor: the least of the streams' where the
   * row has an upper side, else the greatest. Returns whether several streams of a group stand in it.
   */
  private gather(
    whole: Program,
    begin: number,
    end: number,
    takesLeast: boolean,
    into: Float64Array,
  ): boolean {
    const isWorse = takesLeast ? (a: number, b: number) => a < b : (a: number, b: number) => a > b;
    let isCommon = false;
    for (let k = begin; k < end; k += 1) {
      const first = this.firstOf[whole.rowColumn[k] ?? 0] ?? -1;
      if (first >= 0) into[first] = Number.NaN;
    }
    for (let k = begin; k < end; k += 1) {
      const j = whole.rowColumn[k] ?? 0;
      const first = this.firstOf[j] ?? -1;
      if (first < 0) continue;
      if (first !== j) isCommon = true;
      const value = (whole.rowValue[k] ?? 0) / (this.factorOf[j] ?? 1);
      const before = into[first] ?? Number.NaN;
      if (Number.isNaN(before) || isWorse(value, before)) into[first] = value;
    }
    return isCommon;
  }

  /** A coefficient for all streams of a column together, rounded down or up; as it is where nothing is rounded. */
  private summed(ofOne: number, column: number, isDown: boolean): number {
    const sum = ofOne * (this.totalOf[column] ?? 1);
    if (this.isEqual[column] === 1 && Number.isSafeInteger(ofOne) && Number.isSafeInteger(sum)) return sum;
    // The quotient, each addition to the total and the product are off by half of 2^-52 at most.
    const error = Math.abs(sum) * ((this.countOf[column] ?? 1) + 4) * 2 ** -52;
    return isDown ? sum - error : sum + error;
  }
}
