const FIRST_LENGTH = 1024;
const LATIN_MOST = 0xff;

/**
 * Names as bytes, written out when they are asked for: only people read them, and a million strings weigh as much as the
 * numbers they name. A name with letters beyond Latin-1 is kept as it is.
 */
export class NameList {
  private bytes = new Uint8Array(FIRST_LENGTH);
  private ends = new Uint32Array(FIRST_LENGTH);
  private count = 0;
  private used = 0;
  private readonly others = new Map<number, string>();
  private written: readonly string[] | undefined;

  get length(): number {
    return this.count;
  }

  push(name: string): void {
    if (this.used + name.length > this.bytes.length) {
      const longer = new Uint8Array((this.used + name.length) * 2);
      longer.set(this.bytes);
      this.bytes = longer;
    }
    if (this.count === this.ends.length) {
      const longer = new Uint32Array(this.count * 2);
      longer.set(this.ends);
      this.ends = longer;
    }
    let isLatin = true;
    for (let at = 0; at < name.length; at += 1) {
      const code = name.charCodeAt(at);
      if (code > LATIN_MOST) isLatin = false;
      this.bytes[this.used + at] = code;
    }
    if (isLatin) this.used += name.length;
    else this.others.set(this.count, name);
    this.ends[this.count] = this.used;
    this.count += 1;
    this.written = undefined;
  }

  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.count)) return undefined;
    const other = this.others.get(index);
    if (other !== undefined) return other;
    const begin = index === 0 ? 0 : (this.ends[index - 1] ?? 0);
    return String.fromCharCode(...this.bytes.subarray(begin, this.ends[index]));
  }

  /** Every name so far; the same list until one is added. */
  all(): readonly string[] {
    this.written ??= Array.from({ length: this.count }, (_, index) => this.at(index) ?? '');
    return this.written;
  }

  /** The first `count` names, written out when they are asked for. */
  firstOf(count: number): () => readonly string[] {
    return () => (count === this.count ? this.all() : this.all().slice(0, count));
  }
}
