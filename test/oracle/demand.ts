import type {
  AgentWorkload,
  InferenceWorkload,
  Location,
  Problem,
  TokenCount,
  TrainingWorkload,
  Workload,
} from '../../solver/problem/types.js';
import { hoursOfYear, localYear } from './clock.js';

/** A workload's demand from one location, from docs/formulation.md section 2. */
export interface OracleStream {
  readonly id: string;
  readonly workload: Workload;
  readonly location: Location;
  readonly part: 'inference' | 'runtime' | 'training';
  /** Share of the peak in every hour; one array for every stream of the same profile and zone. */
  readonly share: Float64Array;
  readonly sumShare: number;
  readonly originShare: number;
  readonly copies: number;
  readonly load: number;
  readonly isWhole: boolean;
  readonly peakRps: number;
  readonly requestsYear: number;
  readonly memoryGiB: number;
  readonly input: { mean: number; p95: number };
  readonly output: { mean: number; p95: number };
}

export const must = <T>(value: T | undefined | null, what: string): T => {
  if (value === undefined || value === null) throw new Error(`oracle: no ${what}`);
  return value;
};

const tokens = (count: TokenCount | undefined): { mean: number; p95: number } =>
  count === undefined
    ? { mean: 0, p95: 0 }
    : typeof count === 'number'
      ? { mean: count, p95: count }
      : { mean: count.mean, p95: count.p95 };

export const sumOf = (values: Float64Array): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};

/** Streams of a problem in its order; runtime directly after the inference of its origin. */
export function streamsOf(problem: Problem): OracleStream[] {
  const year = problem.horizon.referenceYear;
  const hours = hoursOfYear(year);
  const shares = new Map<string, Float64Array>();
  const shareOf = (profile: string | undefined, zone: string): Float64Array => {
    const key = profile === undefined ? 'flat' : `${profile} ${zone}`;
    const known = shares.get(key);
    if (known !== undefined) return known;
    const share = new Float64Array(hours).fill(1);
    if (profile !== undefined) {
      const { values } = must(
        problem.profiles.find((entry) => entry.id === profile),
        `profile ${profile}`,
      );
      const local = localYear(zone, year);
      const index = values.length === 24 ? local.hourOfDay : values.length === 168 ? local.hourOfWeek : null;
      for (let hour = 0; hour < hours; hour += 1)
        share[hour] = must(values[index === null ? hour : must(index[hour], 'clock')], `value of ${profile}`);
      let peak = 0;
      for (const value of share) peak = Math.max(peak, value);
      for (let hour = 0; hour < hours; hour += 1) share[hour] = must(share[hour], 'share') / peak;
    }
    shares.set(key, share);
    return share;
  };
  const placeOf = (id: string): Location =>
    must(
      problem.locations.find((entry) => entry.id === id),
      `location ${id}`,
    );
  const splitOf = (workload: Workload) =>
    workload.split.kind === 'copies'
      ? { copies: workload.split.copies, load: workload.split.copyLoadFraction }
      : { copies: 1, load: 1 };
  const isWhole = (workload: Workload): boolean =>
    workload.kind === 'training' ||
    workload.kind === 'fine-tuning' ||
    ['perLocation', 'oneOffer', 'copies'].includes(workload.split.kind);

  const inference = (workload: InferenceWorkload): OracleStream[] =>
    workload.origins.map((origin) => {
      const location = placeOf(origin.location);
      const share = shareOf(workload.profile, location.zone);
      const sumShare = sumOf(share);
      const input = tokens(workload.inputTokens);
      const output = tokens(workload.outputTokens);
      const days = hours / 24;
      const { demand } = workload;
      const volume =
        demand.requestsPerDay !== undefined
          ? demand.requestsPerDay * days
          : demand.requestsPerMonth !== undefined
            ? demand.requestsPerMonth * 12
            : demand.users !== undefined
              ? demand.users * must(demand.requestsPerUserDay, 'requests of a user') * days
              : demand.tokensPerDay !== undefined
                ? (demand.tokensPerDay / (input.mean + output.mean)) * days
                : null;
      const peak =
        demand.peakRequestsPerSecond ??
        (demand.requestsPerBusyHour !== undefined ? demand.requestsPerBusyHour / 3600 : null);
      const part = origin.shareFraction;
      return {
        id: `${workload.id}@${origin.location}`,
        workload,
        location,
        part: 'inference',
        share,
        sumShare,
        originShare: part,
        ...splitOf(workload),
        isWhole: isWhole(workload),
        peakRps: volume !== null ? (part * volume) / 3600 / sumShare : part * must(peak, 'demand'),
        requestsYear: volume !== null ? part * volume : part * must(peak, 'demand') * 3600 * sumShare,
        memoryGiB: 0,
        input,
        output,
      };
    });

  const agent = (workload: AgentWorkload): OracleStream[] => {
    const all = workload.origins.reduce((sum, origin) => sum + origin.agents, 0);
    return workload.origins.flatMap((origin): OracleStream[] => {
      const location = placeOf(origin.location);
      const share = shareOf(workload.profile, location.zone);
      const sumShare = sumOf(share);
      const meanRps = ((origin.agents * workload.inferencesPerMinute) / 60) * workload.activeHoursFraction;
      const requestsYear = meanRps * hours * 3600;
      const memory = origin.agents * workload.ramGiB;
      const suspended = workload.suspendedWhenIdle;
      const base = {
        id: `${workload.id}@${origin.location}`,
        workload,
        location,
        originShare: origin.agents / all,
        ...splitOf(workload),
        isWhole: isWhole(workload),
        input: tokens(workload.inputTokens),
        output: tokens(workload.outputTokens),
      };
      const runtimeShare = suspended ? share : shareOf(undefined, location.zone);
      return [
        {
          ...base,
          part: 'inference',
          share,
          sumShare,
          peakRps: requestsYear / 3600 / sumShare,
          requestsYear,
          memoryGiB: 0,
        },
        {
          ...base,
          id: `${base.id}#runtime`,
          part: 'runtime',
          share: runtimeShare,
          sumShare: sumOf(runtimeShare),
          peakRps: 0,
          requestsYear: 0,
          memoryGiB: suspended ? (memory * workload.activeHoursFraction * hours) / sumShare : memory,
        },
      ];
    });
  };

  const training = (workload: TrainingWorkload): OracleStream[] => {
    const share = new Float64Array(hours).fill(1);
    const allowed = workload.allowedHours;
    if (allowed !== undefined) {
      const local = localYear(allowed.zone, year);
      const index = allowed.hours.length === 24 ? local.hourOfDay : local.hourOfWeek;
      for (let hour = 0; hour < hours; hour += 1)
        share[hour] = allowed.hours[must(index[hour], 'clock')] === true ? 1 : 0;
    }
    return [
      {
        id: `${workload.id}@${workload.dataLocation}`,
        workload,
        location: placeOf(workload.dataLocation),
        part: 'training',
        share,
        sumShare: sumOf(share),
        originShare: 1,
        ...splitOf(workload),
        isWhole: true,
        peakRps: 0,
        requestsYear: 0,
        memoryGiB: 0,
        input: { mean: 0, p95: 0 },
        output: { mean: 0, p95: 0 },
      },
    ];
  };

  return problem.workloads.flatMap((workload) =>
    workload.kind === 'inference'
      ? inference(workload)
      : workload.kind === 'agent'
        ? agent(workload)
        : training(workload),
  );
}
