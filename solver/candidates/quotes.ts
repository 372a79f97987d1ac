import { groupBy } from '../collections.js';
import { InputError } from '../outcome.js';
import type { Issue } from '../problem/issue.js';
import type { Problem, Quote } from '../problem/types.js';
import type { Stream } from '../sizing/types.js';
import type { Bank } from './types.js';

/** The quote that speaks for a stream at a bank, if any. */
export type QuoteTable = (stream: Stream, bank: Bank) => Quote | undefined;

/** Whether a quote replaces every computed cost of its pair. */
export function quotesCost(quote: Quote | undefined): boolean {
  return quote !== undefined && (quote.upfrontCost !== undefined || quote.yearlyCost !== undefined);
}

/**
 * Finds quotes by stream and bank. A quote on a held offer speaks for the offer's bank of the workload's isolation group.
 * Throws `InputError` where two quotes speak for one pair.
 */
export function makeQuoteTable(
  problem: Problem,
  streams: readonly Stream[],
  banks: readonly Bank[],
): QuoteTable {
  const byStream = new Map<string, Map<number, Quote>>();
  const placeOf = new Map<Quote, number>();
  if (problem.quotes.length > 0) {
    const streamsOf = groupBy(streams, (stream) => keyOf(stream.workload.id, stream.location, stream.part));
    const banksOf = banksByOffer(banks);
    const issues: Issue[] = [];
    problem.quotes.forEach((quote, place) => {
      const part = quote.part === 'runtime' ? 'runtime' : 'inference';
      placeOf.set(quote, place);
      for (const stream of streamsOf.get(keyOf(quote.workload, quote.location, part)) ?? []) {
        const ofStream = byStream.get(stream.id) ?? new Map<number, Quote>();
        byStream.set(stream.id, ofStream);
        for (const bank of banksOf.get(quote.offer) ?? []) {
          if (bank.kind === 'held' && bank.isolationGroup !== (stream.workload.isolationGroup ?? null))
            continue;
          const other = ofStream.get(bank.index);
          if (other) issues.push(twoQuotes(stream, bank, placeOf.get(other), place));
          else ofStream.set(bank.index, quote);
        }
      }
    });
    if (issues.length > 0) throw new InputError(issues.map((issue) => issue.message).join(' '), issues);
  }
  return (stream, bank) => byStream.get(stream.id)?.get(bank.index);
}

/** Training counts as inference in a quote. */
const keyOf = (workload: string, location: string, part: Stream['part']): string =>
  JSON.stringify([workload, location, part === 'runtime']);

function banksByOffer(banks: readonly Bank[]): Map<string, Bank[]> {
  const byOffer = new Map<string, Bank[]>();
  for (const bank of banks) {
    for (const offer of bank.kind === 'held' ? bank.offers : [bank.offer]) {
      const known = byOffer.get(offer.id);
      if (known) known.push(bank);
      else byOffer.set(offer.id, [bank]);
    }
  }
  return byOffer;
}

function twoQuotes(stream: Stream, bank: Bank, first: number | undefined, second: number): Issue {
  return {
    code: 'inconsistent',
    pointer: `/quotes/${second}`,
    message:
      `Quotes ${first} and ${second} both speak for ${stream.id} at ${bank.id}: held offers of one silicon at one site ` +
      'are one bank, and a quote on any of them is a quote for the bank.',
    allowed: 'one quote for a stream and a bank',
    fix: `Remove one of /quotes/${first} and /quotes/${second}.`,
  };
}
