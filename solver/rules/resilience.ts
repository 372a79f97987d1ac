import { mayHoldStandby } from '../decisions/bank-limits.js';
import { above, below, type Constraint, type Violation } from './contract.js';
import { placesBy } from './split.js';

/**
 * Loss of a failure domain. maxShareFractionPerDomain: the share of a stream in a domain is at most it.
 * standby: for every domain d with a candidate, sum over banks outside d of (place + standby) >= 1; dedicated.
 */
export const resilience: Constraint = {
  id: 'resilience',
  rows(decisions, sink) {
    const { byStream, candidates, demand } = decisions.candidates;
    for (const stream of demand.streams) {
      const { maxShareFractionPerDomain: most, standby } = stream.workload;
      if (most === undefined && !standby) continue;
      const places = placesBy(decisions, stream, (bank) => bank.site.failureDomain);
      if (most !== undefined) {
        for (const [domain, terms] of places)
          sink.addRow(`share of ${stream.id} in ${domain}`, terms, Number.NEGATIVE_INFINITY, most);
      }
      if (!standby) continue;
      for (const lost of places.keys()) {
        const terms = (byStream[stream.index] ?? []).flatMap((index) => {
          if (candidates[index]?.bank.site.failureDomain === lost) return [];
          return [decisions.placeColumn[index] ?? -1, decisions.standbyColumn[index] ?? -1].flatMap(
            (column) => (column < 0 ? [] : [{ column, coefficient: 1 }]),
          );
        });
        sink.addRow(`standby ${stream.id} without ${lost}`, terms, 1, Number.POSITIVE_INFINITY);
      }
    }
  },
  violations: (reading) =>
    reading.candidates.demand.streams.flatMap((stream) => {
      const { maxShareFractionPerDomain: most, standby } = stream.workload;
      const placed = reading.placedOfStream(stream);
      const found: Violation[] = [];
      const domains = new Set(placed.map((one) => one.candidate.bank.site.failureDomain));
      for (const domain of domains) {
        const inside = placed.filter((one) => one.candidate.bank.site.failureDomain === domain);
        const outside = placed.filter((one) => one.candidate.bank.site.failureDomain !== domain);
        if (most !== undefined) {
          const share = inside.reduce((sum, one) => sum + one.shareFraction, 0);
          found.push(...above('resilience', `share of ${stream.id} in ${domain}`, share, most, 'share'));
        }
        if (standby) {
          const left = outside.reduce((sum, one) => sum + one.shareFraction + one.standbyFraction, 0);
          found.push(...below('resilience', `${stream.id} after the loss of ${domain}`, left, 1, 'share'));
        }
      }
      for (const one of placed) {
        if (one.standbyFraction > 0 && !mayHoldStandby(one.candidate)) {
          found.push(
            ...above(
              'resilience',
              `standby of ${stream.id} at ${one.candidate.bank.id}, which holds none`,
              one.standbyFraction,
              0,
              'share',
            ),
          );
        }
      }
      return found;
    }),
};
