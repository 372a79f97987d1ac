import { InternalError } from '../outcome.js';
import type { AgentWorkload, InferenceWorkload, Location, TokenCount, Workload } from '../problem/types.js';
import type { YearHours } from './hours.js';
import type { Entries } from './index-of.js';
import type { Shape, Shapes } from './shapes.js';

interface Tokens {
  readonly mean: number;
  readonly p95: number;
}

/** A workload's demand from one location, as the audit works it out. */
export interface Stream {
  readonly id: string;
  readonly workload: Workload;
  readonly location: Location;
  readonly part: 'inference' | 'runtime' | 'training';
  readonly shape: Shape;
  readonly originShare: number;
  readonly copies: number;
  readonly copyLoad: number;
  readonly isWhole: boolean;
  /** Of the whole stream; copies not applied. */
  readonly peakRequestsPerSecond: number;
  readonly requestsPerYear: number;
  readonly input: Tokens;
  readonly output: Tokens;
  readonly runtimeGiB: number;
  /** The dispatch block it stands for; null: the whole year. */
  readonly block: string | null;
  /** Hours in which standby is kept for it. */
  readonly hoursHeld: number;
  /** Highest load of the block over that of the year, and demand of the block over that of the year. */
  readonly peakPart: number;
  readonly yearPart: number;
  /** A cell of deferred work; null for everything else. */
  readonly deferred: DeferredCell | null;
}

/** Hours of one block in windows that are alike, in which deferred work may compute. */
export interface DeferredCell {
  readonly window: string;
  readonly windows: number;
  readonly firstHour: number;
  /** Part of the year's allowed hours, and so of its work, in such windows. */
  readonly windowPart: number;
  readonly allowedHours: number;
}

const tokens = (count: TokenCount | undefined): Tokens => {
  if (count === undefined) return { mean: 0, p95: 0 };
  return typeof count === 'number' ? { mean: count, p95: count } : count;
};

/** Every stream of a problem over its whole year, by id. */
export const streamsOf = (entries: Entries, hours: YearHours, shapes: Shapes): Map<string, Stream> => {
  const streams = new Map<string, Stream>();
  for (const workload of entries.problem.workloads) {
    for (const stream of workloadStreams(workload, entries, hours, shapes)) streams.set(stream.id, stream);
  }
  return streams;
};

const workloadStreams = (
  workload: Workload,
  entries: Entries,
  hours: YearHours,
  shapes: Shapes,
): Stream[] => {
  const { split } = workload;
  const isTraining = workload.kind === 'training' || workload.kind === 'fine-tuning';
  const common = {
    workload,
    copies: split.kind === 'copies' ? split.copies : 1,
    copyLoad: split.kind === 'copies' ? split.copyLoadFraction : 1,
    block: null,
    hoursHeld: hours.count,
    peakPart: 1,
    yearPart: 1,
    deferred: null,
    isWhole: isTraining || ['perLocation', 'oneOffer', 'copies'].includes(split.kind),
  };
  const still = {
    peakRequestsPerSecond: 0,
    requestsPerYear: 0,
    input: tokens(undefined),
    output: tokens(undefined),
  };
  if (workload.kind === 'training' || workload.kind === 'fine-tuning') {
    const location = entries.locations.get(workload.dataLocation);
    const shape = shapes.ofAllowed(workload.allowedHours);
    const id = `${workload.id}@${location.id}`;
    return [{ ...common, ...still, id, location, part: 'training', shape, originShare: 1, runtimeGiB: 0 }];
  }
  const sizes = { input: tokens(workload.inputTokens), output: tokens(workload.outputTokens) };
  if (workload.kind === 'inference') {
    return workload.origins.map((origin) => {
      const location = entries.locations.get(origin.location);
      const shape = shapes.ofProfile(workload.profile, location.zone);
      const requests = requestsOf(workload, origin.shareFraction, sizes, shape, hours.count);
      const id = `${workload.id}@${location.id}`;
      const originShare = origin.shareFraction;
      return {
        ...common,
        ...sizes,
        ...requests,
        id,
        location,
        part: 'inference',
        shape,
        originShare,
        runtimeGiB: 0,
      };
    });
  }
  const everyAgent = workload.origins.reduce((sum, { agents }) => sum + agents, 0);
  return workload.origins.flatMap((origin) => {
    const location = entries.locations.get(origin.location);
    const shape = shapes.ofProfile(workload.profile, location.zone);
    const originShare = origin.agents / everyAgent;
    const id = `${workload.id}@${location.id}`;
    const requests = agentRequests(workload, origin.agents, shape, hours.count);
    const runtime = runtimeOf(workload, origin.agents, shape, shapes.flat(), hours.count);
    return [
      {
        ...common,
        ...sizes,
        ...requests,
        id,
        location,
        part: 'inference' as const,
        shape,
        originShare,
        runtimeGiB: 0,
      },
      {
        ...common,
        ...still,
        ...runtime,
        id: `${id}#runtime`,
        location,
        part: 'runtime' as const,
        originShare,
      },
    ];
  });
};

/** A year's volume put hour by hour under the shape: the busiest hour is the peak. */
const peakOf = (requestsPerYear: number, shape: Shape): number =>
  ((requestsPerYear / shape.sumShape) * shape.peakShape) / 3600;

const requestsOf = (
  { demand, id }: InferenceWorkload,
  share: number,
  sizes: { input: Tokens; output: Tokens },
  shape: Shape,
  hourCount: number,
): { peakRequestsPerSecond: number; requestsPerYear: number } => {
  const fromPeak = (peak: number) => ({
    peakRequestsPerSecond: share * peak,
    requestsPerYear: (share * peak * 3600 * shape.sumShape) / shape.peakShape,
  });
  const fromYear = (year: number) => ({
    peakRequestsPerSecond: peakOf(share * year, shape),
    requestsPerYear: share * year,
  });
  const days = hourCount / 24;
  if (demand.peakRequestsPerSecond !== undefined) return fromPeak(demand.peakRequestsPerSecond);
  if (demand.requestsPerBusyHour !== undefined) return fromPeak(demand.requestsPerBusyHour / 3600);
  if (demand.requestsPerDay !== undefined) return fromYear(demand.requestsPerDay * days);
  if (demand.requestsPerMonth !== undefined) return fromYear(demand.requestsPerMonth * 12);
  if (demand.tokensPerDay !== undefined)
    return fromYear((demand.tokensPerDay / (sizes.input.mean + sizes.output.mean)) * days);
  if (demand.users !== undefined && demand.requestsPerUserDay !== undefined)
    return fromYear(demand.users * demand.requestsPerUserDay * days);
  throw new InternalError(`audit: workload ${id} states no demand`);
};

const agentRequests = (workload: AgentWorkload, agents: number, shape: Shape, hourCount: number) => {
  const meanPerSecond = (agents * workload.inferencesPerMinute * workload.activeHoursFraction) / 60;
  const requestsPerYear = meanPerSecond * 3600 * hourCount;
  return { requestsPerYear, peakRequestsPerSecond: peakOf(requestsPerYear, shape) };
};

const runtimeOf = (workload: AgentWorkload, agents: number, shape: Shape, flat: Shape, hourCount: number) => {
  const allGiB = agents * workload.ramGiB;
  if (!workload.suspendedWhenIdle) return { shape: flat, runtimeGiB: allGiB };
  // Agents active in the busiest hour: the mean number, raised as the shape is.
  const activeAtPeak = (workload.activeHoursFraction * hourCount * shape.peakShape) / shape.sumShape;
  return { shape, runtimeGiB: allGiB * activeAtPeak };
};
