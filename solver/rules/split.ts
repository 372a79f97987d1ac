import { groupBy } from '../collections.js';
import type { Decisions } from '../decisions/types.js';
import type { Workload } from '../problem/types.js';
import type { LinearTerm } from '../program/program.js';
import type { Stream } from '../sizing/types.js';
import { above, below, type Constraint, type RowSink, type Violation } from './contract.js';
import { gangRows, gangViolations } from './deferral.js';
import { type PlanReading, TINY_SHARE } from './reading.js';

const NONE = Number.NEGATIVE_INFINITY;

/** Place columns of a stream by what `keyOf` names: a site, a domain, a bank. */
export const placesBy = (
  decisions: Decisions,
  stream: Stream,
  keyOf: (bank: Decisions['candidates']['banks'][number]) => string,
): Map<string, LinearTerm[]> => {
  const terms = new Map<string, LinearTerm[]>();
  for (const index of decisions.candidates.byStream[stream.index] ?? []) {
    const candidate = decisions.candidates.candidates[index];
    if (!candidate) continue;
    const key = keyOf(candidate.bank);
    const list = terms.get(key) ?? [];
    list.push({ column: decisions.placeColumn[index] ?? -1, coefficient: 1 });
    terms.set(key, list);
  }
  return terms;
};

const siteOf = (bank: Decisions['candidates']['banks'][number]): string => bank.site.id;
const domainOf = (bank: Decisions['candidates']['banks'][number]): string => bank.site.failureDomain;
const negative = (terms: readonly LinearTerm[]): LinearTerm[] =>
  terms.map((term) => ({ ...term, coefficient: -term.coefficient }));

const minShareRows = (
  decisions: Decisions,
  sink: RowSink,
  streams: readonly Stream[],
  leastFraction: number,
): void => {
  for (const stream of streams) {
    for (const [site, terms] of placesBy(decisions, stream, siteOf)) {
      const uses = sink.addBinary(`uses ${stream.id} ${site}`);
      sink.addRow(
        `share needs use ${stream.id} ${site}`,
        [...terms, { column: uses, coefficient: -1 }],
        NONE,
        0,
      );
      sink.addRow(
        `least share ${stream.id} ${site}`,
        [...terms, { column: uses, coefficient: -leastFraction }],
        0,
        Number.POSITIVE_INFINITY,
      );
    }
  }
};

const oneSiteRows = (
  decisions: Decisions,
  sink: RowSink,
  workload: Workload,
  streams: readonly Stream[],
): void => {
  const bySite = streams.map((stream) => placesBy(decisions, stream, siteOf));
  const common = [...(bySite[0]?.keys() ?? [])].filter((site) => bySite.every((map) => map.has(site)));
  const uses = new Map(common.map((site) => [site, sink.addBinary(`uses ${workload.id} ${site}`)]));
  sink.addRow(
    `one site ${workload.id}`,
    [...uses.values()].map((column) => ({ column, coefficient: 1 })),
    1,
    1,
  );
  bySite.forEach((map, index) => {
    for (const [site, terms] of map) {
      const column = uses.get(site);
      const use = column === undefined ? [] : [{ column, coefficient: -1 }];
      sink.addRow(`one site ${streams[index]?.id} ${site}`, [...terms, ...use], 0, 0);
    }
  });
};

/** Streams of one part go to the bank of the first of them. */
const oneOfferRows = (decisions: Decisions, sink: RowSink, streams: readonly Stream[]): void => {
  for (const [, ofPart] of groupBy(streams, (stream) => stream.part)) {
    const [first, ...others] = ofPart.map((stream) => ({
      stream,
      places: placesBy(decisions, stream, (bank) => bank.id),
    }));
    if (!first) continue;
    for (const other of others) {
      for (const bank of new Set([...first.places.keys(), ...other.places.keys()])) {
        const terms = [...(first.places.get(bank) ?? []), ...negative(other.places.get(bank) ?? [])];
        sink.addRow(`one offer ${other.stream.id} ${bank}`, terms, 0, 0);
      }
    }
  }
};

const copiesRows = (decisions: Decisions, sink: RowSink, streams: readonly Stream[]): void => {
  for (const stream of streams) {
    for (const [domain, terms] of placesBy(decisions, stream, domainOf)) {
      if (terms.length > 1) sink.addRow(`copies ${stream.id} ${domain}`, terms, NONE, 1);
    }
  }
};

