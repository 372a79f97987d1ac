import type { Candidate } from '../candidates/types.js';
import type { BillSubject } from '../plan/types.js';

/** What an amount of a pair is for: the stream, the site and bank, and the offer where the bank is one offer. */
export const pairSubject = ({ stream, bank }: Candidate): BillSubject => {
  const { workload, location, part } = stream;
  const subject = { site: bank.site.id, workload: workload.id, location, part, bank: bank.id };
  return bank.kind === 'held' ? subject : { ...subject, offer: bank.offer.id };
};

/** Hours at full load that make the year of a whole stream: sum over the hours of meanShare. */
export const fullLoadHours = ({ meanScale, stream }: Candidate): number =>
  meanScale * stream.series.sumShareHours;

/** Input and output tokens a year of a whole stream at a bank (one copy of it, for copies). */
export const tokensPerYear = ({ stream }: Candidate): { input: number; output: number } => {
  const requests = stream.requestsPerYear * stream.copyLoadFraction;
  return { input: requests * stream.inputTokens.mean, output: requests * stream.outputTokens.mean };
};

/** Whether a vendor's quote stands for every computed cost of the pair. */
export const hasQuotedCost = ({ quote }: Candidate): boolean =>
  quote !== null && (quote.upfrontCost !== undefined || quote.yearlyCost !== undefined);
