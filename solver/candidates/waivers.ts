import type { Stream } from '../sizing/types.js';
import type { Cause } from './exclusion-tally.js';
import type { Admit, Bank, Exclusion, ExclusionCode } from './types.js';

/** Refusals a caller may waive: policy and service levels. What does not fit does not fit. */
const WAIVABLE: ReadonlySet<ExclusionCode> = new Set<ExclusionCode>([
  'rule',
  'pin',
  'ban',
  'network-rtt',
  'network-jitter',
  'first-token',
  'per-output-token',
  'end-to-end',
  'time-not-stated',
]);

const NONE: readonly Exclusion[] = [];

/** Decides for one pair after another which refusals stand, and keeps those that were waived. */
export class Waivers {
  private stream: Stream | undefined;
  private bank: Bank | undefined;
  private taken: Exclusion[] = [];

  constructor(private readonly admit: Admit | undefined) {}

  /** Whether any refusal may be waived. */
  get isOpen(): boolean {
    return this.admit !== undefined;
  }

  /** Turns to a pair. */
  start(stream: Stream, bank: Bank): void {
    this.stream = stream;
    this.bank = bank;
    if (this.taken.length > 0) this.taken = [];
  }

  /** Whether a refusal of the pair stands; one that does not is kept in `waived`. */
  stands(cause: Cause): boolean {
    const { admit, stream, bank } = this;
    if (!admit || !stream || !bank || !WAIVABLE.has(cause.code)) return true;
    const exclusion: Exclusion = { ...cause, stream, bank };
    if (!admit(exclusion)) return true;
    this.taken.push(exclusion);
    return false;
  }

  get waived(): readonly Exclusion[] {
    return this.taken.length > 0 ? this.taken : NONE;
  }
}
