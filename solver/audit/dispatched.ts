import { isDispatched } from './dispatch.js';
import type { Case } from './rows.js';

/** What the plan says of each block beside its hours: demand, what of it is served by use, and how level its loads are. */
export const checkDispatched = ({ plan, streams, rows, problem, ledger }: Case): void => {
  if (!plan.dispatch) return;
  const workloads = problem.workloads.filter(isDispatched);
  const only = plan.dispatch.blocks.length === 1;
  for (const stated of plan.dispatch.blocks) {
    const isHere = (block: string | null): boolean => only || block === stated.id;
    let demand = 0;
    let byUse = 0;
    for (const { stream, bank, x } of rows) {
      if (!isDispatched(stream.workload) || !isHere(stream.block)) continue;
      const part = (stream.originShare * stream.yearPart * x) / stream.copies;
      demand += part;
      if (bank.plan.kind !== 'held') byUse += part;
    }
    let level = 1;
    for (const stream of streams.values()) {
      if (!isDispatched(stream.workload) || !isHere(stream.block)) continue;
      level = Math.min(level, stream.shape.fullHours / stated.hours);
    }
    const { id } = stated;
    const ofDemand = workloads.length === 0 ? 0 : demand / workloads.length;
    ledger.near('dispatch', `${id} demand`, ofDemand, stated.demandFraction, 'fraction');
    ledger.near(
      'dispatch',
      `${id} by use`,
      demand === 0 ? 0 : byUse / demand,
      stated.byUseFraction,
      'fraction',
    );
    ledger.near('dispatch', `${id} mean to peak`, level, stated.leastMeanToPeakFraction, 'fraction');
  }
};
