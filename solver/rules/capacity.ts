import type { Candidate, HeldBank } from '../candidates/types.js';
import { useLimit } from '../decisions/build.js';
import { LoadBuilder } from '../decisions/hour-family.js';
import { perUnitTerms } from '../decisions/power.js';
import type { Decisions } from '../decisions/types.js';
import type { LinearTerm } from '../program/program.js';
import { above, type Constraint, type RowSink, type Violation } from './contract.js';
import { type PlanReading, peakOf } from './reading.js';

const members = (decisions: Decisions, bankIndex: number): Candidate[] =>
  (decisions.candidates.byBank[bankIndex] ?? []).flatMap(
    (index) => decisions.candidates.candidates[index] ?? [],
  );

/** Units a bank has, as terms with a factor: -factor x (kept + packs x unitsPerPack). */
const minusUnits = (decisions: Decisions, bank: HeldBank, factor: number): LinearTerm[] =>
  (decisions.unitsOfBank[bank.index] ?? []).flatMap((one) => perUnitTerms(one, -factor));

const load = (
  decisions: Decisions,
  candidates: readonly Candidate[],
  figure: (candidate: Candidate) => number,
): LoadBuilder => {
  const builder = new LoadBuilder();
  for (const candidate of candidates) {
    const { series } = candidate.stream;
    builder.add(series, decisions.placeColumn[candidate.index] ?? -1, figure(candidate));
    builder.add(series, decisions.standbyColumn[candidate.index] ?? -1, figure(candidate));
  }
  return builder;
};

const addFamily = (
  decisions: Decisions,
  sink: RowSink,
  name: string,
  loads: LoadBuilder,
  fixed: LinearTerm[],
  upper: number,
) => {
  if (loads.isEmpty) return;
  sink.addHourFamily({
    name,
    loads: loads.build(),
    fixed,
    upper,
    classes: decisions.fronts.front(loads.series),
  });
};

const heldRows = (decisions: Decisions, sink: RowSink, bank: HeldBank): void => {
  const all = members(decisions, bank.index);
  const pools = decisions.replicas.filter((pool) => pool.bank === bank);
  const inPool = new Set(pools.flatMap((pool) => pool.candidates));
  for (const pool of pools) {
    const ofPool = new Set(pool.candidates);
    const served = all.filter((candidate) => ofPool.has(candidate.index));
    const loads = load(decisions, served, (candidate) => candidate.needUnits / pool.unitsPerReplica);
    const fixed = [{ column: pool.column, coefficient: -1 }];
    addFamily(decisions, sink, `replicas ${bank.id} ${pool.model} ${pool.point}`, loads, fixed, 0);
    // place <= replicas: without it the LP serves many small streams with a sliver of a replica.
    for (const candidate of served) {
      const place = decisions.placeColumn[candidate.index] ?? -1;
      const terms = [
        { column: place, coefficient: 1 },
        { column: pool.column, coefficient: -1 },
      ];
      sink.addRow(`replica for ${candidate.stream.id} ${bank.id}`, terms, Number.NEGATIVE_INFINITY, 0);
    }
  }
  const fluid = load(
    decisions,
    all.filter((candidate) => !inPool.has(candidate.index)),
    (candidate) => candidate.needUnits,
  );
  const units = minusUnits(decisions, bank, 1);
  const replicaUnits = pools.map((pool) => ({ column: pool.column, coefficient: pool.unitsPerReplica }));
  if (fluid.isEmpty && pools.length > 0)
    sink.addRow(`units ${bank.id}`, [...replicaUnits, ...units], Number.NEGATIVE_INFINITY, 0);
  else addFamily(decisions, sink, `units ${bank.id}`, fluid, [...replicaUnits, ...units], 0);
  const memory = load(decisions, all, (candidate) => candidate.hostMemoryGiB);
  addFamily(
    decisions,
    sink,
    `host memory ${bank.id}`,
    memory,
    minusUnits(decisions, bank, bank.silicon.hostMemoryGiB),
    0,
  );
};

const heldViolations = (reading: PlanReading, bank: HeldBank): Violation[] => {
  const placed = reading.placedAtBank(bank);
  const capacityUnits = reading.unitsInUse(bank);
  const pools = reading.plan.replicas.filter((pool) => pool.bank === bank.id);
  const poolOf = (candidate: Candidate) => {
    const { workload } = candidate.stream;
    if (
      !('replication' in workload) ||
      workload.replication !== 'replicas' ||
      candidate.quote?.needUnits !== undefined
    )
      return undefined;
    return pools.find(
      (pool) =>
        pool.model === workload.model &&
        pool.point === candidate.service?.point &&
        pool.unitsPerReplica === candidate.service.unitsPerReplica,
    );
  };
  const found: Violation[] = [];
  for (const pool of pools) {
    const served = placed.filter((one) => poolOf(one.candidate) === pool);
    const peak = peakOf(
      reading.hourly(served, (candidate) => candidate.needUnits / pool.unitsPerReplica, true),
    );
    found.push(
      ...above(
        'capacity',
        `replicas of ${pool.model} (${pool.point}) at ${bank.id}, hour ${peak.hour}`,
        peak.value,
        pool.replicas,
        'replicas',
      ),
    );
  }
  const inReplicas = pools.reduce((sum, pool) => sum + pool.replicas * pool.unitsPerReplica, 0);
  const fluid = peakOf(
    reading.hourly(
      placed.filter((one) => !poolOf(one.candidate)),
      (candidate) => candidate.needUnits,
      true,
    ),
  );
  found.push(
    ...above(
      'capacity',
      `units at ${bank.id}, hour ${fluid.hour}`,
      fluid.value + inReplicas,
      capacityUnits,
      'units',
    ),
  );
  const memory = peakOf(reading.hourly(placed, (candidate) => candidate.hostMemoryGiB, true));
  const memoryGiB = capacityUnits * bank.silicon.hostMemoryGiB;
  found.push(
    ...above('capacity', `host memory at ${bank.id}, hour ${memory.hour}`, memory.value, memoryGiB, 'GiB'),
  );
  return found;
};

/**
 * Capacity of every bank in every hour: units and host memory of held banks, whole replicas of pools,
 * quotas of by-use offers. sum_f need x peakShare[h] x (place + standby) <= units in use.
 */
export const capacity: Constraint = {
  id: 'capacity',
  rows(decisions, sink) {
    for (const bank of decisions.candidates.banks) {
      if (bank.kind === 'held') {
        heldRows(decisions, sink, bank);
        continue;
      }
      const limit = useLimit(bank);
      if (limit === undefined) continue;
      const loads = load(decisions, members(decisions, bank.index), (candidate) => candidate.needUnits);
      addFamily(decisions, sink, `quota ${bank.id}`, loads, [], limit);
    }
  },
  violations: (reading) =>
    reading.candidates.banks.flatMap((bank) => {
      if (bank.kind === 'held') return heldViolations(reading, bank);
      const limit = useLimit(bank);
      if (limit === undefined) return [];
      const peak = peakOf(
        reading.hourly(reading.placedAtBank(bank), (candidate) => candidate.needUnits, true),
      );
      return above(
        'capacity',
        `quota of ${bank.id}, hour ${peak.hour}`,
        peak.value,
        limit,
        bank.kind === 'token' ? 'tokens/s' : 'units',
      );
    }),
};
