import type { Demand, Stream } from '../sizing/types.js';
import type { Cause, ExclusionList } from './exclusion-list.js';
import type { Bank, Candidate, Candidates, Exclusion } from './types.js';

/** The compact form of a set's exclusions, for readers that need no object for each. */
const lists = new WeakMap<Candidates, { readonly list: ExclusionList; readonly banks: readonly Bank[] }>();

/** Candidates whose exclusions are written out when they are first asked for. */
export function collect(
  demand: Demand,
  banks: readonly Bank[],
  leftOut: readonly Bank[],
  candidates: readonly Candidate[],
  list: ExclusionList,
): Candidates {
  const byStream: number[][] = demand.streams.map(() => []);
  const byBank: number[][] = banks.map(() => []);
  for (const { index, stream, bank } of candidates) {
    byStream[stream.index]?.push(index);
    byBank[bank.index]?.push(index);
  }
  const everyBank = [...banks, ...leftOut];
  let written: readonly Exclusion[] | undefined;
  const set: Candidates = {
    demand,
    banks,
    candidates,
    byStream,
    byBank,
    get exclusions() {
      written ??= Array.from({ length: list.length }, (_, at) => list.read(at, demand.streams, everyBank));
      return written;
    },
  };
  lists.set(set, { list, banks: everyBank });
  return set;
}

/** How many pairs are refused, without writing any of them out. */
export function excludedPairCount(candidates: Candidates): number {
  return lists.get(candidates)?.list.length ?? candidates.exclusions.length;
}

/** Causes of a set's exclusions with the number of pairs of each; one cause may stand more than once. */
export function causesOf(candidates: Candidates): Iterable<readonly [cause: Cause, pairs: number]> {
  return lists.get(candidates)?.list.tally() ?? candidates.exclusions.map((one) => [one, 1] as const);
}

/**
 * Exclusions of one stream.
 *
 * @example
 * exclusionsOf(candidates, stream).map(describeExclusion); // why stream is not at each bank it may not use
 */
export function exclusionsOf(candidates: Candidates, stream: Stream): Exclusion[] {
  const compact = lists.get(candidates);
  if (!compact) return candidates.exclusions.filter((one) => one.stream.index === stream.index);
  const { list, banks } = compact;
  const found: Exclusion[] = [];
  for (let at = 0; at < list.length; at++) {
    if (list.streamIndexAt(at) === stream.index) found.push(list.read(at, candidates.demand.streams, banks));
  }
  return found;
}
