import { groupBy } from '../collections.js';
import { windowWorkOf } from '../decisions/subject.js';
import type { Decisions } from '../decisions/types.js';
import type { Stream } from '../sizing/types.js';
import { above, below, type RowSink, type Violation } from './contract.js';
import { type PlanReading, TINY_SHARE } from './reading.js';

/** Cells of deferred work, by workload and kind of window; whole streams are in none. */
const cellsByWindow = (streams: readonly Stream[]): Map<string, Stream[]> =>
  groupBy(
    streams.filter(({ block }) => block?.deferred),
    ({ workload, block }) => `${workload.id} ${block?.deferred?.window}`,
  );

/** The work of each window is done in it: sum over its cells and banks of work x share = 1. */
export const workRows = ({ candidates, placeColumn }: Decisions, sink: RowSink): void => {
  for (const [name, cells] of cellsByWindow(candidates.demand.streams)) {
    const terms = cells.flatMap((cell) =>
      (candidates.byStream[cell.index] ?? []).flatMap((index) => {
        const candidate = candidates.candidates[index];
        const column = placeColumn[index] ?? -1;
        return candidate ? [{ column, coefficient: windowWorkOf(candidate) }] : [];
      }),
    );
    sink.addRow(`work ${name}`, terms, 1, 1);
  }
};

export const workViolations = (reading: PlanReading): Violation[] =>
  [...cellsByWindow(reading.candidates.demand.streams)].flatMap(([name, cells]) => {
    const done = cells
      .flatMap((cell) => reading.placedOfStream(cell))
      .reduce((sum, one) => sum + windowWorkOf(one.candidate) * one.shareFraction, 0);
    return [
      ...above('assignment', `work of ${name}`, done, 1, 'share'),
      ...below('assignment', `work of ${name}`, done, 1, 'share'),
    ];
  });

/**
 * Deferred work stays in one bank, and where it computes it has its gang: with runs r of a cell at a bank and one binary for the
 * bank, gang / most units x r <= place + standby <= r <= bank.
 */
export const gangRows = (decisions: Decisions, sink: RowSink): void => {
  const { candidates, placeColumn, standbyColumn, runsColumn } = decisions;
  const cells = candidates.demand.streams.filter(({ block }) => block?.deferred);
  for (const [workload, ofWorkload] of groupBy(cells, ({ workload: { id } }) => id)) {
    const pairs = ofWorkload.flatMap((cell) =>
      (candidates.byStream[cell.index] ?? []).flatMap((index) => candidates.candidates[index] ?? []),
    );
    const banks = [...groupBy(pairs, ({ bank }) => bank.id)].map(([id, ofBank]) => ({
      column: sink.addBinary(`in ${workload} ${id}`),
      ofBank,
    }));
    const chosen = banks.map(({ column }) => ({ column, coefficient: 1 }));
    sink.addRow(`one bank ${workload}`, chosen, 1, 1);
    for (const { column: bank, ofBank } of banks) {
      for (const { index, stream } of ofBank) {
        const runs = runsColumn[index] ?? -1;
        const units = [placeColumn[index] ?? -1, standbyColumn[index] ?? -1].map((column) => ({
          column,
          coefficient: 1,
        }));
        const least = stream.block?.deferred?.leastFraction ?? 0;
        const name = `${stream.id} ${ofBank[0]?.bank.id}`;
        sink.addRow(
          `most ${name}`,
          [...units, { column: runs, coefficient: -1 }],
          Number.NEGATIVE_INFINITY,
          0,
        );
        sink.addRow(
          `gang ${name}`,
          [...units, { column: runs, coefficient: -least }],
          0,
          Number.POSITIVE_INFINITY,
        );
        const inBank = [
          { column: runs, coefficient: 1 },
          { column: bank, coefficient: -1 },
        ];
        sink.addRow(`in bank ${name}`, inBank, Number.NEGATIVE_INFINITY, 0);
      }
    }
  }
};

export const gangViolations = (reading: PlanReading): Violation[] => {
  const cells = reading.candidates.demand.streams.filter(({ block }) => block?.deferred);
  return [...groupBy(cells, ({ workload: { id } }) => id)].flatMap(([workload, ofWorkload]) => {
    const placed = ofWorkload
      .flatMap((cell) => reading.placedOfStream(cell))
      .filter((one) => one.shareFraction > TINY_SHARE);
    const banks = new Set(placed.map((one) => one.candidate.bank.id));
    return [
      ...above('split', `${workload}, banks`, banks.size, 1, 'banks'),
      ...placed.flatMap(({ candidate, shareFraction, standbyFraction }) => {
        const { stream, bank, needUnits } = candidate;
        const atOnce = needUnits * (shareFraction + standbyFraction);
        const gang = needUnits * (stream.block?.deferred?.leastFraction ?? 0);
        const subject = `${stream.id} at ${bank.id}`;
        return [
          ...below('split', `${subject}, units at once`, atOnce, gang, 'units'),
          ...above('split', `${subject}, units at once`, atOnce, needUnits, 'units'),
        ];
      }),
    ];
  });
};
