import { InternalError } from '../outcome.js';
import type { Stream } from '../sizing/types.js';
import { type Bank, EXCLUSION_CODES, type Exclusion, type ExclusionCode } from './types.js';

const CODE_INDEX = new Map(EXCLUSION_CODES.map((code, index) => [code, index]));
const ABSENT = -1;

/** The figures of an exclusion, without the pair. */
export type Cause = Pick<Exclusion, 'code' | 'rule' | 'actual' | 'limit' | 'unit'>;

/** Numbers that grow as they are added to. */
class Column<A extends Int32Array | Float64Array> {
  constructor(
    private values: A,
    private readonly make: (length: number) => A,
  ) {}

  set(at: number, value: number): void {
    if (at >= this.values.length) {
      const longer = this.make(this.values.length * 2);
      longer.set(this.values);
      this.values = longer;
    }
    this.values[at] = value;
  }

  at(index: number): number {
    const value = this.values[index];
    if (value === undefined) throw new InternalError(`Exclusion ${index} is not there.`);
    return value;
  }
}

const integers = () => new Column(new Int32Array(1024), (length) => new Int32Array(length));
const reals = () => new Column(new Float64Array(1024), (length) => new Float64Array(length));

/** Texts by number, each kept once. */
class Texts {
  private readonly numbers = new Map<string, number>();
  private readonly texts: string[] = [];

  number(text: string | undefined): number {
    if (text === undefined) return ABSENT;
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.texts.push(text);
    this.numbers.set(text, this.texts.length - 1);
    return this.texts.length - 1;
  }

  text(number: number): string | undefined {
    return this.texts[number];
  }
}

/**
 * Refused pairs as columns of numbers: some 50 bytes a pair, no object until one is asked for. There can be
 * several hundred thousand of them, and a solve that ends well reads none.
 */
export class ExclusionList {
  private count = 0;
  private readonly streams = integers();
  private readonly banks = integers();
  private readonly codes = integers();
  private readonly rules = integers();
  private readonly units = integers();
  private readonly figures = { actual: reals(), limit: reals() };
  /** Number of the text that stands in place of a figure. */
  private readonly words = { actual: integers(), limit: integers() };
  private readonly texts = new Texts();

  get length(): number {
    return this.count;
  }

  add(stream: Stream, bank: Bank, cause: Cause): void {
    const at = this.count++;
    this.streams.set(at, stream.index);
    this.banks.set(at, bank.index);
    this.codes.set(at, CODE_INDEX.get(cause.code) ?? ABSENT);
    this.rules.set(at, this.texts.number(cause.rule));
    this.units.set(at, this.texts.number(cause.unit));
    this.setFigure('actual', at, cause.actual);
    this.setFigure('limit', at, cause.limit);
  }

  /** Code and rule of an exclusion. */
  causeAt(index: number): { readonly code: ExclusionCode; readonly rule?: string } {
    const code = EXCLUSION_CODES[this.codes.at(index)];
    if (code === undefined) throw new InternalError(`Exclusion ${index} has no code.`);
    const rule = this.texts.text(this.rules.at(index));
    return rule === undefined ? { code } : { code, rule };
  }

  streamIndexAt(index: number): number {
    return this.streams.at(index);
  }

  /** An exclusion written out. */
  read(index: number, streams: readonly Stream[], banks: readonly Bank[]): Exclusion {
    const stream = streams[this.streams.at(index)];
    const bank = banks[this.banks.at(index)];
    if (!stream || !bank) throw new InternalError(`Exclusion ${index} has no stream or no bank.`);
    const actual = this.figure('actual', index);
    const limit = this.figure('limit', index);
    const unit = this.texts.text(this.units.at(index));
    return {
      stream,
      bank,
      ...this.causeAt(index),
      ...(actual === undefined ? {} : { actual }),
      ...(limit === undefined ? {} : { limit }),
      ...(unit === undefined ? {} : { unit }),
    };
  }

  private setFigure(kind: 'actual' | 'limit', at: number, value: number | string | undefined): void {
    // NaN stands for "no figure"; a text has its number beside it.
    this.figures[kind].set(at, typeof value === 'number' ? value : Number.NaN);
    this.words[kind].set(at, this.texts.number(typeof value === 'string' ? value : undefined));
  }

  private figure(kind: 'actual' | 'limit', at: number): number | string | undefined {
    const value = this.figures[kind].at(at);
    return Number.isNaN(value) ? this.texts.text(this.words[kind].at(at)) : value;
  }
}
