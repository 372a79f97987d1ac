import type { Demand, Stream } from '../sizing/types.js';
import { type CauseName, type ExclusionTally, exclusionOf, type OnRefused } from './exclusion-tally.js';
import type { Bank, Candidate, Candidates, Exclusion } from './types.js';

/** What is known of a set's exclusions without an object for each. */
interface Refused {
  readonly tally: () => ExclusionTally;
  /** Pairs a stream anew and tells what is refused. */
  readonly again: (stream: Stream, onRefused: OnRefused) => void;
}

const refusedOf = new WeakMap<Candidates, Refused>();

/** Candidates whose exclusions are found anew when they are first asked for. */
export function collect(
  demand: Demand,
  banks: readonly Bank[],
  candidates: readonly Candidate[],
  refused: Refused,
): Candidates {
  const byStream: number[][] = demand.streams.map(() => []);
  const byBank: number[][] = banks.map(() => []);
  for (const { index, stream, bank } of candidates) {
    byStream[stream.index]?.push(index);
    byBank[bank.index]?.push(index);
  }
  let written: readonly Exclusion[] | undefined;
  const set: Candidates = {
    demand,
    banks,
    candidates,
    byStream,
    byBank,
    get exclusions() {
      written ??= demand.streams.flatMap((stream) => writtenOut(refused, stream));
      return written;
    },
  };
  refusedOf.set(set, refused);
  return set;
}

const writtenOut = ({ again }: Refused, stream: Stream): Exclusion[] => {
  const found: Exclusion[] = [];
  again(stream, (_, bank, cause) => found.push(exclusionOf(stream, bank, cause)));
  return found;
};

/** How many pairs are refused, without writing any of them out. */
export function excludedPairCount(candidates: Candidates): number {
  return refusedOf.get(candidates)?.tally().length ?? candidates.exclusions.length;
}

/** Causes of a set's exclusions with the number of pairs of each; one cause may stand more than once. */
export function causesOf(candidates: Candidates): Iterable<readonly [cause: CauseName, pairs: number]> {
  return refusedOf.get(candidates)?.tally().causes() ?? candidates.exclusions.map((one) => [one, 1] as const);
}

/**
 * Exclusions of one stream.
 *
 * @example
 * exclusionsOf(candidates, stream).map(describeExclusion); // why stream is not at each bank it may not use
 */
export function exclusionsOf(candidates: Candidates, stream: Stream): Exclusion[] {
  const refused = refusedOf.get(candidates);
  return refused
    ? writtenOut(refused, stream)
    : candidates.exclusions.filter((one) => one.stream.index === stream.index);
}
