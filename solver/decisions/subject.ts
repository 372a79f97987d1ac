import type { Candidate } from '../candidates/types.js';
import { workFractionOf } from '../candidates/work-fraction.js';
import type { BillSubject } from '../plan/types.js';

/**
 * What an amount of a pair is for: the stream, the site and bank, the offer where the bank is one offer, and the
 * item where one is named. Written out whole: copying objects is slow, and there is one of these for every term.
 */
export const pairSubject = ({ stream, bank }: Candidate, item?: string): BillSubject => {
  const { location, part } = stream;
  const site = bank.site.id;
  const workload = stream.workload.id;
  if (stream.block !== null) {
    const block = stream.block.id;
    const offer = bank.kind === 'held' ? {} : { offer: bank.id };
    return {
      site,
      ...offer,
      workload,
      location,
      part,
      bank: bank.id,
      block,
      ...(item === undefined ? {} : { item }),
    };
  }
  if (bank.kind === 'held') {
    return item === undefined
      ? { site, workload, location, part, bank: bank.id }
      : { site, workload, location, part, bank: bank.id, item };
  }
  return item === undefined
    ? { site, offer: bank.id, workload, location, part, bank: bank.id }
    : { site, offer: bank.id, workload, location, part, bank: bank.id, item };
};

/** Hours at full load that make the year of a whole stream: sum over the hours of meanShare. */
export const fullLoadHours = ({ meanScale, stream }: Candidate): number =>
  meanScale * stream.series.sumShareHours;

/** Part of its location's yearly demand that a whole placement serves: 1, or that of its dispatch block. */
export const yearFractionOf = ({ stream, runHours }: Candidate): number => {
  if (stream.block?.deferred) return workFractionOf(stream, runHours);
  return stream.block?.yearFraction ?? 1;
};

/** Deferred work: part of the work due in a cell's windows that a whole share of it computes; 0 otherwise. */
export const windowWorkOf = (candidate: Candidate): number => {
  const deferred = candidate.stream.block?.deferred;
  return deferred ? yearFractionOf(candidate) / deferred.windowFraction : 0;
};

/** Input and output tokens a year of a whole stream at a bank (one copy of it, for copies). */
export const tokensPerYear = ({ stream }: Candidate): { input: number; output: number } => {
  const requests = stream.requestsPerYear * stream.copyLoadFraction;
  return { input: requests * stream.inputTokens.mean, output: requests * stream.outputTokens.mean };
};

/** Whether a vendor's quote stands for every computed cost of the pair. */
export const hasQuotedCost = ({ quote }: Candidate): boolean =>
  quote !== null && (quote.upfrontCost !== undefined || quote.yearlyCost !== undefined);
