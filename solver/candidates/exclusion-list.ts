import { InternalError } from '../outcome.js';
import type { Stream } from '../sizing/types.js';
import type { Bank, Exclusion } from './types.js';

/** The figures of an exclusion, without the pair. One object may be the cause of many pairs. */
export type Cause = Pick<Exclusion, 'code' | 'rule' | 'actual' | 'limit' | 'unit'>;

/**
 * Refused pairs as three numbers: stream, bank, and a cause that pairs share: a path that is too long is one cause for every
 * silicon at a site. There can be several hundred thousand pairs, and a solve that ends well writes none of them out.
 */
export class ExclusionList {
  private count = 0;
  private numbers = new Int32Array(3 * 1024);
  private readonly causes: Cause[] = [];
  private readonly indexOf = new Map<Cause, number>();
  private last: { readonly cause: Cause; readonly index: number } | undefined;

  get length(): number {
    return this.count;
  }

  add(stream: Stream, bank: Bank, cause: Cause): void {
    const at = 3 * this.count++;
    if (at >= this.numbers.length) {
      const longer = new Int32Array(this.numbers.length * 2);
      longer.set(this.numbers);
      this.numbers = longer;
    }
    // Pairs of one stream at one site come one after another.
    if (this.last?.cause !== cause) this.last = { cause, index: this.indexOfCause(cause) };
    this.numbers[at] = stream.index;
    this.numbers[at + 1] = bank.index;
    this.numbers[at + 2] = this.last.index;
  }

  private indexOfCause(cause: Cause): number {
    const known = this.indexOf.get(cause);
    if (known !== undefined) return known;
    this.indexOf.set(cause, this.causes.length);
    return this.causes.push(cause) - 1;
  }

  /** Causes with the number of pairs of each, in the order they first appear; one cause may stand more than once. */
  *tally(): Iterable<readonly [cause: Cause, pairs: number]> {
    const pairs = new Int32Array(this.causes.length);
    for (let at = 2; at < 3 * this.count; at += 3) {
      const cause = this.numbers[at] ?? 0;
      pairs[cause] = (pairs[cause] ?? 0) + 1;
    }
    for (const [index, cause] of this.causes.entries()) yield [cause, pairs[index] ?? 0];
  }

  streamIndexAt(index: number): number {
    return this.numbers[3 * index] ?? -1;
  }

  /** An exclusion written out. */
  read(index: number, streams: readonly Stream[], banks: readonly Bank[]): Exclusion {
    const stream = streams[this.numbers[3 * index] ?? -1];
    const bank = banks[this.numbers[3 * index + 1] ?? -1];
    const cause = this.causes[this.numbers[3 * index + 2] ?? -1];
    if (!stream || !bank || !cause) throw new InternalError(`Exclusion ${index} has no pair or no cause.`);
    const { code, rule, actual, limit, unit } = cause;
    // Most have these figures and no other; a literal is several times as fast as a spread.
    return rule === undefined && actual !== undefined && limit !== undefined && unit !== undefined
      ? { stream, bank, code, actual, limit, unit }
      : { ...cause, stream, bank };
  }
}
