import { InputError, InternalError } from '../outcome.js';
import type { Issue } from '../problem/issue.js';
import type {
  AgentWorkload,
  InferenceWorkload,
  Problem,
  TrainingWorkload,
  Workload,
} from '../problem/types.js';
import { makeCalendar } from './calendar.js';
import { runsOverlap, tooManyActive } from './calendar-issues.js';
import { dispatchStreams } from './dispatch.js';
import { hourClasses } from './hour-classes.js';
import { makeSeriesPool } from './series.js';
import type { Demand, Series, Stream } from './types.js';
import { exceeds, finite } from './units.js';
import { statedDemand, tokensOf } from './volume.js';

const SECONDS_PER_HOUR = 3600;
const SECONDS_PER_MINUTE = 60;

type StreamFigures = Pick<Stream, 'location' | 'part' | 'series' | 'originShareFraction'> &
  Partial<Pick<Stream, 'peakRequestsPerSecond' | 'requestsPerYear' | 'hostMemoryGiB'>>;

/**
 * Works out what a problem asks for: streams in the problem's order (workloads, then their origins; an agent's inference
 * before its runtime), each with its series over the hours of the reference year, and the hour classes of all series. Streams that
 * are dispatched by block stand there once for each block.
 * Throws `InputError` with an issue for each agent workload that has more agents active at its peak than it has agents, and for
 * each training whose runs of a year do not fit its allowed hours; both are exact only with the clocks of the year.
 *
 * @example
 * const demand = sizeDemand(problem);
 * demand.streams[0]?.id; // chat@berlin
 */
