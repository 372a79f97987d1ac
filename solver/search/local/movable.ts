import type { Landscape } from '../part.js';

/** What small steps may move. */
export interface Movable {
  /** Serving columns of each demand row that may be moved by itself, cheapest first. */
  readonly choices: ReadonlyMap<number, Int32Array>;
  /** The demand row that a column serves; -1 where it is not to be moved. */
  readonly demandOf: Int32Array;
  /** Rows over columns of several movable demand rows: where these compete. */
  readonly pivots: readonly number[];
}

/** Reads what may be moved: demand rows that no equality ties to another. */
export const movableOf = (land: Landscape): Movable => {
  const { program, shape, groups } = land;
  const demandOf = new Int32Array(program.columnCount).fill(-1);
  const choices = new Map<number, Int32Array>();
  const groupOf = (row: number): number =>
    groups.ofColumn[program.rowColumn[program.rowStart[row] ?? 0] ?? 0] ?? -1;
  const rowsOfGroup = new Int32Array(groups.count);
  for (const row of shape.demandRows) {
    const group = groupOf(row);
    if (group >= 0) rowsOfGroup[group] = (rowsOfGroup[group] ?? 0) + 1;
  }
  const isDemand = new Uint8Array(program.rowCount);
  for (const row of shape.demandRows) {
    isDemand[row] = 1;
    if (rowsOfGroup[groupOf(row)] !== 1) continue;
    const columns = program.rowColumn.slice(program.rowStart[row] ?? 0, program.rowStart[row + 1] ?? 0);
    if (columns.some((j) => shape.isServing[j] !== 1)) continue;
    for (const j of columns) demandOf[j] = row;
    choices.set(
      row,
      columns.sort((a, b) => (program.cost[a] ?? 0) - (program.cost[b] ?? 0) || a - b),
    );
  }
  const isShared = (row: number): boolean => {
    let first = -1;
    for (let k = program.rowStart[row] ?? 0; k < (program.rowStart[row + 1] ?? 0); k += 1) {
      const demand = demandOf[program.rowColumn[k] ?? 0] ?? -1;
      if (demand < 0 || demand === first) continue;
      if (first >= 0) return true;
      first = demand;
    }
    return false;
  };
  const pivots: number[] = [];
  for (let i = 0; i < program.rowCount; i += 1) if (isDemand[i] !== 1 && isShared(i)) pivots.push(i);
  return { choices, demandOf, pivots };
};
