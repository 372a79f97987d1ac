import type { Bank, Candidate } from '../candidates/types.js';

/**
 * Whether a stream may keep standby at a bank: held banks, and on-demand ones that state a price for it. Deferred work holds, as
 * standby, the units it has at once beyond its mean.
 */
export const mayHoldStandby = (candidate: Candidate): boolean => {
  if (candidate.stream.block?.deferred) return true;
  if (!candidate.stream.workload.standby) return false;
  const { bank } = candidate;
  if (bank.kind === 'held') return true;
  return (
    bank.kind === 'unit-use' &&
    bank.offer.terms === 'on-demand' &&
    bank.offer.standbyPerUnitHour !== undefined
  );
};

/** Most units of a by-use bank, or undefined where there is no limit. */
export const useLimit = (bank: Bank): number | undefined => {
  if (bank.kind === 'token') return bank.offer.quotaTokensPerSecond;
  return bank.kind === 'unit-use' ? bank.offer.unitsMax : undefined;
};
