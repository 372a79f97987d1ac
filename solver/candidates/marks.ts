import type { EstimateMark } from './types.js';

const MARKS: readonly EstimateMark[] = [
  'distance-estimate',
  'roofline',
  'percentile-gap',
  'compute-ratio',
  'fluid-replicas',
];

const bitOf = (mark: EstimateMark | null): number => (mark === null ? 0 : 1 << MARKS.indexOf(mark));

/** Each combination of marks as one shared list, in the order above. */
const combinations = new Map<number, readonly EstimateMark[]>();

/** The marks given, without doubles and nulls; equal marks give the same object. */
export function marksOf(
  given: readonly (EstimateMark | null)[],
  more: EstimateMark | null,
): readonly EstimateMark[] {
  let bits = bitOf(more);
  for (const mark of given) bits |= bitOf(mark);
  const known = combinations.get(bits);
  if (known) return known;
  const marks = Object.freeze(MARKS.filter((_, index) => (bits & (1 << index)) !== 0));
  combinations.set(bits, marks);
  return marks;
}
