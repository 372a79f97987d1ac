import { InternalError } from '../outcome.js';
import type { InferenceWorkload, TokenCount } from '../problem/types.js';

const HOURS_PER_DAY = 24;
const MONTHS_PER_YEAR = 12;
const SECONDS_PER_HOUR = 3600;

/** Mean and 95th percentile of a request's tokens; one number is both; absent is 0. */
export function tokensOf(count: TokenCount | undefined): { readonly mean: number; readonly p95: number } {
  if (count === undefined) return { mean: 0, p95: 0 };
  return typeof count === 'number' ? { mean: count, p95: count } : { mean: count.mean, p95: count.p95 };
}

/** What a demand states, over all origins: a year's requests, or the requests a second of the busiest hour. */
export type StatedDemand =
  | { readonly kind: 'volume'; readonly requestsPerYear: number }
  | { readonly kind: 'peak'; readonly peakRequestsPerSecond: number };

/**
 * Reads an inference demand. Days are H / 24, months twelfths of the year.
 *
 * @example
 * // requestsPerDay 1000 in a year of 8,760 hours:
 * statedDemand(workload, 8760); // { kind: 'volume', requestsPerYear: 365000 }
 */
export function statedDemand(workload: InferenceWorkload, hourCount: number): StatedDemand {
  const { demand } = workload;
  const days = hourCount / HOURS_PER_DAY;
  const volume = (requestsPerYear: number): StatedDemand => ({ kind: 'volume', requestsPerYear });
  if (demand.requestsPerDay !== undefined) return volume(demand.requestsPerDay * days);
  if (demand.requestsPerMonth !== undefined) return volume(demand.requestsPerMonth * MONTHS_PER_YEAR);
  if (demand.users !== undefined && demand.requestsPerUserDay !== undefined) {
    return volume(demand.users * demand.requestsPerUserDay * days);
  }
  if (demand.tokensPerDay !== undefined) {
    const tokens = tokensOf(workload.inputTokens).mean + tokensOf(workload.outputTokens).mean;
    if (tokens === 0) {
      throw new InternalError(`Workload ${workload.id} states tokensPerDay without tokens of a request.`);
    }
    return volume((demand.tokensPerDay / tokens) * days);
  }
  if (demand.peakRequestsPerSecond !== undefined) {
    return { kind: 'peak', peakRequestsPerSecond: demand.peakRequestsPerSecond };
  }
  if (demand.requestsPerBusyHour !== undefined) {
    return { kind: 'peak', peakRequestsPerSecond: demand.requestsPerBusyHour / SECONDS_PER_HOUR };
  }
  throw new InternalError(`Workload ${workload.id} states no demand.`);
}
