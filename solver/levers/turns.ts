/** Shares the time limit between solves that follow one another: each may end where its turn ends, early ones leave theirs over. */
export class Turns {
  private taken = 0;

  constructor(private readonly count: number) {}

  /** Share of the limit that is spent when the next solve ends. */
  next(): number {
    this.taken += 1;
    return Math.min(1, this.taken / this.count);
  }

  /** Leaves a turn out; its time goes to those after it. */
  skip(): void {
    this.taken += 1;
  }
}
