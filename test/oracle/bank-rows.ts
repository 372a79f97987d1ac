import { isHeldBank } from './banks.js';
import { must } from './demand.js';
import { type Part, type RowWriter, type UnitsState, unitsSum } from './row-writer.js';

/** Replicas that divisible streams share, to be tried out: 0 to `most`. */
export interface Pool {
  readonly key: string;
  readonly bank: number;
  readonly units: number;
  readonly most: number;
}

/** Units, replicas, host memory and quotas of every bank, hour by hour. */
export function writeBanks(writer: RowWriter): Pool[] {
  const { facts, parts, fixed } = writer;
  const unitsOf = (state: UnitsState, bank: number): number =>
    unitsSum(facts, state, (choice, kept, further) => (choice.bank === bank ? kept + further : 0));
  const pools: Pool[] = [];
  for (const [k, bank] of facts.banks.entries()) {
    const here = (part: Part): boolean => part.pair.bank === k;
    if (!isHeldBank(bank)) {
      const most = bank.unitUse?.unitsMax ?? bank.token?.quotaTokensPerSecond;
      if (most !== undefined)
        writer.hourRows(
          (part) => (here(part) ? part.pair.need.n : 0),
          () => most,
        );
      continue;
    }
    const keys = new Set(
      [...parts, ...fixed]
        .filter(here)
        .flatMap(({ pair }) => (pair.need.pool === null ? [] : [pair.need.pool.key])),
    );
    const mine: { key: string; units: number }[] = [];
    for (const key of keys) {
      const members = [...parts, ...fixed].filter((part) => here(part) && part.pair.need.pool?.key === key);
      const units = must(members[0]?.pair.need.pool, 'pool').units;
      const name = `${k} ${key}`;
      const most = Math.ceil(members.reduce((sum, { pair }) => sum + pair.need.n / units, 0) + 1e-9);
      pools.push({ key: name, bank: k, units, most });
      mine.push({ key: name, units });
      writer.hourRows(
        (part) => (here(part) && part.pair.need.pool?.key === key ? part.pair.need.n / units : 0),
        (state) => must(state.replicas.get(name), 'replicas'),
      );
    }
    const free = (state: UnitsState): number =>
      unitsOf(state, k) -
      mine.reduce((sum, pool) => sum + pool.units * must(state.replicas.get(pool.key), 'replicas'), 0);
    if (mine.length > 0) writer.unitsRow(free);
    writer.hourRows((part) => (here(part) && part.pair.need.pool === null ? part.pair.need.n : 0), free);
    const host = must(bank.silicon, 'silicon').hostMemoryGiB;
    writer.hourRows(
      (part) => (here(part) ? part.pair.need.m : 0),
      (state) => host * unitsOf(state, k),
    );
  }
  return pools;
}
