import type { Model, Slo } from '../problem/types.js';
import type { SizingRefusal, Stream } from './types.js';
import { exceeds } from './units.js';

/** Percentile from which the 95th percentile of tokens counts for times. */
const TAIL_PERCENTILE = 95;

/** What serving depends on: equal needs on equal silicon have equal choices. */
export interface ServiceNeeds {
  readonly model: Model;
  /** Tokens of a request that size throughput. */
  readonly meanInputTokens: number;
  readonly meanOutputTokens: number;
  /** Tokens of a request that size memory. */
  readonly memoryTokens: number;
  /** Tokens of a request that times are checked with. */
  readonly timeInputTokens: number;
  readonly timeOutputTokens: number;
  readonly slo: Slo | undefined;
}

/** Reads a stream of inference: the mean sizes throughput, the p95 memory, and times at percentiles of 95 and above. */
export function serviceNeeds(stream: Stream, model: Model): ServiceNeeds {
  const { inputTokens, outputTokens } = stream;
  const { slo } = stream.workload;
  const isTail = slo !== undefined && slo.percentile >= TAIL_PERCENTILE;
  return {
    model,
    meanInputTokens: inputTokens.mean,
    meanOutputTokens: outputTokens.mean,
    memoryTokens: inputTokens.p95 + outputTokens.p95,
    timeInputTokens: isTail ? inputTokens.p95 : inputTokens.mean,
    timeOutputTokens: isTail ? outputTokens.p95 : outputTokens.mean,
    slo,
  };
}

/** Text that is equal for equal needs. */
export function needsKey(needs: ServiceNeeds): string {
  const { slo } = needs;
  return [
    needs.model.id,
    needs.meanInputTokens,
    needs.meanOutputTokens,
    needs.memoryTokens,
    needs.timeInputTokens,
    needs.timeOutputTokens,
    slo?.percentile,
    slo?.firstTokenMs,
    slo?.perOutputTokenMs,
    slo?.endToEndMs,
  ].join(' ');
}

/** Whether the SLO limits any time of the service itself. */
export function limitsServiceTime(slo: Slo | undefined): boolean {
  return (
    slo !== undefined &&
    (slo.firstTokenMs !== undefined || slo.perOutputTokenMs !== undefined || slo.endToEndMs !== undefined)
  );
}

/** Times of a point, an estimate or an endpoint; null where not stated. */
export interface ServiceTimes {
  readonly firstTokenMs: number | null;
  readonly perOutputTokenMs: number | null;
}

/** Output tokens after the first, at the SLO's percentile. */
const furtherTokens = (needs: Pick<ServiceNeeds, 'timeOutputTokens'>): number =>
  Math.max(0, needs.timeOutputTokens - 1);

/** Whole time at the site in ms: first token and each further one; null where a time that counts is not stated. */
export function serviceMs(times: ServiceTimes, needs: Pick<ServiceNeeds, 'timeOutputTokens'>): number | null {
  const further = furtherTokens(needs);
  if (times.firstTokenMs === null) return null;
  if (further === 0) return times.firstTokenMs;
  return times.perOutputTokenMs === null ? null : times.firstTokenMs + times.perOutputTokenMs * further;
}

/** What a limit says of a time: it is not stated, or it is above the limit. */
function refusal(
  code: SizingRefusal['code'],
  actual: number | null,
  limit: number | undefined,
  what: string,
): SizingRefusal | undefined {
  if (limit === undefined) return undefined;
  if (actual === null) return { code: 'time-not-stated', limit, unit: what };
  return exceeds(actual, limit) ? { code, actual, limit, unit: 'ms' } : undefined;
}

type Limits = Pick<ServiceNeeds, 'timeOutputTokens' | 'slo'>;

const firstTokenRefusal = (times: ServiceTimes, { slo }: Limits): SizingRefusal | undefined =>
  refusal('first-token', times.firstTokenMs, slo?.firstTokenMs, 'ms to the first token');

const perOutputTokenRefusal = (times: ServiceTimes, { slo }: Limits): SizingRefusal | undefined =>
  refusal('per-output-token', times.perOutputTokenMs, slo?.perOutputTokenMs, 'ms between output tokens');

function endToEndRefusal(times: ServiceTimes, needs: Limits, delayMs: number): SizingRefusal | undefined {
  const limit = needs.slo?.endToEndMs;
  if (limit === undefined) return undefined;
  const atSiteMs = serviceMs(times, needs);
  return refusal('end-to-end', atSiteMs === null ? null : atSiteMs + delayMs, limit, 'ms end to end');
}

/**
 * The first limit of the SLO on service times that is broken, or speaks of a time that is not stated; `undefined` where all
 * hold. `delayMs` is the round trip and jitter of the path, which count end to end.
 */
export function timeRefusal(times: ServiceTimes, needs: Limits, delayMs: number): SizingRefusal | undefined {
  return (
    firstTokenRefusal(times, needs) ??
    perOutputTokenRefusal(times, needs) ??
    endToEndRefusal(times, needs, delayMs)
  );
}

/** Every limit that `timeRefusal` would find, in its order. */
export function timeRefusals(times: ServiceTimes, needs: Limits, delayMs: number): readonly SizingRefusal[] {
  return [
    firstTokenRefusal(times, needs),
    perOutputTokenRefusal(times, needs),
    endToEndRefusal(times, needs, delayMs),
  ].filter((one) => one !== undefined);
}
