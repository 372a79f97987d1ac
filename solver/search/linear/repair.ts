import type { Program } from '../../program/program.js';
import type { Shape } from './shape.js';

/** A demand that is met but for this is met. */
const ENOUGH = 1e-9;

/** Multipliers and the reduced costs under them. */
export interface Priced {
  readonly multipliers: Float64Array;
  readonly reduced: Float64Array;
}

/**
 * Makes any multipliers good in their demand rows, all others held: what a demand row's own columns lack, or have to spare,
 * is moved to its multiplier once and not counted for each of them. Only the tightness of the bound depends on it.
 */
export class Repair {
  private readonly cheapest: number[] = [];
  /** 1 for columns of a demand row that is an equality: these make good there. */
  private readonly isInEquality: Uint8Array;
  private readonly equalities: readonly number[];
  private readonly others: readonly number[];

  constructor(
    program: Program,
    private readonly shape: Shape,
  ) {
    const isEquality = (row: number): boolean => program.rowLower[row] === program.rowUpper[row];
    const rows = [...shape.demandRows];
    this.equalities = rows.filter(isEquality);
    this.others = rows.filter((row) => !isEquality(row));
    this.isInEquality = new Uint8Array(program.columnCount);
    for (const row of this.equalities)
      for (let k = program.rowStart[row] ?? 0; k < (program.rowStart[row + 1] ?? 0); k += 1)
        this.isInEquality[program.rowColumn[k] ?? 0] = 1;
  }

  /** @param program - the program with the rows written so far */
  repaired(program: Program, { multipliers: before, reduced: raw }: Priced): Priced {
    const multipliers = Float64Array.from(before);
    const reduced = Float64Array.from(raw);
    const { rowStart, rowColumn, rowValue } = program;
    const move = (row: number, by: number): void => {
      if (by === 0 || !Number.isFinite(by)) return;
      multipliers[row] = (multipliers[row] ?? 0) + by;
      for (let k = rowStart[row] ?? 0; k < (rowStart[row + 1] ?? 0); k += 1) {
        const j = rowColumn[k] ?? 0;
        reduced[j] = (reduced[j] ?? 0) - by * (rowValue[k] ?? 0);
      }
    };
    const least = (row: number, isCounted: (column: number) => boolean): number => {
      let found = Number.POSITIVE_INFINITY;
      for (let k = rowStart[row] ?? 0; k < (rowStart[row + 1] ?? 0); k += 1) {
        const j = rowColumn[k] ?? 0;
        if (this.shape.isServing[j] === 1 && isCounted(j))
          found = Math.min(found, (reduced[j] ?? 0) / (rowValue[k] ?? 1));
      }
      return found;
    };
    for (const row of this.others) {
      const price = multipliers[row] ?? 0;
      if (price > 0)
        move(
          row,
          Math.max(
            -price,
            Math.min(
              0,
              least(row, (j) => this.isInEquality[j] !== 1),
            ),
          ),
        );
    }
    for (const row of this.equalities) move(row, this.clearing(program, row, reduced));
    return { multipliers, reduced };
  }

  /** The change of an equality's multiplier at which its cheapest columns, each at most full, just meet it. */
  private clearing(program: Program, row: number, reduced: Float64Array): number {
    const { rowStart, rowColumn, rowValue, columnUpper } = program;
    const begin = rowStart[row] ?? 0;
    const end = rowStart[row + 1] ?? 0;
    const price = (k: number): number => (reduced[rowColumn[k] ?? 0] ?? 0) / (rowValue[k] ?? 1);
    let missing = program.rowLower[row] ?? 0;
    const cheapest = this.cheapest;
    cheapest.length = 0;
    for (let k = begin; k < end; k += 1) {
      if (this.shape.isServing[rowColumn[k] ?? 0] !== 1) continue;
      cheapest.push(k);
    }
    // Nearly always the first one is enough.
    for (let taken = 0; taken < cheapest.length; taken += 1) {
      let best = taken;
      for (let at = taken + 1; at < cheapest.length; at += 1)
        if (price(cheapest[at] ?? 0) < price(cheapest[best] ?? 0)) best = at;
      const k = cheapest[best] ?? 0;
      cheapest[best] = cheapest[taken] ?? 0;
      cheapest[taken] = k;
      missing -= (rowValue[k] ?? 0) * (columnUpper[rowColumn[k] ?? 0] ?? 0);
      if (missing <= ENOUGH) return price(k);
    }
    return 0;
  }
}
