import type { Requirement } from './types.js';

/** One test of a requirement and where it stands under it. */
export interface PlacedTest {
  readonly test: Omit<Requirement, 'or'>;
  readonly path: readonly (string | number)[];
}

/** The tests of a requirement: its own, then its alternatives. Any one of them is enough. */
export const testsOf = (requirement: Requirement): readonly PlacedTest[] => {
  const { or, ...own } = requirement;
  return [{ test: own, path: [] }, ...(or ?? []).map((test, index) => ({ test, path: ['or', index] }))];
};

/** Every value a test compares with. */
export const valuesOf = ({ allIn, noneIn, anyIn }: PlacedTest['test']): readonly string[] => [
  ...(allIn ?? []),
  ...(noneIn ?? []),
  ...(anyIn ?? []),
];
