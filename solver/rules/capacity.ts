import type { Candidate, HeldBank } from '../candidates/types.js';
import { groupBy } from '../collections.js';
import { useLimit } from '../decisions/bank-limits.js';
import { LoadBuilder } from '../decisions/hour-family.js';
import { perUnitTerms } from '../decisions/power.js';
import type { Decisions } from '../decisions/types.js';
import { InternalError } from '../outcome.js';
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

/** What a candidate's replicas are counted under; undefined where its need is fluid. */
const poolKey = ({ stream, service, quote }: Candidate): string | undefined => {
  const { workload } = stream;
  if (!('replication' in workload) || workload.replication !== 'replicas') return undefined;
  if (!service || quote?.needUnits !== undefined) return undefined;
  return `${workload.model} (${service.point}, ${service.unitsPerReplica} units)`;
};

/** Whole replicas of the pools of a bank: enough for what is placed, and the units they take. */
const replicaViolations = (
  reading: PlanReading,
  bank: HeldBank,
): { found: Violation[]; inReplicas: number } => {
  const pools = groupBy(reading.placedAtBank(bank), ({ candidate }) => poolKey(candidate));
  const stated = groupBy(
    reading.plan.replicas.filter((pool) => pool.bank === bank.id),
    (pool) => `${pool.model} (${pool.point}, ${pool.unitsPerReplica} units)`,
  );
  const found: Violation[] = [];
  for (const [key, served] of pools) {
    if (key === undefined) continue;
    const perReplica = served[0]?.candidate.service?.unitsPerReplica;
    if (perReplica === undefined) throw new InternalError(`pool ${key} at ${bank.id} has no serving point`);
    const peak = peakOf(reading.hourly(served, (candidate) => candidate.needUnits / perReplica, true));
    const replicas = (stated.get(key) ?? []).reduce((sum, pool) => sum + pool.replicas, 0);
    const subject = `replicas of ${key} at ${bank.id}`;
    found.push(...above('capacity', `${subject}, hour ${peak.hour}`, peak.value, replicas, 'replicas'));
  }
  for (const [key, ofPool] of stated) {
    const subject = `replicas of ${key} at ${bank.id}, to be whole`;
    for (const { replicas } of ofPool) {
      if (Number.isInteger(replicas) && replicas >= 0) continue;
      const limit = Math.round(replicas);
      found.push({ rule: 'capacity', subject, actual: replicas, limit, unit: 'replicas' });
    }
  }
  const all = [...stated.values()].flat();
  return { found, inReplicas: all.reduce((sum, pool) => sum + pool.replicas * pool.unitsPerReplica, 0) };
};

const heldViolations = (reading: PlanReading, bank: HeldBank): Violation[] => {
  const placed = reading.placedAtBank(bank);
  const capacityUnits = reading.unitsInUse(bank);
  const { found, inReplicas } = replicaViolations(reading, bank);
  const isFluid = ({ candidate }: { candidate: Candidate }): boolean => poolKey(candidate) === undefined;
  const fluid = peakOf(reading.hourly(placed.filter(isFluid), (candidate) => candidate.needUnits, true));
  const load = fluid.value + inReplicas;
  const memory = peakOf(reading.hourly(placed, (candidate) => candidate.hostMemoryGiB, true));
  const memoryGiB = capacityUnits * bank.silicon.hostMemoryGiB;
  return [
    ...found,
    ...above('capacity', `units at ${bank.id}, hour ${fluid.hour}`, load, capacityUnits, 'units'),
    ...above('capacity', `host memory at ${bank.id}, hour ${memory.hour}`, memory.value, memoryGiB, 'GiB'),
  ];
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
