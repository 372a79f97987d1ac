/** What is known of a relaxation: a safe bound, the multipliers behind it and a point, neither of these exact. */
export interface Relaxed {
  readonly bound: number;
  readonly point: Float64Array;
  /** One a row of the program as it was sent; rows written since have none. */
  readonly multipliers: Float64Array;
}

const HEAD_BYTES = 16;
const VERSION = 0;

/**
 * The relaxation as far as one search has it, in memory that others share: they look for plans by it and need not solve a
 * linear program of that size themselves. One side writes, the others poll. The version is odd while it is being written.
 */
export class RelaxationBoard {
  private readonly head: Int32Array;
  private readonly bound: Float64Array;
  private readonly point: Float64Array;
  private readonly multipliers: Float64Array;
  private seen = 0;

  constructor(
    readonly shared: SharedArrayBuffer,
    columnCount: number,
  ) {
    const pointEnd = HEAD_BYTES + columnCount * Float64Array.BYTES_PER_ELEMENT;
    this.head = new Int32Array(shared, 0, 1);
    this.bound = new Float64Array(shared, 8, 1);
    this.point = new Float64Array(shared, HEAD_BYTES, columnCount);
    this.multipliers = new Float64Array(shared, pointEnd);
  }

  static bufferFor(columnCount: number, rowCount: number): SharedArrayBuffer {
    return new SharedArrayBuffer(HEAD_BYTES + (columnCount + rowCount) * Float64Array.BYTES_PER_ELEMENT);
  }

  write({ bound, point, multipliers }: Relaxed): void {
    Atomics.add(this.head, VERSION, 1);
    this.bound[0] = bound;
    this.point.set(point);
    this.multipliers.set(multipliers.subarray(0, this.multipliers.length));
    Atomics.add(this.head, VERSION, 1);
    Atomics.notify(this.head, VERSION);
  }

  /** Whether `read` would answer. */
  get isNew(): boolean {
    const version = Atomics.load(this.head, VERSION);
    return version !== this.seen && version % 2 === 0;
  }

  /** Waits until one is written, for a while: a thread that has nothing to do leaves its core to the others. */
  pause(mostMs: number): void {
    if (!this.isNew) Atomics.wait(this.head, VERSION, Atomics.load(this.head, VERSION), mostMs);
  }

  /** A relaxation written since the last look; undefined where there is none, or it is just being written. */
  read(): Relaxed | undefined {
    if (!this.isNew) return undefined;
    const version = Atomics.load(this.head, VERSION);
    const found = {
      bound: this.bound[0] ?? Number.NEGATIVE_INFINITY,
      point: new Float64Array(this.point),
      multipliers: new Float64Array(this.multipliers),
    };
    if (Atomics.load(this.head, VERSION) !== version) return undefined;
    this.seen = version;
    return found;
  }
}

/** The reading side, as a search is handed it. */
export type Guide = Pick<RelaxationBoard, 'isNew' | 'pause' | 'read'>;
