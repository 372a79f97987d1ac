import type { Program } from '../../program/program.js';
import { type ColumnEntries, transpose } from '../../program/transpose.js';
import { bucketsOf, type Stream, type Streams, streamsOf } from './streams.js';

/** Streams that are alike: what one takes and costs anywhere is `factors` times what the first does. */
export interface LikeStreams {
  readonly streams: readonly Stream[];
  /** One for each stream, above zero; 1 for the first. */
  readonly factors: readonly number[];
}

/** How far coefficients may be from their factor, relative: figures compiled by another order of sums. */
const ROUNDING = 1e-12;
/** Streams are held against so many others of the same key at most. */
const MOST_TRIES = 8;

/**
 * Streams of a program that are alike, in lists of two or more. One is like another with factor f where, column by column
 * in their order,
 *
 *     bounds are the same, costs are f times as large;
 *     a row with columns of both (units of a bank, power of a site) has coefficients f times as large, and one side alone;
 *     every other row (its demand, share <= open) has a twin with the same coefficients, the same sides and the same
 *     further columns, none of which serves a stream.
 *
 * @param costs - further costs of the columns that must be in the same proportion
 */
export const likeStreamsOf = (
  program: Program,
  costs: readonly Float64Array[] = [],
): readonly LikeStreams[] => {
  const streams = streamsOf(program);
  const buckets = bucketsOf(program, streams);
  if (buckets.length === 0) return [];
  const compare = new Comparison(program, streams, [program.cost, ...costs]);
  return buckets.flatMap((bucket) => groupsOf(bucket, streams.list, compare));
};

/** Whether lists that were alike still are, in a program with more rows. */
export const areStillAlike = (
  program: Program,
  groups: readonly LikeStreams[],
  costs: readonly Float64Array[] = [],
): boolean => {
  const compare = new Comparison(program, streamsOf(program), [program.cost, ...costs]);
  return groups.every(({ streams: [first, ...others], factors }) =>
    others.every((other, index) => first && compare.factor(first, other) === factors[index + 1]),
  );
};

const groupsOf = (
  bucket: readonly number[],
  list: readonly Stream[],
  compare: Comparison,
): readonly LikeStreams[] => {
  const groups: { streams: Stream[]; factors: number[] }[] = [];
  for (const index of bucket) {
    const stream = list[index];
    if (!stream) continue;
    let isPlaced = false;
    for (const group of groups.slice(0, MOST_TRIES)) {
      const [first] = group.streams;
      const factor = first && compare.factor(first, stream);
      if (factor === undefined) continue;
      group.streams.push(stream);
      group.factors.push(factor);
      isPlaced = true;
      break;
    }
    if (!isPlaced) groups.push({ streams: [stream], factors: [1] });
  }
  return groups.filter(({ streams }) => streams.length > 1);
};

class Comparison {
  private readonly entries: ColumnEntries;
  /** Place of each column in its stream. */
  private readonly placeOf: Int32Array;

  constructor(
    private readonly program: Program,
    private readonly streams: Streams,
    private readonly costs: readonly Float64Array[],
  ) {
    this.entries = transpose(program);
    this.placeOf = new Int32Array(program.columnCount);
    for (const { columns } of streams.list)
      columns.forEach((j, place) => {
        this.placeOf[j] = place;
      });
  }

  /** How many times the second is the first; undefined where they are not alike. */
  factor(first: Stream, second: Stream): number | undefined {
    const size = first.columns.length;
    if (size !== second.columns.length) return undefined;
    const rowsOfFirst = this.rowsOf(first);
    const rowsOfSecond = this.rowsOf(second);
    const factor = this.ratio(first, second, rowsOfSecond);
    const twins = new Map<number, number>();
    for (let place = 0; place < size; place += 1) {
      const one = first.columns[place] ?? 0;
      const other = second.columns[place] ?? 0;
      if (this.program.columnUpper[one] !== this.program.columnUpper[other]) return undefined;
      if (!this.costs.every((cost) => isTimes(cost[one] ?? 0, cost[other] ?? 0, factor))) return undefined;
      const mine = this.divided(one, rowsOfSecond);
      const theirs = this.divided(other, rowsOfFirst);
      if (!areSameTimes(mine.common, theirs.common, factor)) return undefined;
      if (!mine.common.every(([row]) => this.hasOneSide(row))) return undefined;
      if (mine.own.length !== theirs.own.length) return undefined;
      for (const [index, [row]] of mine.own.entries()) {
        const [twin = -1] = theirs.own[index] ?? [];
        if ((twins.get(row) ?? twin) !== twin) return undefined;
        twins.set(row, twin);
      }
    }
    for (const [row, twin] of twins) if (!this.areTwins(row, twin)) return undefined;
    return factor;
  }

