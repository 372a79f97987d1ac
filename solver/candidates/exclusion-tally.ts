import type { Stream } from '../sizing/types.js';
import type { Bank, Exclusion, ExclusionCode } from './types.js';

/** The figures of an exclusion, without the pair. */
export type Cause = Pick<Exclusion, 'code' | 'rule' | 'actual' | 'limit' | 'unit'>;

/** What two causes of one line of a summary have in common. */
export type CauseName = Pick<Cause, 'code' | 'rule'>;

/** Told of every pair that may not exist, stream by stream. */
export type OnRefused = (stream: Stream, bank: Bank, cause: Cause) => void;

/** Refused pairs by code and rule. There are millions of them, and a solve that ends well writes none of them out. */
export class ExclusionTally {
  private count = 0;
  private readonly byCode = new Map<ExclusionCode, Map<string | undefined, { pairs: number }>>();
  private last: { readonly cause: Cause; readonly counter: { pairs: number } } | undefined;

  get length(): number {
    return this.count;
  }

  add(cause: Cause): void {
    this.count += 1;
    // Pairs of one stream at one site come one after another.
    if (this.last?.cause !== cause) this.last = { cause, counter: this.counterOf(cause) };
    this.last.counter.pairs += 1;
  }

  private counterOf({ code, rule }: Cause): { pairs: number } {
    let ofCode = this.byCode.get(code);
    if (!ofCode) {
      ofCode = new Map();
      this.byCode.set(code, ofCode);
    }
    let counter = ofCode.get(rule);
    if (!counter) {
      counter = { pairs: 0 };
      ofCode.set(rule, counter);
    }
    return counter;
  }

  /** Codes with their rules and the number of pairs of each, in the order they first appear. */
  *causes(): Iterable<readonly [cause: CauseName, pairs: number]> {
    for (const [code, ofCode] of this.byCode) {
      for (const [rule, { pairs }] of ofCode)
        yield [rule === undefined ? { code } : { code, rule }, pairs] as const;
    }
  }
}

/** An exclusion written out. */
export const exclusionOf = (stream: Stream, bank: Bank, cause: Cause): Exclusion => {
  const { code, rule, actual, limit, unit } = cause;
  // Most have these figures and no other; a literal is several times as fast as a spread.
  return rule === undefined && actual !== undefined && limit !== undefined && unit !== undefined
    ? { stream, bank, code, actual, limit, unit }
    : { ...cause, stream, bank };
};