const sameSiteRows = (decisions: Decisions, sink: RowSink, streams: readonly Stream[]): void => {
  for (const [location, parts] of groupBy(streams, (stream) => stream.location)) {
    const [one, other] = parts.map((stream) => placesBy(decisions, stream, siteOf));
    if (!one || !other) continue;
    for (const site of new Set([...one.keys(), ...other.keys()])) {
      sink.addRow(
        `same site ${parts[0]?.workload.id} ${location} ${site}`,
        [...(one.get(site) ?? []), ...negative(other.get(site) ?? [])],
        0,
        0,
      );
    }
  }
};

const sharesBy = (
  reading: PlanReading,
  stream: Stream,
  keyOf: (bank: Decisions['candidates']['banks'][number]) => string,
): Map<string, number> => {
  const shares = new Map<string, number>();
  for (const { candidate, shareFraction } of reading.placedOfStream(stream)) {
    const key = keyOf(candidate.bank);
    shares.set(key, (shares.get(key) ?? 0) + shareFraction);
  }
  return shares;
};

const used = (shares: Map<string, number>): string[] =>
  [...shares].filter(([, share]) => share > TINY_SHARE).map(([key]) => key);

const workloadViolations = (
  reading: PlanReading,
  workload: Workload,
  streams: readonly Stream[],
): Violation[] => {
  const { split } = workload;
  const found: Violation[] = [];
  if (split.kind === 'minShare') {
    for (const stream of streams) {
      for (const [site, share] of sharesBy(reading, stream, siteOf)) {
        if (share > TINY_SHARE)
          found.push(
            ...below('split', `${stream.id} at ${site}, least share`, share, split.minShareFraction, 'share'),
          );
      }
    }
  }
  if (split.kind === 'perLocation') {
    for (const stream of streams)
      found.push(
        ...above(
          'split',
          `${stream.id}, banks`,
          used(sharesBy(reading, stream, (bank) => bank.id)).length,
          1,
          'banks',
        ),
      );
  }
  if (split.kind === 'oneSite') {
    const sites = new Set(streams.flatMap((stream) => used(sharesBy(reading, stream, siteOf))));
    found.push(...above('split', `${workload.id}, sites`, sites.size, 1, 'sites'));
  }
  if (split.kind === 'oneOffer') {
    for (const [part, ofPart] of groupBy(streams, (stream) => stream.part)) {
      const banks = new Set(ofPart.flatMap((stream) => used(sharesBy(reading, stream, (bank) => bank.id))));
      found.push(...above('split', `${workload.id} ${part}, banks`, banks.size, 1, 'banks'));
    }
  }
  if (split.kind === 'copies') {
    for (const stream of streams) {
      for (const [domain, copies] of sharesBy(reading, stream, domainOf))
        found.push(...above('split', `copies of ${stream.id} in ${domain}`, copies, 1, 'copies'));
    }
  }
  if (workload.kind === 'agent' && workload.sameSite) {
    for (const [location, parts] of groupBy(streams, (stream) => stream.location)) {
      const [one, other] = parts.map((stream) => sharesBy(reading, stream, siteOf));
      for (const site of new Set([...(one?.keys() ?? []), ...(other?.keys() ?? [])])) {
        const apart = Math.abs((one?.get(site) ?? 0) - (other?.get(site) ?? 0));
        found.push(
          ...above(
            'split',
            `${workload.id}@${location} at ${site}, runtime and inference apart`,
            apart,
            0,
            'share',
          ),
        );
      }
    }
  }
  return found;
};

/** How a workload may be divided, and agents' runtime tied to their inference. Classic rows without big M. */
export const split: Constraint = {
  id: 'split',
  rows(decisions, sink) {
    for (const [workload, streams] of groupBy(
      decisions.candidates.demand.streams,
      (stream) => stream.workload,
    )) {
      const { split: how } = workload;
      // Deferred work stays in one bank whatever its split says.
      if (streams.some(({ block }) => block?.deferred)) continue;
      if (how.kind === 'minShare') minShareRows(decisions, sink, streams, how.minShareFraction);
      if (how.kind === 'oneSite') oneSiteRows(decisions, sink, workload, streams);
      if (how.kind === 'oneOffer') oneOfferRows(decisions, sink, streams);
      if (how.kind === 'copies') copiesRows(decisions, sink, streams);
      if (workload.kind === 'agent' && workload.sameSite) sameSiteRows(decisions, sink, streams);
    }
    gangRows(decisions, sink);
  },
  violations: (reading) => {
    const groups = groupBy(reading.candidates.demand.streams, (stream) => stream.workload);
    return [
      ...gangViolations(reading),
      ...[...groups].flatMap(([workload, streams]) =>
        streams.some(({ block }) => block?.deferred) ? [] : workloadViolations(reading, workload, streams),
      ),
    ];
  },
};
