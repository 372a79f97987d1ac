import type { Candidate, Candidates } from '../candidates/types.js';
import { groupBy } from '../collections.js';
import { windowWorkOf } from '../decisions/subject.js';
import type { PlacementRow } from '../result.js';

const SHARE_TOLERANCE = 1e-6;

const hasOffer = (candidate: Candidate, offer: string): boolean =>
  candidate.bank.kind === 'held'
    ? candidate.bank.offers.some((one) => one.id === offer)
    : candidate.bank.offer.id === offer;

const concerns = (row: PlacementRow, candidate: Candidate): boolean =>
  row.workload === candidate.stream.workload.id &&
  (row.location === undefined || row.location === candidate.stream.location) &&
  (row.part === undefined || row.part === candidate.stream.part) &&
  (row.block === undefined || row.block === candidate.stream.block?.id) &&
  hasOffer(candidate, row.offer);

/** What rows ask of the candidates. */
export interface AskedShares {
  /** Shares that are stated, by candidate. */
  readonly shares: ReadonlyMap<number, number>;
  /** Cells of deferred work in the bank they are placed in, the hours left to the solve. */
  readonly open: ReadonlySet<number>;
  /** What does not fit together. */
  readonly problems: readonly string[];
}

const isDeferred = (candidate: Candidate | undefined): boolean => Boolean(candidate?.stream.block?.deferred);

/** Deferred work: a row without a block places all of it in a bank, rows with blocks state each share. */
const deferredProblems = (
  candidates: Candidates,
  rows: readonly PlacementRow[],
  shares: ReadonlyMap<number, number>,
  open: ReadonlySet<number>,
): string[] => {
  const cells = candidates.candidates.filter(isDeferred);
  return [...groupBy(cells, ({ stream }) => stream.workload.id)].flatMap(([workload, own]) => {
    const used = own.filter(({ index }) => shares.has(index) || open.has(index));
    const banks = new Set(used.map(({ bank }) => bank.id));
    if (banks.size !== 1) return [`${workload} stays in one bank; its rows name ${banks.size}`];
    if (used.every(({ index }) => !open.has(index))) {
      const inBank = own.filter(({ bank }) => banks.has(bank.id));
      return workProblems(workload, inBank, shares);
    }
    const isMixed = rows.some(
      (row) => row.workload === workload && (row.block !== undefined || row.shareFraction !== 1),
    );
    return isMixed ? [`${workload} is placed whole (share 1), or by block in every row`] : [];
  });
};

/** Stated shares of deferred work must do the work of each window. */
const workProblems = (
  workload: string,
  inBank: readonly Candidate[],
  shares: ReadonlyMap<number, number>,
): string[] =>
  [...groupBy(inBank, ({ stream }) => stream.block?.deferred?.window ?? '')].flatMap(([window, own]) => {
    const done = own.reduce((sum, one) => sum + windowWorkOf(one) * (shares.get(one.index) ?? 0), 0);
    return Math.abs(done - 1) > SHARE_TOLERANCE
      ? [`${workload}: its shares do ${done} of the work of ${window}`]
      : [];
  });

/** Shares of the rows by candidate, and what does not fit together about them. */
export const sharesOf = (candidates: Candidates, rows: readonly PlacementRow[]): AskedShares => {
  const problems: string[] = [];
  const shares = new Map<number, number>();
  const open = new Set<number>();
  rows.forEach((row, index) => {
    const met = candidates.candidates.filter((candidate) => concerns(row, candidate));
    if (met.length === 0)
      problems.push(
        `row ${index + 1}: ${row.workload}${row.location === undefined ? '' : `@${row.location}`} cannot run on ${row.offer}`,
      );
    if (!(row.shareFraction > 0 && row.shareFraction <= 1))
      problems.push(`row ${index + 1}: share ${row.shareFraction} is not above 0 and at most 1`);
    for (const candidate of met) {
      if (isDeferred(candidate) && row.block === undefined) open.add(candidate.index);
      else shares.set(candidate.index, (shares.get(candidate.index) ?? 0) + row.shareFraction);
    }
  });
  const byStream = groupBy(shares, ([index]) => candidates.candidates[index]?.stream.index ?? -1);
  for (const stream of candidates.demand.streams) {
    if (stream.block?.deferred) continue;
    const served = (byStream.get(stream.index) ?? []).reduce((sum, [, share]) => sum + share, 0);
    if (Math.abs(served - stream.copies) > SHARE_TOLERANCE)
      problems.push(`${stream.id}: shares add up to ${served}, not ${stream.copies}`);
    if (stream.isIndivisible && (byStream.get(stream.index) ?? []).some(([, share]) => share !== 1)) {
      problems.push(`${stream.id} is placed whole or not at all; its rows divide it`);
    }
  }
  return { shares, open, problems: [...problems, ...deferredProblems(candidates, rows, shares, open)] };
};
