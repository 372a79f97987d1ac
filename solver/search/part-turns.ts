/** Part of the past that still counts after another part of the same kind. */
const KEPT = 0.8;
/** One part in so many is of the kind that was not drawn for longest, so that none is given up for good. */
const ANYWAY = 8;

interface Record {
  gain: number;
  effort: number;
  lastTurn: number;
}

/**
 * Which kind of part comes next: the one that has gained most for its effort of late, and now and then another.
 *
 * Source: adaptive large neighbourhood search, S. Ropke and D. Pisinger, Transportation Science 40 (2006); the choice here
 * is not drawn but made, so that the same gains and efforts give the same turns.
 */
export class PartTurns<Kind extends string> {
  private readonly records: Map<Kind, Record>;
  private turn = 0;

  /** @param kinds - at least one; each is tried once in this order */
  constructor(kinds: readonly [Kind, ...Kind[]]) {
    this.records = new Map(kinds.map((kind) => [kind, { gain: 0, effort: 0, lastTurn: 0 }]));
  }

  next(): Kind {
    this.turn += 1;
    const all = [...this.records];
    const untried = all.find(([, { effort }]) => effort === 0);
    const isAnyway = this.turn % ANYWAY === 0;
    const rank = ([, { gain, effort, lastTurn }]: [Kind, Record]): number =>
      isAnyway ? -lastTurn : gain / effort;
    const [kind, record] = untried ?? all.reduce((best, one) => (rank(one) > rank(best) ? one : best));
    record.lastTurn = this.turn;
    return kind;
  }

  /** @param effort - above zero, in one unit for all kinds */
  note(kind: Kind, gain: number, effort: number): void {
    const record = this.records.get(kind);
    if (!record) return;
    record.gain = KEPT * record.gain + gain;
    record.effort = KEPT * record.effort + effort;
  }
}
