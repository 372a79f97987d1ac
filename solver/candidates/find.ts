import type { Candidate, Candidates } from './types.js';

/**
 * Looks a pair up by the ids a plan names it with. A plan holds a few pairs of many, so what is kept is by stream and
 * not by pair.
 *
 * @example
 * const find = candidateFinder(candidates);
 * find(placement.stream, placement.bank); // undefined where the pair may not exist
 */
export const candidateFinder = ({
  demand,
  byStream,
  candidates,
}: Candidates): ((stream: string, bank: string) => Candidate | undefined) => {
  const indexOf = new Map(demand.streams.map((stream) => [stream.id, stream.index]));
  return (stream, bank) => {
    for (const index of byStream[indexOf.get(stream) ?? -1] ?? []) {
      const candidate = candidates[index];
      if (candidate?.bank.id === bank) return candidate;
    }
    return undefined;
  };
};
