/** Edit distance with neighbouring letters swapped counted once, given up above `most`. */
const distance = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (previous[j] ?? most) + 1,
        (row[j - 1] ?? most) + 1,
        (previous[j - 1] ?? most) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? most) + 1);
      }
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? most + 1;
};

/** A wrong word longer than this gets no suggestion. */
const LONGEST_WORD = 100;
/** Comparisons a problem may cost in all, so that thousands of wrong words stay fast. */
const COMPARISONS = 100_000;

/** Finds what a planner probably meant by a word that is not known. */
export class Suggester {
  #left = COMPARISONS;

  /**
   * The nearest known word, or undefined where none is near; ties go to the first.
   *
   * @example
   * new Suggester().nearest('metercapkw', ['meterCapKw', 'itCapKw']); // 'meterCapKw'
   */
  nearest(wrong: string, known: Iterable<string>): string | undefined {
    if (wrong.length === 0 || wrong.length > LONGEST_WORD) return undefined;
    const lower = wrong.toLowerCase();
    let most = Math.max(1, Math.floor(wrong.length / 3));
    let best: string | undefined;
    for (const word of known) {
      this.#left -= 1;
      if (this.#left < 0) return best;
      const far = distance(lower, word.toLowerCase(), most);
      if (far <= most) {
        best = word;
        most = far - 1;
        if (far === 0) return best;
      }
    }
    return best;
  }

  /** A sentence with the nearest known word, or with the words where they are few. */
  fix(wrong: unknown, known: readonly string[], otherwise: string): string {
    const near = typeof wrong === 'string' ? this.nearest(wrong, known) : undefined;
    if (near !== undefined) return `Did you mean ${JSON.stringify(near)}?`;
    return otherwise;
  }
}
