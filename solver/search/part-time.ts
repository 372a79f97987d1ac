/** Time that a part may take whatever its share, where there is enough for all. */
const LEAST_MS = 2000;

/**
 * Time of the next of some parts that are solved one after the other: its share of what is left. A part of a thousandth of the
 * columns would have no time for its first answer, and the whole then none: it may take two seconds, but never what the others
 * need for theirs.
 *
 * @param share - of what is left to solve, from 0 to 1
 * @param partsLeft - with this one
 */
export const partTimeMs = (leftMs: number, share: number, partsLeft: number): number =>
  Math.max(leftMs * share, Math.min(LEAST_MS, leftMs / (2 * partsLeft)));
