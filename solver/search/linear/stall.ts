/** Gain of a round, relative to the bound, below which it counts as none. */
const GAIN_LEAST = 1e-5;
/** Rounds without a gain after which a relaxation counts as solved, and after which rows found late are no reason to go on. */
const IDLE_MOST = 2;
const IDLE_LATE = 4;

/** Counts the rounds in a row in which a bound has not risen. */
export class Stall {
  private idle = 0;
  private before = Number.NEGATIVE_INFINITY;

  /** @param bound - the best after a round */
  note(bound: number): void {
    this.idle = bound - this.before <= GAIN_LEAST * Math.abs(bound) ? this.idle + 1 : 0;
    this.before = bound;
  }

  get isIdle(): boolean {
    return this.idle >= IDLE_MOST;
  }

  get isLate(): boolean {
    return this.idle >= IDLE_LATE;
  }
}
