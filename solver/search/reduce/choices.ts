import { nextSmaller } from '../../program/bound.js';
import type { Program } from '../../program/program.js';

/** Columns that stand in one row alone, of which one must be chosen: nothing else of the program is decided there. */
export interface Choices {
  /** Number of such rows. */
  readonly count: number;
  /** 1 for their columns. */
  readonly isChoice: Uint8Array;
  /** The columns that are chosen: the cheapest of each row, the first where several are. */
  readonly chosen: Int32Array;
  /** What they cost together: surely not above the exact sum. */
  readonly bound: number;
}

/**
 * Rows that ask for exactly one of some columns, none of which stands in another row. Their best is the cheapest column,
 * as whole number and as a share, so that nothing has to search for it.
 */
export const choicesOf = (program: Program): Choices => {
  const { rowCount, columnCount, rowStart, rowColumn, rowValue, rowLower, rowUpper } = program;
  const rowsOf = new Int32Array(columnCount);
  for (const j of rowColumn) rowsOf[j] = (rowsOf[j] ?? 0) + 1;
  const isPlain = (k: number): boolean => {
    const j = rowColumn[k] ?? 0;
    const isOpen = program.columnLower[j] === 0 && (program.columnUpper[j] ?? 0) >= 1;
    return rowValue[k] === 1 && rowsOf[j] === 1 && isOpen;
  };
  const isChoice = new Uint8Array(columnCount);
  const chosen: number[] = [];
  let sum = 0;
  let size = 0;
  for (let i = 0; i < rowCount; i += 1) {
    const begin = rowStart[i] ?? 0;
    const end = rowStart[i + 1] ?? 0;
    if (rowLower[i] !== 1 || rowUpper[i] !== 1 || begin === end) continue;
    let best = -1;
    let k = begin;
    for (; k < end && isPlain(k); k += 1) {
      const j = rowColumn[k] ?? 0;
      if (best < 0 || (program.cost[j] ?? 0) < (program.cost[best] ?? 0)) best = j;
    }
    if (k < end) continue;
    for (k = begin; k < end; k += 1) isChoice[rowColumn[k] ?? 0] = 1;
    chosen.push(best);
    sum += program.cost[best] ?? 0;
    size += Math.abs(program.cost[best] ?? 0);
  }
  const bound = chosen.length === 0 ? 0 : nextSmaller(sum - chosen.length * 2 ** -52 * size);
  return { count: chosen.length, isChoice, chosen: Int32Array.from(chosen), bound };
};
