import type { Slo } from '../problem/types.js';
import type { Stream } from './demand.js';
import type { Way } from './path.js';

/** Times of a service; null where not stated. */
export interface Times {
  readonly firstTokenMs: number | null;
  readonly perOutputTokenMs: number | null;
}

/** Room for the rounding of sums when a figure stands exactly at its limit. */
export const within = (actual: number, limit: number): boolean => actual <= limit + 1e-9 * Math.max(1, limit);

/** Output tokens a whole request is timed with. */
const timedOutput = (stream: Stream, slo: Slo | undefined): number =>
  slo !== undefined && slo.percentile >= 95 ? stream.output.p95 : stream.output.mean;

/** Input tokens the first token waits for. */
export const timedInput = (stream: Stream): number => {
  const { slo } = stream.workload;
  return slo !== undefined && slo.percentile >= 95 ? stream.input.p95 : stream.input.mean;
};

/** A whole request: round trip, jitter, first token, each further one. Null where a time is not stated. */
export const endToEnd = (stream: Stream, way: Way, times: Times): number | null => {
  if (times.firstTokenMs === null || times.perOutputTokenMs === null) return null;
  const further = Math.max(timedOutput(stream, stream.workload.slo) - 1, 0);
  return way.rttMs + way.jitterMs + times.firstTokenMs + times.perOutputTokenMs * further;
};

/** A limit of the service on a stream, and the time that stands against it. */
export interface TimeLimit {
  readonly limit: 'firstTokenMs' | 'perOutputTokenMs' | 'endToEndMs';
  readonly limitMs: number;
  readonly actualMs: number | null;
}

export const serviceLimits = (stream: Stream, way: Way, times: Times): TimeLimit[] => {
  const { slo } = stream.workload;
  const limits: TimeLimit[] = [];
  if (slo?.firstTokenMs !== undefined)
    limits.push({ limit: 'firstTokenMs', limitMs: slo.firstTokenMs, actualMs: times.firstTokenMs });
  if (slo?.perOutputTokenMs !== undefined)
    limits.push({
      limit: 'perOutputTokenMs',
      limitMs: slo.perOutputTokenMs,
      actualMs: times.perOutputTokenMs,
    });
  if (slo?.endToEndMs !== undefined)
    limits.push({ limit: 'endToEndMs', limitMs: slo.endToEndMs, actualMs: endToEnd(stream, way, times) });
  return limits;
};

/** A time that is limited but not stated does not keep its limit. */
export const keepsLimits = (stream: Stream, way: Way, times: Times): boolean =>
  serviceLimits(stream, way, times).every(
    ({ limitMs, actualMs }) => actualMs !== null && within(actualMs, limitMs),
  );

export const limitsService = ({ workload: { slo } }: Stream): boolean =>
  slo?.firstTokenMs !== undefined || slo?.perOutputTokenMs !== undefined || slo?.endToEndMs !== undefined;
