import type { Workload } from '../../problem/types.js';
import type { Stream } from '../demand.js';
import { type Case, group, type Row } from '../rows.js';
import { checkDeferred } from './deferred.js';

const total = (rows: readonly Row[]): number => rows.reduce((sum, { x }) => sum + x, 0);
const inUse = (rows: readonly Row[]): Row[] => rows.filter(({ x }) => x > 1e-6);
const streamsByWorkload = ({ streams }: Case): Map<string, Stream[]> =>
  group([...streams.values()], ({ workload }) => workload.id);

/** How each workload may be divided. */
export const checkSplits = (audit: Case): void => {
  const streams = streamsByWorkload(audit);
  checkDeferred(audit);
  for (const workload of audit.problem.workloads) {
    const own = (streams.get(workload.id) ?? []).filter(({ deferred }) => deferred === null);
    checkSplit(audit, workload, own);
    if (workload.kind === 'agent' && workload.sameSite) checkSameSite(audit, own);
    if (workload.maxShareFractionPerDomain !== undefined)
      checkDomainShare(audit, own, workload.maxShareFractionPerDomain);
    if (workload.standby) checkStandby(audit, own);
  }
};

const checkSplit = (
  { rowsOfStream, ledger }: Case,
  { id, split }: Workload,
  streams: readonly Stream[],
): void => {
  const rowsOf = (stream: Stream): Row[] => inUse(rowsOfStream.get(stream.id) ?? []);
  const all = streams.flatMap(rowsOf);
  const oneOf = (subject: string, rows: readonly Row[], keyOf: (row: Row) => string): void => {
    const keys = [...new Set(rows.map(keyOf))];
    ledger.holds('split', subject, keys.length <= 1, `${split.kind}: one`, keys.join(' and '));
  };
  const bank = (row: Row): string => row.bank.plan.id;
  switch (split.kind) {
    case 'free':
      return;
    case 'minShare':
      for (const stream of streams) {
        for (const [site, rows] of group(rowsOf(stream), (row) => row.bank.site.id))
          ledger.atLeast('split', `${stream.id} at ${site}`, split.minShareFraction, total(rows), 'share');
      }
      return;
    case 'perLocation':
      for (const stream of streams) oneOf(stream.id, rowsOf(stream), bank);
      return;
    case 'oneSite':
      oneOf(id, all, (row) => row.bank.site.id);
      return;
    case 'oneOffer':
      for (const [part, rows] of group(all, ({ stream }) => stream.part)) oneOf(`${id} ${part}`, rows, bank);
      return;
    case 'copies':
      for (const stream of streams) {
        for (const [domain, rows] of group(rowsOf(stream), (row) => row.bank.site.failureDomain))
          ledger.atMost('split', `${stream.id} in ${domain}`, 1, total(rows), 'copies');
      }
  }
};

const checkSameSite = ({ rowsOfStream, problem, ledger }: Case, streams: readonly Stream[]): void => {
  const shares = (id: string): Map<string, Row[]> =>
    group(rowsOfStream.get(id) ?? [], ({ bank }) => bank.site.id);
  for (const stream of streams) {
    if (stream.part !== 'inference') continue;
    const inference = shares(stream.id);
    const runtime = shares(`${stream.id}#runtime`);
    for (const { id } of problem.sites) {
      if (!inference.has(id) && !runtime.has(id)) continue;
      const expected = total(inference.get(id) ?? []);
      ledger.near('same-site', `${stream.id} at ${id}`, expected, total(runtime.get(id) ?? []), 'share');
    }
  }
};

const checkDomainShare = ({ rowsOfStream, ledger }: Case, streams: readonly Stream[], most: number): void => {
  for (const { id } of streams) {
    for (const [domain, rows] of group(rowsOfStream.get(id) ?? [], ({ bank }) => bank.site.failureDomain))
      ledger.atMost('domain-share', `${id} in ${domain}`, most, total(rows), 'share');
  }
};

const checkStandby = ({ rowsOfStream, ledger }: Case, streams: readonly Stream[]): void => {
  for (const { id } of streams) {
    const rows = rowsOfStream.get(id) ?? [];
    for (const domain of new Set(rows.map(({ bank }) => bank.site.failureDomain))) {
      const left = rows.filter(({ bank }) => bank.site.failureDomain !== domain);
      const served = left.reduce((sum, { x, y }) => sum + x + y, 0);
      ledger.atLeast('standby', `${id} without ${domain}`, 1, served, 'share');
    }
    for (const { bank, name, y } of rows) {
      const isReady = bank.plan.kind === 'held' || bank.use?.terms === 'on-demand';
      const isPriced = bank.use === null || bank.use.standbyPerUnitHour !== undefined;
      const ok = y <= 1e-6 || (isReady && isPriced);
      ledger.holds('standby', name, ok, 'a bank that holds standby', bank.plan.id);
    }
  }
};
