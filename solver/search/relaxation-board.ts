import type { Program } from '../program/program.js';
import { isSameMark, MARK_LENGTH, markOf, type ProgramMark } from './program-mark.js';
import { SHARED_COLUMNS_LEAST } from './sizes.js';

/** What is known of a relaxation: a safe bound, what is behind it, and a point; none of these but the bound exact. */
export interface Relaxed {
  readonly bound: number;
  readonly point: Float64Array;
  /** Reduced costs under the multipliers of all rows, those written since and cuts included. */
  readonly reduced: Float64Array;
  /** One a row of the program as its search began; rows written since, and cuts, have none. */
  readonly multipliers: Float64Array;
  /** The relaxation is at its end, or as near as it gets: what is told from then on has cuts. */
  readonly isFinal: boolean;
}

/** The reading side for one program, as a search is handed it. */
export interface Guide {
  /** What the writing side works on: nothing yet, the program of this guide, or another one. */
  readonly subject: 'none' | 'own' | 'other';
  /** Whether `read` would answer. */
  readonly isNew: boolean;
  /** Waits until something is written, for a while: a thread that has nothing to do leaves its core to the others. */
  pause(mostMs: number): void;
  /** A relaxation written since the last look; undefined where there is none, or it is just being written. */
  read(): Relaxed | undefined;
}

export type TellRelaxed = (relaxed: Relaxed) => void;

const HEAD_BYTES = 32;
const VERSION = 0;
const STATE = 1;
const MARK = 2;
/** Nothing written; a program named; a relaxation of it written; the same at its end. */
const [NOTHING, NAMED, WRITTEN, FINAL] = [0, 1, 2, 3] as const;

/**
 * The relaxation as far as one search has it, in memory that others share: they look for plans by it and need not solve a
 * linear program of that size themselves. One side writes, the others poll. The version is odd while it is being written.
 *
 * Beside it stands which program it is of, for merging and splitting leave several of one race: a reader takes what is of
 * the very program it has itself.
 */
export class RelaxationBoard {
  /** @param columnsLeast - programs of fewer columns are not shared */
  constructor(
    readonly shared: SharedArrayBuffer,
    private readonly columnsLeast = SHARED_COLUMNS_LEAST,
  ) {}

  /** Room for a program and all that merging and splitting make of it. */
  static bufferFor(columnCount: number, rowCount: number): SharedArrayBuffer {
    return new SharedArrayBuffer(HEAD_BYTES + (2 * columnCount + rowCount) * Float64Array.BYTES_PER_ELEMENT);
  }

  /**
   * Names the program the writing side works on, and answers where to tell its relaxation; undefined for small ones.
   *
   * @param columns - those of the whole, for a part
   */
  tellerFor(program: Program, columns?: Int32Array): TellRelaxed | undefined {
    const space = this.spaceFor(program, columns);
    if (!space) return undefined;
    space.change(() => space.name());
    return (relaxed) => space.change(() => space.write(relaxed));
  }

  /** The reading side for a program; undefined for small ones. */
  guideFor(program: Program, columns?: Int32Array): Guide | undefined {
    return this.spaceFor(program, columns);
  }

  private spaceFor(program: Program, columns?: Int32Array): Space | undefined {
    const { columnCount, rowCount } = program;
    const bytes = HEAD_BYTES + (2 * columnCount + rowCount) * Float64Array.BYTES_PER_ELEMENT;
    // Rows written before its search began may not have room.
    if (columnCount < this.columnsLeast || bytes > this.shared.byteLength) return undefined;
    return new Space(this.shared, markOf(program, columns));
  }
}

/** The memory as it is laid out for one program. */
class Space implements Guide {
  private readonly head: Int32Array;
  private readonly bound: Float64Array;
  private readonly point: Float64Array;
  private readonly reduced: Float64Array;
  private readonly multipliers: Float64Array;
  private seen = 0;

  constructor(
    shared: SharedArrayBuffer,
    private readonly mark: ProgramMark,
  ) {
    const [columnCount, rowCount] = mark;
    const columnBytes = columnCount * Float64Array.BYTES_PER_ELEMENT;
    this.head = new Int32Array(shared, 0, MARK + MARK_LENGTH);
    this.bound = new Float64Array(shared, HEAD_BYTES - Float64Array.BYTES_PER_ELEMENT, 1);
    this.point = new Float64Array(shared, HEAD_BYTES, columnCount);
    this.reduced = new Float64Array(shared, HEAD_BYTES + columnBytes, columnCount);
    this.multipliers = new Float64Array(shared, HEAD_BYTES + 2 * columnBytes, rowCount);
  }

  change(write: () => void): void {
    Atomics.add(this.head, VERSION, 1);
    write();
    Atomics.add(this.head, VERSION, 1);
    Atomics.notify(this.head, VERSION);
  }

  name(): void {
    this.head.set(this.mark, MARK);
    this.head[STATE] = NAMED;
  }

  write({ bound, point, reduced, multipliers, isFinal }: Relaxed): void {
    this.head.set(this.mark, MARK);
    this.bound[0] = bound;
    this.point.set(point);
    this.reduced.set(reduced);
    this.multipliers.set(multipliers.subarray(0, this.multipliers.length));
    this.head[STATE] = isFinal ? FINAL : WRITTEN;
  }

  get subject(): Guide['subject'] {
    if (this.head[STATE] === NOTHING) return 'none';
    return this.isOwn ? 'own' : 'other';
  }

  get isNew(): boolean {
    const version = Atomics.load(this.head, VERSION);
    return (
      version !== this.seen && version % 2 === 0 && this.isOwn && (this.head[STATE] ?? NOTHING) >= WRITTEN
    );
  }

  pause(mostMs: number): void {
    const version = Atomics.load(this.head, VERSION);
    if (!this.isNew) Atomics.wait(this.head, VERSION, version, mostMs);
  }

  read(): Relaxed | undefined {
    const version = Atomics.load(this.head, VERSION);
    if (!this.isNew) return undefined;
    const found = {
      bound: this.bound[0] ?? Number.NEGATIVE_INFINITY,
      point: new Float64Array(this.point),
      reduced: new Float64Array(this.reduced),
      multipliers: new Float64Array(this.multipliers),
      isFinal: this.head[STATE] === FINAL,
    };
    // Whose it was is read before and holds only where nothing was written since.
    if (Atomics.load(this.head, VERSION) !== version) return undefined;
    this.seen = version;
    return found;
  }

  private get isOwn(): boolean {
    return isSameMark(this.head.subarray(MARK), this.mark);
  }
}
