import { gigabytes } from '../units.js';
import type { Stream } from './types.js';

/** GB a year between a stream's location and the site that serves it. */
export interface Traffic {
  /** From the location to the site. */
  readonly upGBPerYear: number;
  readonly downGBPerYear: number;
}

/**
 * Traffic of a whole stream (one copy of it, for copies): requests x KB / 1e6 up and down; training: runs x dataGB up;
 * agents' runtime: none.
 *
 * @example
 * // 1,000,000 requests a year of 4 KB up and 20 KB down:
 * trafficOf(stream); // { upGBPerYear: 4, downGBPerYear: 20 }
 */
export function trafficOf(stream: Stream): Traffic {
  const { workload, part, copyLoadFraction, requestsPerYear } = stream;
  if (workload.kind === 'training' || workload.kind === 'fine-tuning') {
    return { upGBPerYear: workload.runsPerYear * workload.dataGB * copyLoadFraction, downGBPerYear: 0 };
  }
  const { traffic } = workload;
  if (part === 'runtime' || !traffic) return { upGBPerYear: 0, downGBPerYear: 0 };
  const requests = requestsPerYear * copyLoadFraction;
  return {
    upGBPerYear: requests * gigabytes(traffic.requestKB),
    downGBPerYear: requests * gigabytes(traffic.responseKB),
  };
}
