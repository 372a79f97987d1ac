import { UNIT_SLACK } from './ledger.js';
import { overHours, poolOf, weigh } from './loads.js';
import type { Case, Row } from './rows.js';
import { group } from './rows.js';
import { busiest, sumOf } from './shapes.js';

/** Load of every bank in every hour against its units, memory, replicas and quota. */
export const checkCapacity = (audit: Case): void => {
  checkPoolNames(audit);
  for (const [id, bank] of audit.banks) {
    const rows = audit.rowsOfBank.get(id) ?? [];
    const units = audit.unitsOfBank.get(id) ?? [];
    const inUse = units.reduce((sum, row) => sum + row.inUse, 0);
    const limit =
      bank.plan.kind === 'held' ? inUse : (bank.use?.unitsMax ?? bank.token?.quotaTokensPerSecond ?? null);
    const pooled = checkPools(audit, rows);
    const weights = weigh(rows, (row) => (poolOf(row) === null ? row.need.units * (row.x + row.y) : 0));
    const peak = busiest(overHours(audit, pooled, weights));
    const unit = bank.token ? 'tokens/s' : 'units';
    if (limit !== null)
      audit.ledger.atMost(
        'capacity',
        `${id} ${audit.hours.nameOf(peak.hour)}`,
        limit,
        peak.value,
        unit,
        UNIT_SLACK,
      );
    checkMemory(audit, id, rows, inUse);
    checkUse(audit, id, rows, limit, unit);
  }
};

const checkMemory = (audit: Case, id: string, rows: readonly Row[], inUse: number): void => {
  const silicon = audit.banks.get(id)?.silicon;
  const asks = rows.some(({ need }) => need.memoryGiB > 0);
  if (!silicon || !asks) return;
  const weights = weigh(rows, ({ need, x, y }) => need.memoryGiB * (x + y));
  const peak = busiest(overHours(audit, 0, weights));
  const subject = `${id} ${audit.hours.nameOf(peak.hour)}`;
  audit.ledger.atMost('memory-capacity', subject, silicon.hostMemoryGiB * inUse, peak.value, 'GiB');
};

/** Units that whole replicas take in a bank; each pool's load is held against its replicas. */
const checkPools = (audit: Case, rows: readonly Row[]): number => {
  let taken = 0;
  for (const [key, members] of group(rows, (row) => poolOf(row) ?? '')) {
    if (key === '') continue;
    const [bank, model, point, size] = key.split('\n');
    const stated = audit.plan.replicas.filter(
      (one) =>
        one.bank === bank &&
        one.model === model &&
        one.point === point &&
        String(one.unitsPerReplica) === size,
    );
    const replicas = stated.reduce((sum, one) => sum + one.replicas, 0);
    const unitsPerReplica = members[0]?.need.serving?.unitsPerReplica ?? Number.NaN;
    const weights = weigh(members, ({ need, x, y }) => (need.units / unitsPerReplica) * (x + y));
    const peak = busiest(overHours(audit, 0, weights));
    const subject = `${model} by ${point} in ${bank}`;
    audit.ledger.atMost('replicas', subject, replicas, peak.value, 'replicas', UNIT_SLACK);
    taken += replicas * unitsPerReplica;
  }
  return taken;
};

const checkPoolNames = (audit: Case): void => {
  const pools = new Set(audit.rows.map(poolOf));
  for (const { bank, model, point, unitsPerReplica, replicas } of audit.plan.replicas) {
    const subject = `${model} by ${point} in ${bank}`;
    const isWhole = replicas >= 0 && Math.abs(replicas - Math.round(replicas)) <= UNIT_SLACK;
    audit.ledger.holds('replicas', subject, isWhole, 'a whole number', replicas, 'replicas');
    const known = pools.has([bank, model, point, unitsPerReplica].join('\n'));
    audit.ledger.holds(
      'replicas',
      subject,
      known || replicas === 0,
      'a pool that serves',
      replicas,
      'replicas',
    );
  }
};

const checkUse = (
  audit: Case,
  id: string,
  rows: readonly Row[],
  limit: number | null,
  unit: string,
): void => {
  const stated = audit.plan.bankUse.filter(({ bank }) => bank === id);
  const use = stated[0];
  if (!audit.ledger.holds('bank-use', id, stated.length === 1, 'one row', stated.length) || !use) return;
  if (limit === null || use.capacityUnits === null)
    audit.ledger.same('bank-use', `${id} capacityUnits`, limit, use.capacityUnits);
  else audit.ledger.near('bank-use', `${id} capacityUnits`, limit, use.capacityUnits, unit);
  const peak = busiest(
    overHours(
      audit,
      0,
      weigh(rows, ({ need, x, y }) => need.units * (x + y)),
    ),
  );
  audit.ledger.near('bank-use', `${id} peakLoadUnits`, peak.value, use.peakLoadUnits, unit);
  const mean = weigh(rows, ({ need, x }) => need.units * need.meanScale * x);
  const total = sumOf(overHours(audit, 0, mean));
  audit.ledger.near('bank-use', `${id} meanLoadUnits`, total / audit.hours.count, use.meanLoadUnits, unit);
};
