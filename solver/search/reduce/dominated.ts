import type { Program } from '../../program/program.js';
import type { ColumnEntries } from '../../program/transpose.js';
import type { Shape } from '../linear/shape.js';

/** Columns of a demand row that are compared with each of its cheapest; more would cost more than they save. */
const RIVALS_MAX = 12;

/**
 * Columns that another one can stand in for in every point: it serves the same demand rows as much, costs no more and
 * weighs no more on any other row. 1 where a column may be held at its lower bound 0 without losing the least cost.
 *
 * Column j stands in for k where both start at 0, j reaches as far, they are whole or not alike, c_j <= c_k, and for
 * every row a_j = a_k, or a_j < a_k and the row has no lower side, or a_j > a_k and no upper side. Moving the value of k
 * onto j keeps every row only if j then stays within its own bound: a demand row of equal sides that holds both
 * with the same coefficient and asks for no more than j may carry makes sure of it.
 */
export const dominatedColumns = (program: Program, entries: ColumnEntries, shape: Shape): Uint8Array => {
  const isDominated = new Uint8Array(program.columnCount);
  const weight = new RowWeights(program, entries);
  for (const row of shape.demandRows) {
    if (program.rowLower[row] !== program.rowUpper[row]) continue;
    const members: number[] = [];
    for (let k = program.rowStart[row] ?? 0; k < (program.rowStart[row + 1] ?? 0); k += 1) {
      const j = program.rowColumn[k] ?? 0;
      const asked = (program.rowLower[row] ?? 0) / (program.rowValue[k] ?? 1);
      if (shape.isServing[j] === 1 && (program.columnUpper[j] ?? 0) >= asked) members.push(j);
    }
    members.sort((a, b) => (program.cost[a] ?? 0) - (program.cost[b] ?? 0) || a - b);
    let rivals = 0;
    for (let at = 0; at < members.length && rivals < RIVALS_MAX; at += 1) {
      const better = members[at] ?? 0;
      // Only a light column stands in for many: one on its demand row alone, or on few others.
      if (isDominated[better] === 1) continue;
      rivals += 1;
      weight.load(better);
      for (let other = at + 1; other < members.length; other += 1) {
        const worse = members[other] ?? 0;
        if (isDominated[worse] === 0 && weight.standsInFor(worse)) isDominated[worse] = 1;
      }
    }
  }
  return isDominated;
};

/** The entries of one column, ready to be compared with those of others. */
class RowWeights {
  private readonly ofRow: Float64Array;
  private loaded: readonly number[] = [];
  private column = -1;

  constructor(
    private readonly program: Program,
    private readonly entries: ColumnEntries,
  ) {
    this.ofRow = new Float64Array(program.rowCount);
  }

  load(column: number): void {
    for (const row of this.loaded) this.ofRow[row] = 0;
    const { start, row, value } = this.entries;
    const rows: number[] = [];
    for (let k = start[column] ?? 0; k < (start[column + 1] ?? 0); k += 1) {
      rows.push(row[k] ?? 0);
      this.ofRow[row[k] ?? 0] = value[k] ?? 0;
    }
    this.loaded = rows;
    this.column = column;
  }

  /** Whether the loaded column can take the place of another. */
  standsInFor(other: number): boolean {
    const { program } = this;
    if (program.integer[this.column] !== program.integer[other]) return false;
    if ((program.cost[this.column] ?? 0) > (program.cost[other] ?? 0)) return false;
    const { start, row, value } = this.entries;
    let shared = 0;
    for (let k = start[other] ?? 0; k < (start[other + 1] ?? 0); k += 1) {
      const i = row[k] ?? 0;
      const mine = this.ofRow[i] ?? 0;
      if (mine !== 0) shared += 1;
      if (!this.mayChange(i, mine - (value[k] ?? 0))) return false;
    }
    if (shared === this.loaded.length) return true;
    // Rows of the loaded column that the other one is not on.
    return this.loaded.every((i) => this.has(other, i) || this.mayChange(i, this.ofRow[i] ?? 0));
  }

  private has(column: number, wanted: number): boolean {
    const { start, row } = this.entries;
    for (let k = start[column] ?? 0; k < (start[column + 1] ?? 0); k += 1) if (row[k] === wanted) return true;
    return false;
  }

  /** Whether a row bears that its activity changes by this much. */
  private mayChange(row: number, by: number): boolean {
    if (by === 0) return true;
    return by < 0
      ? this.program.rowLower[row] === Number.NEGATIVE_INFINITY
      : this.program.rowUpper[row] === Number.POSITIVE_INFINITY;
  }
}
