import type { LinearTerm } from '../program/program.js';
import { above, below, type Constraint } from './contract.js';
import { workRows, workViolations } from './deferral.js';

/**
 * Every stream is served whole, and the work of deferred training in its windows (deferral.ts): sum over banks of place = 1, or = R where R copies are asked for.
 * A stream without a candidate gets a row that nothing satisfies, and so an infeasible program.
 */
export const assignment: Constraint = {
  id: 'assignment',
  rows(decisions, sink) {
    const { byStream, demand } = decisions.candidates;
    for (const stream of demand.streams) {
      if (stream.block?.deferred) continue;
      const terms = (byStream[stream.index] ?? []).map(
        (index): LinearTerm => ({ column: decisions.placeColumn[index] ?? -1, coefficient: 1 }),
      );
      sink.addRow(`assign ${stream.id}`, terms, stream.copies, stream.copies);
    }
    workRows(decisions, sink);
  },
  violations: (reading) => [
    ...workViolations(reading),
    ...reading.candidates.demand.streams.flatMap((stream) => {
      if (stream.block?.deferred) return [];
      const placed = reading.placedOfStream(stream);
      const served = placed.reduce((sum, one) => sum + one.shareFraction, 0);
      const whole = stream.isIndivisible
        ? placed
            .filter((one) => one.shareFraction !== 0 && one.shareFraction !== 1)
            .flatMap((one) =>
              below(
                'assignment',
                `${stream.id} at ${one.candidate.bank.id}, to be whole`,
                one.shareFraction,
                1,
                'share',
              ),
            )
        : [];
      return [
        ...above('assignment', stream.id, served, stream.copies, 'share'),
        ...below('assignment', stream.id, served, stream.copies, 'share'),
        ...whole,
      ];
    }),
  ],
};
