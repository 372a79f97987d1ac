import type { Path, Stream } from '../sizing/types.js';
import { exceeds } from '../sizing/units.js';
import type { Cause } from './exclusion-list.js';

const NONE: readonly Cause[] = [];

interface Known {
  readonly rttMs: number | undefined;
  readonly jitterMs: number | undefined;
  readonly causes: readonly Cause[];
}

/** Streams of one location with the same limits are refused at a site by the same figures: one object for all of them. */
const knownOf = new WeakMap<Path, Known[]>();

/** Limits of the SLO on the network that a path breaks: networkRttMs on round trip and jitter, networkJitterMs on jitter. */
export function networkRefusals(stream: Stream, path: Path): readonly Cause[] {
  const { slo } = stream.workload;
  if (!slo || (slo.networkRttMs === undefined && slo.networkJitterMs === undefined)) return NONE;
  const { networkRttMs: rttMs, networkJitterMs: jitterMs } = slo;
  const ofPath = knownOf.get(path) ?? [];
  const known = ofPath.find((one) => one.rttMs === rttMs && one.jitterMs === jitterMs);
  if (known) return known.causes;
  const delayMs = path.rttMs + path.jitterMs;
  const causes: Cause[] = [];
  if (rttMs !== undefined && exceeds(delayMs, rttMs)) {
    causes.push({ code: 'network-rtt', actual: delayMs, limit: rttMs, unit: 'ms' });
  }
  if (jitterMs !== undefined && exceeds(path.jitterMs, jitterMs)) {
    causes.push({ code: 'network-jitter', actual: path.jitterMs, limit: jitterMs, unit: 'ms' });
  }
  ofPath.push({ rttMs, jitterMs, causes: causes.length === 0 ? NONE : causes });
  knownOf.set(path, ofPath);
  return causes;
}
