import type { Affinity } from '../../problem/types.js';
import type { Case, Row } from '../rows.js';

/** Workloads that go together, or never do. */
export const checkAffinities = (audit: Case): void => {
  for (const affinity of audit.problem.affinities) checkAffinity(audit, affinity);
};

const checkAffinity = (
  { rows, problem, ledger }: Case,
  { id, kind, workloads: [one, other] }: Affinity,
): void => {
  const of = (workload: string | undefined): Row[] =>
    rows.filter(({ stream }) => stream.workload.id === workload);
  const [ours, theirs] = [of(one), of(other)];
  if (kind === 'same-sites') {
    for (const site of problem.sites)
      ledger.near(
        'affinity',
        `${id} at ${site.id}`,
        shareAt(ours, site.id),
        shareAt(theirs, site.id),
        'share',
      );
    return;
  }
  const keyOf = ({ bank: { site } }: Row): string =>
    kind === 'different-sites' ? site.id : site.failureDomain;
  const places = new Set(ours.filter(isThere).map(keyOf));
  for (const row of theirs) {
    if (!isThere(row)) continue;
    const place = keyOf(row);
    ledger.holds(
      'affinity',
      `${id}: ${row.name}`,
      !places.has(place),
      `a ${kind.slice(10, -1)} without ${one}`,
      place,
    );
  }
};

const isThere = ({ x, y }: Row): boolean => x + y > 1e-6;

/** Share of a workload at a site: its streams weighted by origin, an agent's two parts half each. */
const shareAt = (rows: readonly Row[], site: string): number =>
  rows
    .filter(({ bank }) => bank.site.id === site)
    .reduce(
      (sum, { stream, yearPart, x }) =>
        sum + (stream.originShare * yearPart * x) / (stream.workload.kind === 'agent' ? 2 : 1),
      0,
    );
