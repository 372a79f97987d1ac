import type { Candidates } from '../candidates/types.js';
import type { Finding } from '../result.js';
import type { Stream } from '../sizing/types.js';

/** A stream that asks for more copies than there are failure domains it may stand in. */
export interface FewDomains {
  readonly stream: Stream;
  readonly finding: Finding;
}

/**
 * Streams with some place, but with fewer failure domains than copies. No limit of supply is short there, so the
 * least relaxation cannot show it.
 */
export const fewDomains = (candidates: Candidates): FewDomains[] =>
  candidates.demand.streams.flatMap((stream) => {
    const domains = new Set(
      (candidates.byStream[stream.index] ?? []).flatMap(
        (index) => candidates.candidates[index]?.bank.site.failureDomain ?? [],
      ),
    );
    if (domains.size === 0 || domains.size >= stream.copies) return [];
    const short = stream.copies - domains.size;
    const message = `${stream.id} asks for ${stream.copies} copies in different failure domains and may stand in ${domains.size} (${[...domains].join(', ')}).`;
    const finding: Finding = {
      code: 'limit',
      subjects: [stream.id],
      message,
      shortBy: short,
      unit: 'failure domains',
      remedy: `a place for it in ${short} further failure ${short === 1 ? 'domain' : 'domains'}`,
    };
    return [{ stream, finding }];
  });