export function sizeDemand(problem: Problem): Demand {
  const calendar = makeCalendar(problem.horizon.referenceYear);
  const { hourCount } = calendar;
  const pool = makeSeriesPool(calendar);
  const zones = new Map(problem.locations.map((location) => [location.id, location.zone]));
  const profiles = new Map(problem.profiles.map((profile) => [profile.id, profile]));
  const streams: Stream[] = [];
  const ids = new Set<string>();
  const issues: Issue[] = [];

  const add = (workload: Workload, figures: StreamFigures): void => {
    const stream = streamOf(workload, streams.length, figures);
    if (ids.has(stream.id)) throw new InternalError(`Stream ${stream.id} arises twice.`);
    ids.add(stream.id);
    streams.push(stream);
  };
  const seriesAt = (workload: InferenceWorkload | AgentWorkload, location: string): Series => {
    const profile = workload.profile === undefined ? undefined : profiles.get(workload.profile);
    if (workload.profile !== undefined && !profile) {
      throw new InternalError(
        `Workload ${workload.id} names profile ${workload.profile}, which is not there.`,
      );
    }
    return pool.ofProfile(profile, zoneAt(location));
  };
  const zoneAt = (location: string): string => {
    const zone = zones.get(location);
    if (zone === undefined) throw new InternalError(`Location ${location} is not there.`);
    return zone;
  };

  const addInference = (workload: InferenceWorkload): void => {
    const stated = statedDemand(workload, hourCount);
    for (const { location, shareFraction } of workload.origins) {
      const series = seriesAt(workload, location);
      const fullSeconds = SECONDS_PER_HOUR * series.sumShareHours;
      const isVolume = stated.kind === 'volume';
      const peak = isVolume
        ? (shareFraction * stated.requestsPerYear) / fullSeconds
        : shareFraction * stated.peakRequestsPerSecond;
      add(workload, {
        location,
        part: 'inference',
        series,
        originShareFraction: shareFraction,
        peakRequestsPerSecond: peak,
        requestsPerYear: isVolume ? shareFraction * stated.requestsPerYear : peak * fullSeconds,
      });
    }
  };

  const addAgents = (workload: AgentWorkload, pointer: string): void => {
    const { origins, inferencesPerMinute, activeHoursFraction, ramGiB } = workload;
    const agentsInAll = origins.reduce((sum, origin) => sum + origin.agents, 0);
    let leastHours = hourCount;
    for (const { location, agents } of origins) {
      const series = seriesAt(workload, location);
      leastHours = Math.min(leastHours, series.sumShareHours);
      const originShareFraction = agents / agentsInAll;
      const meanRequestsPerSecond =
        ((agents * inferencesPerMinute) / SECONDS_PER_MINUTE) * activeHoursFraction;
      const requestsPerYear = meanRequestsPerSecond * hourCount * SECONDS_PER_HOUR;
      add(workload, {
        location,
        part: 'inference',
        series,
        originShareFraction,
        requestsPerYear,
        peakRequestsPerSecond: requestsPerYear / (SECONDS_PER_HOUR * series.sumShareHours),
      });
      // With flat memory an agent holds its RAM at all hours, whatever its activity.
      const activeAtPeak = (activeHoursFraction * hourCount) / series.sumShareHours;
      add(workload, {
        location,
        part: 'runtime',
        series: workload.suspendedWhenIdle ? series : pool.flat(),
        originShareFraction,
        hostMemoryGiB: agents * ramGiB * (workload.suspendedWhenIdle ? activeAtPeak : 1),
      });
    }
    const mostFraction = leastHours / hourCount;
    if (exceeds(activeHoursFraction, mostFraction)) {
      issues.push(tooManyActive(workload, pointer, mostFraction));
    }
  };

  const addTraining = (workload: TrainingWorkload, pointer: string): void => {
    const { allowedHours, dataLocation } = workload;
    const series = allowedHours ? pool.ofAllowedHours(allowedHours.hours, allowedHours.zone) : pool.flat();
    add(workload, { location: dataLocation, part: 'training', series, originShareFraction: 1 });
    // Deferred runs share the units of their window; what must fit there is its work.
    if (workload.deferrable) return;
    if (exceeds(workload.runsPerYear * workload.deadlineHours, series.sumShareHours)) {
      issues.push(runsOverlap(workload, pointer, series.sumShareHours));
    }
  };

  problem.workloads.forEach((workload, index) => {
    switch (workload.kind) {
      case 'inference':
        addInference(workload);
        break;
      case 'agent':
        addAgents(workload, `/workloads/${index}/activeHoursFraction`);
        break;
      case 'training':
      case 'fine-tuning':
        addTraining(workload, `/workloads/${index}/deadlineHours`);
        break;
    }
  });
  if (issues.length > 0) {
    throw new InputError(issues.map((issue) => issue.message).join(' '), issues);
  }
  const divided = dispatchStreams(problem, calendar, pool, streams);
  return {
    problem,
    calendar,
    series: pool.all,
    ...divided,
    hourClasses: hourClasses(pool.all, hourCount),
  };
}

function streamOf(workload: Workload, index: number, figures: StreamFigures): Stream {
  const { location, part, series, originShareFraction } = figures;
  const { split } = workload;
  const id = `${workload.id}@${location}${part === 'runtime' ? '#runtime' : ''}`;
  const isTraining = workload.kind === 'training' || workload.kind === 'fine-tuning';
  const hasTokens = !isTraining && part === 'inference';
  return {
    index,
    id,
    workload,
    location,
    part,
    series,
    block: null,
    originShareFraction,
    copies: split.kind === 'copies' ? split.copies : 1,
    copyLoadFraction: split.kind === 'copies' ? split.copyLoadFraction : 1,
    isIndivisible: isTraining || ['perLocation', 'oneOffer', 'copies'].includes(split.kind),
    peakRequestsPerSecond: finite(figures.peakRequestsPerSecond ?? 0, `Peak requests a second of ${id}`),
    requestsPerYear: finite(figures.requestsPerYear ?? 0, `Requests a year of ${id}`),
    inputTokens: tokensOf(hasTokens ? workload.inputTokens : undefined),
    outputTokens: tokensOf(hasTokens ? workload.outputTokens : undefined),
    hostMemoryGiB: finite(figures.hostMemoryGiB ?? 0, `Host memory of ${id}`),
  };
}
