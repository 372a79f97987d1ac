import type { Program } from '../../program/program.js';

/** A row that asks for something, and the continuous columns that serve it, each starting at zero. */
export interface Stream {
  readonly row: number;
  /** Ascending. */
  readonly columns: Int32Array;
}

export interface Streams {
  readonly list: readonly Stream[];
  /** For each column the position in `list` of the stream that it serves; -1 where it serves none. */
  readonly ownerOf: Int32Array;
}

/** Streams served in shares alone. A row over columns of an earlier stream is a row of that stream, not one of its own. */
export const streamsOf = (program: Program): Streams => {
  const ownerOf = new Int32Array(program.columnCount).fill(-1);
  const list: Stream[] = [];
  for (let i = 0; i < program.rowCount; i += 1) {
    if (!isServedInShares(program, i, ownerOf)) continue;
    const columns = program.rowColumn.slice(program.rowStart[i] ?? 0, program.rowStart[i + 1] ?? 0);
    for (const j of columns) ownerOf[j] = list.length;
    list.push({ row: i, columns });
  }
  return { list, ownerOf };
};

const isServedInShares = (program: Program, row: number, ownerOf: Int32Array): boolean => {
  const begin = program.rowStart[row] ?? 0;
  const end = program.rowStart[row + 1] ?? 0;
  if (!((program.rowLower[row] ?? 0) > 0) || begin === end) return false;
  for (let k = begin; k < end; k += 1) {
    const j = program.rowColumn[k] ?? 0;
    if (!((program.rowValue[k] ?? 0) > 0) || program.columnLower[j] !== 0) return false;
    if (program.integer[j] === 1 || ownerOf[j] !== -1) return false;
  }
  return true;
};

/** Steps in which shares of cost are told apart in a key. */
const KEY_STEPS = 1e6;

/**
 * Streams that may be alike, by what is cheap to read: numbers of columns and of their entries, coefficients, bounds,
 * and each column's share of the costs. What is in no list of two or more is like no other.
 */
export const bucketsOf = (program: Program, { list }: Streams): readonly (readonly number[])[] => {
  const entriesOf = new Int32Array(program.columnCount);
  for (const j of program.rowColumn) entriesOf[j] = (entriesOf[j] ?? 0) + 1;
  const byKey = new Map<string, number[]>();
  list.forEach(({ row, columns }, index) => {
    const begin = program.rowStart[row] ?? 0;
    const total = columns.reduce((sum, j) => sum + Math.abs(program.cost[j] ?? 0), 0);
    let hash = 0;
    columns.forEach((j, place) => {
      const part = total === 0 ? 0 : Math.round((KEY_STEPS * (program.cost[j] ?? 0)) / total);
      hash = mixed(hash, part);
      hash = mixed(hash, entriesOf[j] ?? 0);
      hash = mixed(hash, Math.round(1000 * (program.rowValue[begin + place] ?? 0)));
      hash = mixed(hash, Math.round(1000 * (program.columnUpper[j] ?? 0)));
    });
    const key = `${columns.length} ${program.rowLower[row]} ${program.rowUpper[row]} ${hash}`;
    const bucket = byKey.get(key);
    if (bucket) bucket.push(index);
    else byKey.set(key, [index]);
  });
  return [...byKey.values()].filter((bucket) => bucket.length > 1);
};

const mixed = (hash: number, value: number): number => Math.imul(hash ^ (value | 0), 0x01000193) + 0x9e3779b9;
