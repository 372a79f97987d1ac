import type { EstimateMark } from './types.js';

const MARKS: readonly EstimateMark[] = [
  'distance-estimate',
  'roofline',
  'percentile-gap',
  'compute-ratio',
  'fluid-replicas',
];

/** Each combination of marks as one shared list, in the order above. */
const combinations = new Map<number, readonly EstimateMark[]>();

/** The marks given, without doubles and nulls; equal marks give the same object. */
export function marksOf(given: readonly (EstimateMark | null)[]): readonly EstimateMark[] {
  let bits = 0;
  for (const mark of given) if (mark !== null) bits |= 1 << MARKS.indexOf(mark);
  const known = combinations.get(bits);
  if (known) return known;
  const marks = Object.freeze(MARKS.filter((_, index) => (bits & (1 << index)) !== 0));
  combinations.set(bits, marks);
  return marks;
}
