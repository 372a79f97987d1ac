const FIRST_LENGTH = 64;
/** Buffers of this many bytes are made in shared memory where there is such, so that other threads read them as they are. */
const SHARED_BYTES_LEAST = 2 ** 16;

const bufferOf = (bytes: number): ArrayBuffer | SharedArrayBuffer =>
  bytes >= SHARED_BYTES_LEAST && typeof SharedArrayBuffer !== 'undefined'
    ? new SharedArrayBuffer(bytes)
    : new ArrayBuffer(bytes);

/** Lists of a fixed length, in shared memory where they are large and there is such. */
export const sharedFloats = (length: number): Float64Array =>
  new Float64Array(bufferOf(length * Float64Array.BYTES_PER_ELEMENT));
export const sharedInts = (length: number): Int32Array =>
  new Int32Array(bufferOf(length * Int32Array.BYTES_PER_ELEMENT));

type Numbers = Float64Array | Int32Array | Uint8Array;

/** A list of numbers that grows, in one typed array; what `view` gave keeps its values when more are added. */
abstract class Growing<T extends Numbers> {
  protected values: T;
  private count = 0;

  protected constructor(private readonly make: (length: number) => T) {
    this.values = make(FIRST_LENGTH);
  }

  get length(): number {
    return this.count;
  }

  /** undefined where there is none, as of an array. */
  at(index: number): number | undefined {
    return index < this.count ? this.values[index] : undefined;
  }

  push(value: number): void {
    if (this.count === this.values.length) this.reserve(this.count + 1);
    this.values[this.count] = value;
    this.count += 1;
  }

  /** Changes a value that no view has been given of. */
  set(index: number, value: number): void {
    this.values[index] = value;
  }

  /** Drops the values behind the first `length`; no view may have been given of them. */
  truncate(length: number): void {
    this.count = length;
  }

  private reserve(least: number): void {
    const before = this.values;
    this.values = this.make(Math.max(least, before.length + (before.length >> 1)));
    this.values.set(before);
  }

  /** The values so far, not copied. */
  abstract view(): T;
}

export class GrowingFloats extends Growing<Float64Array> {
  constructor() {
    super(sharedFloats);
  }

  view(): Float64Array {
    return this.values.subarray(0, this.length);
  }
}

export class GrowingInts extends Growing<Int32Array> {
  constructor() {
    super(sharedInts);
  }

  view(): Int32Array {
    return this.values.subarray(0, this.length);
  }
}

export class GrowingFlags extends Growing<Uint8Array> {
  constructor() {
    super((length) => new Uint8Array(bufferOf(length)));
  }

  view(): Uint8Array {
    return this.values.subarray(0, this.length);
  }
}
