import type { Candidate, Candidates, HeldBank } from '../candidates/types.js';
import type { ProgramBuilder } from '../program/builder.js';
import type { ReplicasDecision } from './types.js';

/** One column for each pool of a bank: the whole replicas of a model at a point. */
export const replicaColumns = (
  candidates: Candidates,
  bank: HeldBank,
  builder: ProgramBuilder,
): ReplicasDecision[] => {
  const pools = new Map<
    string,
    { model: string; point: string; unitsPerReplica: number; members: Candidate[] }
  >();
  for (const index of candidates.byBank[bank.index] ?? []) {
    const candidate = candidates.candidates[index];
    if (!candidate?.service || candidate.quote?.needUnits !== undefined) continue;
    const { workload } = candidate.stream;
    if ((workload.kind !== 'inference' && workload.kind !== 'agent') || workload.replication !== 'replicas')
      continue;
    if (workload.model === undefined) continue;
    const key = `${workload.model}/${candidate.service.point}/${candidate.service.unitsPerReplica}`;
    const pool = pools.get(key) ?? {
      model: workload.model,
      point: candidate.service.point,
      unitsPerReplica: candidate.service.unitsPerReplica,
      members: [],
    };
    pool.members.push(candidate);
    pools.set(key, pool);
  }
  return [...pools.values()].map((pool) => {
    const most = pool.members.reduce((sum, one) => sum + one.needUnits / pool.unitsPerReplica, 0);
    const column = builder.addColumn({
      name: `replicas ${bank.id} ${pool.model} ${pool.point}`,
      lower: 0,
      upper: Math.ceil(most + 1e-6),
      integer: true,
    });
    const { model, point, unitsPerReplica } = pool;
    return { bank, model, point, unitsPerReplica, column, candidates: pool.members.map((one) => one.index) };
  });
};
