import type { Path, Stream } from '../sizing/types.js';
import { exceeds } from '../sizing/units.js';
import type { Cause } from './exclusion-list.js';

const NONE: readonly Cause[] = [];

/** Limits of the SLO on the network that a path breaks: networkRttMs on round trip and jitter, networkJitterMs on jitter. */
export function networkRefusals(stream: Stream, path: Path): readonly Cause[] {
  const { slo } = stream.workload;
  if (!slo || (slo.networkRttMs === undefined && slo.networkJitterMs === undefined)) return NONE;
  const delayMs = path.rttMs + path.jitterMs;
  const causes: Cause[] = [];
  if (slo.networkRttMs !== undefined && exceeds(delayMs, slo.networkRttMs)) {
    causes.push({ code: 'network-rtt', actual: delayMs, limit: slo.networkRttMs, unit: 'ms' });
  }
  if (slo.networkJitterMs !== undefined && exceeds(path.jitterMs, slo.networkJitterMs)) {
    causes.push({ code: 'network-jitter', actual: path.jitterMs, limit: slo.networkJitterMs, unit: 'ms' });
  }
  return causes;
}
