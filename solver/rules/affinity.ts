import type { Candidate } from '../candidates/types.js';
import { yearFractionOf } from '../decisions/subject.js';
import type { Decisions } from '../decisions/types.js';
import type { Affinity } from '../problem/types.js';
import type { LinearTerm } from '../program/program.js';
import type { Stream } from '../sizing/types.js';
import { above, type Constraint, type RowSink } from './contract.js';
import { type PlanReading, TINY_SHARE } from './reading.js';

/** Weight of a whole placement in its workload's share of a site; of a dispatch block, by its part of the year's demand. */
export const workloadShareOf = (candidate: Candidate): number => {
  const { originShareFraction, workload } = candidate.stream;
  return (originShareFraction / (workload.kind === 'agent' ? 2 : 1)) * yearFractionOf(candidate);
};

const streamsOf = (streams: readonly Stream[], workload: string | undefined): Stream[] =>
  streams.filter((stream) => stream.workload.id === workload);

const columnsBySite = (
  decisions: Decisions,
  streams: readonly Stream[],
  withStandby: boolean,
  keyOf: (site: { id: string; failureDomain: string }) => string,
): Map<string, LinearTerm[]> => {
  const terms = new Map<string, LinearTerm[]>();
  for (const stream of streams) {
    for (const index of decisions.candidates.byStream[stream.index] ?? []) {
      const candidate = decisions.candidates.candidates[index];
      if (!candidate) continue;
      const key = keyOf(candidate.bank.site);
      const list = terms.get(key) ?? [];
      terms.set(key, list);
      const columns = [
        decisions.placeColumn[index] ?? -1,
        ...(withStandby ? [decisions.standbyColumn[index] ?? -1] : []),
      ];
      for (const column of columns)
        if (column >= 0) list.push({ column, coefficient: workloadShareOf(candidate) });
    }
  }
  return terms;
};

const togetherRows = (decisions: Decisions, sink: RowSink, affinity: Affinity): void => {
  const { streams } = decisions.candidates.demand;
  const [one, other] = affinity.workloads.map((id) =>
    columnsBySite(decisions, streamsOf(streams, id), false, (site) => site.id),
  );
  for (const site of new Set([...(one?.keys() ?? []), ...(other?.keys() ?? [])])) {
    const minus = (other?.get(site) ?? []).map((term) => ({ ...term, coefficient: -term.coefficient }));
    sink.addRow(`affinity ${affinity.id} ${site}`, [...(one?.get(site) ?? []), ...minus], 0, 0);
  }
};

const apartRows = (decisions: Decisions, sink: RowSink, affinity: Affinity): void => {
  const { streams } = decisions.candidates.demand;
  const keyOf = (site: { id: string; failureDomain: string }) =>
    affinity.kind === 'different-sites' ? site.id : site.failureDomain;
  const [one, other] = affinity.workloads.map((id) =>
    columnsBySite(decisions, streamsOf(streams, id), true, keyOf),
  );
  for (const key of one?.keys() ?? []) {
    if (!other?.has(key)) continue;
    // One binary says whose the site is: each side's columns need it, so both cannot be there.
    const isFirst = sink.addBinary(`${affinity.id} ${key}`);
    for (const { column } of one?.get(key) ?? []) {
      sink.addRow(
        `apart ${affinity.id} ${key}`,
        [
          { column, coefficient: 1 },
          { column: isFirst, coefficient: -1 },
        ],
        Number.NEGATIVE_INFINITY,
        0,
      );
    }
    for (const { column } of other.get(key) ?? []) {
      sink.addRow(
        `apart ${affinity.id} ${key}`,
        [
          { column, coefficient: 1 },
          { column: isFirst, coefficient: 1 },
        ],
        Number.NEGATIVE_INFINITY,
        1,
      );
    }
  }
};

const presence = (
  reading: PlanReading,
  workload: string | undefined,
  keyOf: (site: { id: string; failureDomain: string }) => string,
) => {
  const shares = new Map<string, { share: number; largest: number }>();
  for (const stream of streamsOf(reading.candidates.demand.streams, workload)) {
    for (const one of reading.placedOfStream(stream)) {
      const key = keyOf(one.candidate.bank.site);
      const before = shares.get(key) ?? { share: 0, largest: 0 };
      shares.set(key, {
        share: before.share + workloadShareOf(one.candidate) * one.shareFraction,
        largest: Math.max(before.largest, one.shareFraction, one.standbyFraction),
      });
    }
  }
  return shares;
};

/** Two workloads kept together (equal shares at every site) or apart (no site or domain holds both). */
export const affinity: Constraint = {
  id: 'affinity',
  rows(decisions, sink) {
    for (const one of decisions.candidates.demand.problem.affinities) {
      if (one.kind === 'same-sites') togetherRows(decisions, sink, one);
      else apartRows(decisions, sink, one);
    }
  },
  violations: (reading) =>
    reading.candidates.demand.problem.affinities.flatMap((one) => {
      const keyOf = (site: { id: string; failureDomain: string }) =>
        one.kind === 'different-domains' ? site.failureDomain : site.id;
      const [first, second] = one.workloads.map((id) => presence(reading, id, keyOf));
      const keys = new Set([...(first?.keys() ?? []), ...(second?.keys() ?? [])]);
      return [...keys].flatMap((key) => {
        const a = first?.get(key) ?? { share: 0, largest: 0 };
        const b = second?.get(key) ?? { share: 0, largest: 0 };
        if (one.kind === 'same-sites')
          return above(
            'affinity',
            `${one.id} at ${key}, shares apart`,
            Math.abs(a.share - b.share),
            0,
            'share',
          );
        const both = a.largest > TINY_SHARE && b.largest > TINY_SHARE ? 2 : 1;
        return above('affinity', `${one.id} at ${key}`, both, 1, 'workloads');
      });
    }),
};