  private rowsOf({ columns }: Stream): ReadonlySet<number> {
    const rows = new Set<number>();
    for (const j of columns) for (const [row] of this.entriesOf(j)) rows.add(row);
    return rows;
  }

  private entriesOf(column: number): [row: number, value: number][] {
    const { start, row, value } = this.entries;
    const list: [number, number][] = [];
    for (let k = start[column] ?? 0; k < (start[column + 1] ?? 0); k += 1)
      list.push([row[k] ?? 0, value[k] ?? 0]);
    return list;
  }

  /** A column's entries in rows that another stream is on, and the rest. */
  private divided(column: number, rowsOfOther: ReadonlySet<number>) {
    const all = this.entriesOf(column);
    return {
      common: all.filter(([row]) => rowsOfOther.has(row)),
      own: all.filter(([row]) => !rowsOfOther.has(row)),
    };
  }

  /** By the dearest column; by the first common row where nothing costs anything; 1 where there is none. */
  private ratio(first: Stream, second: Stream, rowsOfSecond: ReadonlySet<number>): number {
    const { cost } = this.program;
    let dearest = 0;
    first.columns.forEach((j, place) => {
      if (Math.abs(cost[j] ?? 0) > Math.abs(cost[first.columns[dearest] ?? 0] ?? 0)) dearest = place;
    });
    const least = cost[first.columns[dearest] ?? 0] ?? 0;
    if (least !== 0) return (cost[second.columns[dearest] ?? 0] ?? 0) / least;
    for (const [place, j] of first.columns.entries()) {
      const [found] = this.divided(j, rowsOfSecond).common;
      const other = found && this.entriesOf(second.columns[place] ?? 0).find(([row]) => row === found[0]);
      if (other) return other[1] / found[1];
    }
    return 1;
  }

  private hasOneSide(row: number): boolean {
    return !Number.isFinite(this.program.rowLower[row]) || !Number.isFinite(this.program.rowUpper[row]);
  }

  /** Whether two rows say the same of two streams. */
  private areTwins(row: number, twin: number): boolean {
    const { rowStart, rowLower, rowUpper } = this.program;
    const begin = rowStart[row] ?? 0;
    const count = (rowStart[row + 1] ?? 0) - begin;
    const other = rowStart[twin] ?? 0;
    if (rowLower[row] !== rowLower[twin] || rowUpper[row] !== rowUpper[twin]) return false;
    if (count !== (rowStart[twin + 1] ?? 0) - other) return false;
    const mine = this.read(begin, count);
    const theirs = this.read(other, count);
    return (
      mine.owners.size === 1 &&
      theirs.owners.size === 1 &&
      areSameTimes(mine.served, theirs.served, 1) &&
      areSameTimes(mine.rest, theirs.rest, 1)
    );
  }

  /** Entries of a row: those of streams by place, and the rest by column. */
  private read(begin: number, count: number) {
    const owners = new Set<number>();
    const served: [number, number][] = [];
    const rest: [number, number][] = [];
    for (let k = begin; k < begin + count; k += 1) {
      const j = this.program.rowColumn[k] ?? 0;
      const value = this.program.rowValue[k] ?? 0;
      const owner = this.streams.ownerOf[j] ?? -1;
      if (owner < 0) rest.push([j, value]);
      else {
        owners.add(owner);
        served.push([this.placeOf[j] ?? 0, value]);
      }
    }
    return { owners, served, rest };
  }
}

const isTimes = (value: number, other: number, factor: number): boolean =>
  factor > 0 &&
  Number.isFinite(factor) &&
  (factor === 1 ? value === other : Math.abs(other - factor * value) <= ROUNDING * Math.abs(other));

const areSameTimes = (
  list: readonly (readonly [number, number])[],
  other: readonly (readonly [number, number])[],
  factor: number,
): boolean =>
  list.length === other.length &&
  list.every(([key, value], index) => {
    const [theirKey, theirValue] = other[index] ?? [-1, Number.NaN];
    return key === theirKey && isTimes(value, theirValue, factor);
  });
