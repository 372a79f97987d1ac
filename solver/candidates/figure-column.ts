const FIRST_LENGTH = 1024;

/**
 * One figure of every pair. A figure that is the same for all of them, as most are in most problems, takes no memory.
 */
export class FigureColumn {
  private values: Float64Array | undefined;

  constructor(private readonly usual: number) {}

  set(index: number, value: number): void {
    if (!this.values && Object.is(value, this.usual)) return;
    if (!this.values || index >= this.values.length) this.grow(index);
    if (this.values) this.values[index] = value;
  }

  at(index: number): number {
    return this.values?.[index] ?? this.usual;
  }

  private grow(index: number): void {
    const before = this.values;
    const length = Math.max(FIRST_LENGTH, index + 1 + (index >> 1));
    this.values = new Float64Array(length).fill(this.usual, before?.length ?? 0);
    if (before) this.values.set(before);
  }
}

/** One of a few values of every pair, by number. */
export class ChoiceColumn<T> {
  private readonly choices: T[] = [];
  private readonly numbers = new Map<T, number>();
  private last: { readonly value: T; readonly number: number } | undefined;
  private chosen = new Uint32Array(FIRST_LENGTH);

  set(index: number, value: T): void {
    if (this.last?.value !== value || !this.last) this.last = { value, number: this.numberOf(value) };
    if (index >= this.chosen.length) {
      const longer = new Uint32Array(index + 1 + (index >> 1));
      longer.set(this.chosen);
      this.chosen = longer;
    }
    this.chosen[index] = this.last.number;
  }

  /** The value of a pair that was set. */
  at(index: number): T {
    // The type says nothing of T being undefined, which it may be.
    return this.choices[this.chosen[index] ?? -1] as T;
  }

  private numberOf(value: T): number {
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    this.numbers.set(value, this.choices.length);
    return this.choices.push(value) - 1;
  }
}
