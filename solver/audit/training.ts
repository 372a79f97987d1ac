import type { Problem, Silicon, Site, TrainingWorkload } from '../problem/types.js';
import type { Stream } from './demand.js';
import type { Entries } from './index-of.js';
import type { Ways } from './path.js';

/** A run of a training workload on a silicon at a site. */
export interface Run {
  readonly units: number;
  readonly transferHours: number;
  readonly runHours: number;
  /** The hours come from peak rates, not from a measurement. */
  readonly isComputeRatio: boolean;
}

export const isTraining = (workload: Problem['workloads'][number]): workload is TrainingWorkload =>
  workload.kind === 'training' || workload.kind === 'fine-tuning';

/** Hours one unit of a silicon needs for a run, or why they are not known. */
const unitHours = (
  workload: TrainingWorkload,
  silicon: Silicon,
  entries: Entries,
): { hours: number; isComputeRatio: boolean } | string => {
  const rate = (one: Silicon): number | undefined => one.computeTeraflops?.[workload.precision];
  if (workload.acceleratorHours !== undefined && workload.referenceSilicon !== undefined) {
    const reference = entries.silicon.get(workload.referenceSilicon);
    if (reference.id === silicon.id) return { hours: workload.acceleratorHours, isComputeRatio: false };
    const trained = (id: string): number | undefined => {
      let fastest: number | undefined;
      for (const point of entries.problem.performance) {
        if (point.kind !== 'training' || point.model !== workload.model || point.silicon !== id) continue;
        fastest = Math.max(fastest ?? 0, point.tokensPerSecondPerUnit);
      }
      return fastest;
    };
    const [measuredReference, measured] = [trained(reference.id), trained(silicon.id)];
    if (measuredReference !== undefined && measured !== undefined)
      return { hours: (workload.acceleratorHours * measuredReference) / measured, isComputeRatio: false };
    const [ratedReference, rated] = [rate(reference), rate(silicon)];
    if (ratedReference === undefined || rated === undefined)
      return `no ${workload.precision} rate to convert with`;
    return { hours: (workload.acceleratorHours * ratedReference) / rated, isComputeRatio: true };
  }
  const rated = rate(silicon);
  if (workload.computeExaflop === undefined || workload.mfuFraction === undefined || rated === undefined)
    return `no ${workload.precision} rate`;
  const seconds = (workload.computeExaflop * 1e6) / (rated * workload.mfuFraction);
  return { hours: seconds / 3600, isComputeRatio: true };
};

/** Hours a run's data needs to reach the site, or why they are not known. */
const hoursToMove = (workload: TrainingWorkload, stream: Stream, site: Site, ways: Ways): number | string => {
  if (workload.dataGB === 0) return 0;
  const mbps = ways.throughput(stream.location, site);
  return mbps === null ? 'no throughput for the data' : (workload.dataGB * 8000) / mbps / 3600;
};

/** Units and hours of a run; a text says why there are none. `quotedUnits` takes the place of the units. */
export const trainingRun = (
  workload: TrainingWorkload,
  stream: Stream,
  site: Site,
  silicon: Silicon,
  goodputLoss: number,
  entries: Entries,
  ways: Ways,
  quotedUnits: number | undefined,
): Run | string => {
  const transferHours = hoursToMove(workload, stream, site, ways);
  if (typeof transferHours === 'string') return transferHours;
  const left = workload.deadlineHours - transferHours;
  if (left <= 0) return `data arrives after ${transferHours} h of ${workload.deadlineHours} h`;
  const work = unitHours(workload, silicon, entries);
  if (typeof work === 'string') {
    if (quotedUnits === undefined) return work;
    return { units: quotedUnits, transferHours, runHours: left, isComputeRatio: false };
  }
  const { hours, isComputeRatio } = work;
  const atLeast = Math.ceil(hours / left / (1 - goodputLoss) - 1e-9);
  const units = quotedUnits ?? Math.max(workload.gangUnits, atLeast);
  return { units, transferHours, runHours: hours / (units * (1 - goodputLoss)), isComputeRatio };
};
