/** A point and its cost, as another search found it. */
export interface Foreign {
  readonly point: Float64Array;
  readonly objective: number;
}

const HEAD_BYTES = 16;
const VERSION = 0;
const STOP = 1;

/**
 * The best point of several searches in memory they share. One side writes, the others poll: a thread that is busy in an
 * engine reads no messages. The version is odd while a point is being written.
 */
export class Board {
  private readonly head: Int32Array;
  private readonly objective: Float64Array;
  private readonly point: Float64Array;
  private seen = 0;

  constructor(private readonly buffer: SharedArrayBuffer) {
    this.head = new Int32Array(buffer, 0, 2);
    this.objective = new Float64Array(buffer, 8, 1);
    this.point = new Float64Array(buffer, HEAD_BYTES);
  }

  static bufferFor(columnCount: number): SharedArrayBuffer {
    return new SharedArrayBuffer(HEAD_BYTES + columnCount * Float64Array.BYTES_PER_ELEMENT);
  }

  get shared(): SharedArrayBuffer {
    return this.buffer;
  }

  write({ point, objective }: Foreign): void {
    Atomics.add(this.head, VERSION, 1);
    this.objective[0] = objective;
    this.point.set(point);
    Atomics.add(this.head, VERSION, 1);
  }

  /** A point written since the last look; undefined where there is none, or it is just being written. */
  read(): Foreign | undefined {
    const version = Atomics.load(this.head, VERSION);
    if (version === this.seen || version % 2 === 1) return undefined;
    const found = { point: Float64Array.from(this.point), objective: this.objective[0] ?? Number.NaN };
    if (Atomics.load(this.head, VERSION) !== version) return undefined;
    this.seen = version;
    return found;
  }

  askToStop(): void {
    Atomics.store(this.head, STOP, 1);
  }

  get isAskedToStop(): boolean {
    return Atomics.load(this.head, STOP) === 1;
  }
}
