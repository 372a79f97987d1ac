import type { Case, Row } from './rows.js';
import { serviceLimits } from './times.js';

/** What a placement says of its size, its path and its times, against the audit's own. */
export const checkSizing = ({ rows, ledger, plan }: Case): void => {
  for (const row of rows) {
    checkFigures(row, ledger);
    checkService(row, ledger);
    checkLimits(row, ledger);
    checkMarks(row, ledger);
    ledger.same('quote', row.name, row.quote !== null, row.placement.quoted);
    if (row.quote) ledger.same('quote', `${row.name} is forbidden`, false, row.quote.forbidden);
  }
  const marks = new Set([
    ...plan.placements.flatMap(({ estimates }) => estimates),
    ...plan.estimates.map(({ mark }) => mark),
  ]);
  for (const mark of [...marks].sort()) {
    const counted = plan.placements.filter(({ estimates }) => estimates.includes(mark)).length;
    const stated = plan.estimates
      .filter((one) => one.mark === mark)
      .reduce((sum, one) => sum + one.placements, 0);
    ledger.near('estimate', mark, counted, stated, 'placements');
  }
};

type Ledger = Case['ledger'];

const checkFigures = ({ name, placement, need, way, x }: Row, ledger: Ledger): void => {
  ledger.near('path', `${name} rttMs`, way.rttMs, placement.network.rttMs, 'ms');
  ledger.near('path', `${name} jitterMs`, way.jitterMs, placement.network.jitterMs, 'ms');
  ledger.same('path', `${name} source`, way.source, placement.network.source);
  ledger.near('need', name, need.units * x, placement.units, 'units');
  ledger.near('host-memory', name, need.memoryGiB * x, placement.hostMemoryGiB, 'GiB');
};

const checkService = ({ name, placement, need, stream }: Row, ledger: Ledger): void => {
  const { serving } = need;
  const stated = placement.service;
  if (!serving || !stated) {
    ledger.same('service', name, serving?.point ?? null, stated?.point ?? null);
    return;
  }
  ledger.same('service', `${name} point`, serving.point, stated.point);
  ledger.same('service', `${name} unitsPerReplica`, serving.unitsPerReplica, stated.unitsPerReplica);
  const time = (what: string, expected: number | null, actual: number | null): void => {
    if (expected === null || actual === null) ledger.same('service', `${name} ${what}`, expected, actual);
    else ledger.near('service', `${name} ${what}`, expected, actual, 'ms');
  };
  time('firstTokenMs', serving.firstTokenMs, stated.firstTokenMs);
  time('perOutputTokenMs', serving.perOutputTokenMs, stated.perOutputTokenMs);
  // Without a percentile nobody says which request is timed.
  if (stream.workload.slo || stated.endToEndMs !== null)
    time('endToEndMs', need.endToEndMs, stated.endToEndMs);
};

const checkLimits = ({ name, placement, need, stream, way }: Row, ledger: Ledger): void => {
  const { slo } = stream.workload;
  const limits: { limit: string; limitMs: number; actualMs: number }[] = [];
  if (slo?.networkRttMs !== undefined)
    limits.push({ limit: 'networkRttMs', limitMs: slo.networkRttMs, actualMs: way.rttMs + way.jitterMs });
  if (slo?.networkJitterMs !== undefined)
    limits.push({ limit: 'networkJitterMs', limitMs: slo.networkJitterMs, actualMs: way.jitterMs });
  if (need.times) {
    for (const { limit, limitMs, actualMs } of serviceLimits(stream, way, need.times))
      limits.push({ limit, limitMs, actualMs: actualMs ?? Number.NaN });
  }
  for (const { limit, limitMs, actualMs } of limits) {
    ledger.atMost('slo', `${name} ${limit}`, limitMs, actualMs, 'ms');
    const row = placement.headroom.find((one) => one.limit === limit);
    if (!ledger.holds('headroom', `${name} ${limit}`, row !== undefined, 'a headroom row', 'none') || !row)
      continue;
    ledger.near('headroom', `${name} ${limit} limitMs`, limitMs, row.limitMs, 'ms');
    ledger.near('headroom', `${name} ${limit} actualMs`, actualMs, row.actualMs, 'ms');
    ledger.near('headroom', `${name} ${limit} headroomMs`, limitMs - actualMs, row.headroomMs, 'ms');
  }
  for (const { limit } of placement.headroom) {
    const known = limits.some((one) => one.limit === limit);
    ledger.holds('headroom', `${name} ${limit}`, known, 'a limit of the workload', limit);
  }
};

/** Marks that follow from path and sizing alone. */
const DERIVED = ['distance-estimate', 'roofline', 'percentile-gap', 'compute-ratio'];

const checkMarks = ({ name, placement, need, way, quote, bank }: Row, ledger: Ledger): void => {
  const expected = new Set(need.marks);
  if (way.source === 'distance-estimate') expected.add(way.source);
  for (const mark of DERIVED) {
    // An endpoint's percentile and a quoted run leave the mark to the plan.
    if ((mark === 'percentile-gap' && bank.token) || (mark === 'compute-ratio' && quote)) continue;
    ledger.same('estimate', `${name} ${mark}`, expected.has(mark), placement.estimates.includes(mark));
  }
};
