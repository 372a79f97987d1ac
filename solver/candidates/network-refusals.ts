import type { Path, Stream } from '../sizing/types.js';
import { exceeds } from '../sizing/units.js';
import type { Cause } from './exclusion-tally.js';

const NONE: readonly Cause[] = [];

/** Limits of the SLO on the network that a path breaks: networkRttMs on round trip and jitter, networkJitterMs on jitter. */
export function networkRefusals(stream: Stream, path: Path): readonly Cause[] {
  const { slo } = stream.workload;
  if (!slo || (slo.networkRttMs === undefined && slo.networkJitterMs === undefined)) return NONE;
  const { networkRttMs: rttMs, networkJitterMs: jitterMs } = slo;
  const delayMs = path.rttMs + path.jitterMs;
  const isFar = rttMs !== undefined && exceeds(delayMs, rttMs);
  const isUnsteady = jitterMs !== undefined && exceeds(path.jitterMs, jitterMs);
  if (!isFar && !isUnsteady) return NONE;
  return [
    ...(isFar ? [{ code: 'network-rtt', actual: delayMs, limit: rttMs, unit: 'ms' } as const] : []),
    ...(isUnsteady
      ? [{ code: 'network-jitter', actual: path.jitterMs, limit: jitterMs, unit: 'ms' } as const]
      : []),
  ];
}
