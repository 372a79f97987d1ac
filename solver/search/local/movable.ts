import type { Hubs } from '../hubs.js';
import type { Landscape } from '../part.js';
import type { LocalState } from './state.js';

/** Columns of a demand row that count as near. */
const EAGER = 6;

/** What small steps may move. */
export interface Movable {
  /** Serving columns of each demand row that may be moved by itself, cheapest first. */
  readonly choices: ReadonlyMap<number, Int32Array>;
  /** The demand row that a column serves; -1 where it is not to be moved. */
  readonly demandOf: Int32Array;
  /** Coefficient of a column in that row. */
  readonly weightOf: Float64Array;
  /** The few columns of each movable demand row that the relaxation finds cheapest among those that need a support. */
  readonly eager: ReadonlyMap<number, Int32Array>;
  /** Where a column competes most: the row whose support costs most; -1 where it needs none. */
  readonly pivotOf: Int32Array;
  /** Movable serving columns of each hub. */
  readonly columnsOfHub: readonly Int32Array[];
  /** Rows over columns of several movable demand rows: where these compete. */
  readonly pivots: readonly number[];
}

/** Reads what may be moved: demand rows that no equality ties to another. */
export const movableOf = (land: Landscape, hubs: Hubs, state: LocalState): Movable => {
  const { program, shape, groups } = land;
  const demandOf = new Int32Array(program.columnCount).fill(-1);
  const weightOf = new Float64Array(program.columnCount);
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
    const begin = program.rowStart[row] ?? 0;
    const columns = program.rowColumn.slice(begin, program.rowStart[row + 1] ?? 0);
    if (columns.some((j) => shape.isServing[j] !== 1)) continue;
    columns.forEach((j, at) => {
      demandOf[j] = row;
      weightOf[j] = program.rowValue[begin + at] ?? 1;
    });
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
  const pivotOf = new Int32Array(program.columnCount).fill(-1);
  const price = new Float64Array(program.columnCount);
  for (const i of pivots) {
    const support = state.supportOf(i);
    if (support < 0) continue;
    const cost = program.cost[support] ?? 0;
    for (let k = program.rowStart[i] ?? 0; k < (program.rowStart[i + 1] ?? 0); k += 1) {
      const j = program.rowColumn[k] ?? 0;
      if ((demandOf[j] ?? -1) < 0 || ((pivotOf[j] ?? -1) >= 0 && cost <= (price[j] ?? 0))) continue;
      pivotOf[j] = i;
      price[j] = cost;
    }
  }
  const eager = new Map<number, Int32Array>();
  for (const [row, columns] of choices) {
    const able = columns.filter((j) => (pivotOf[j] ?? -1) >= 0);
    able.sort((a, b) => (land.reduced[a] ?? 0) - (land.reduced[b] ?? 0) || a - b);
    eager.set(row, able.slice(0, EAGER));
  }
  const ofHub: number[][] = Array.from({ length: hubs.count }, () => []);
  for (let j = 0; j < program.columnCount; j += 1)
    if ((demandOf[j] ?? -1) >= 0) ofHub[hubs.ofColumn[j] ?? -1]?.push(j);
  const columnsOfHub = ofHub.map((list) => Int32Array.from(list));
  return { choices, demandOf, weightOf, eager, pivotOf, columnsOfHub, pivots };
};
