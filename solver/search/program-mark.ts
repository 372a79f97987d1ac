import type { Program } from '../program/program.js';

/** What tells a program from others: how many columns and rows it has, and a hash of all its numbers in two halves. */
export type ProgramMark = readonly [columnCount: number, rowCount: number, one: number, other: number];

export const MARK_LENGTH = 4;

/** First state and multipliers of each half: two halves of one making would be wrong together. */
const HALVES = [
  [0x9747b28c, 0xcc9e2d51, 0x1b873593],
  [0x3c6ef372, 0x239b961b, 0xab0e9789],
] as const;

/**
 * The mark of a program as it is now. A bound of another program would be a wrong one, so that every number is in it: parts
 * of one whole may well have the same sizes and costs. They may even have the same numbers, and yet not the same rows that
 * are written later: which columns of the whole a part has is in it too.
 *
 * @param columns - those of the whole, for a part
 * Source: the mixing of words is that of A. Appleby's MurmurHash3 (32 bits).
 */
export const markOf = (program: Program, columns: Int32Array = new Int32Array(0)): ProgramMark => {
  const { columnCount, rowCount } = program;
  const lists = [...wordsOf(program), Int32Array.of(columns.length), columns];
  const [one, other] = HALVES.map(([first, left, right]) =>
    lists.reduce((state, words) => mixed(state, words, left, right), first | 0),
  );
  return [columnCount, rowCount, one ?? 0, other ?? 0];
};

/** All numbers of a program as whole words, names left out. */
const wordsOf = (program: Program): readonly Int32Array[] => {
  const { columnCount, rowCount, rowStart, rowColumn } = program;
  const entryCount = rowStart[rowCount] ?? 0;
  return [
    Int32Array.of(columnCount, rowCount),
    bitsOf(program.cost, columnCount),
    bitsOf(program.columnLower, columnCount),
    bitsOf(program.columnUpper, columnCount),
    Int32Array.from(program.integer),
    rowStart.subarray(0, rowCount + 1),
    rowColumn.subarray(0, entryCount),
    bitsOf(program.rowValue, entryCount),
    bitsOf(program.rowLower, rowCount),
    bitsOf(program.rowUpper, rowCount),
  ];
};

const bitsOf = (list: Float64Array, length: number): Int32Array =>
  new Int32Array(list.buffer, list.byteOffset, 2 * length);

const turned = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

const mixed = (first: number, words: Int32Array, left: number, right: number): number => {
  let state = first;
  for (let at = 0; at < words.length; at += 1) {
    state ^= Math.imul(turned(Math.imul(words[at] ?? 0, left), 15), right);
    state = (Math.imul(turned(state, 13), 5) + 0xe6546b64) | 0;
  }
  return state;
};

export const isSameMark = (a: ArrayLike<number>, b: ArrayLike<number>): boolean => {
  for (let at = 0; at < MARK_LENGTH; at += 1) if (a[at] !== b[at]) return false;
  return true;
};
