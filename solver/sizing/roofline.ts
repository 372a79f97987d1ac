import { InternalError } from '../outcome.js';
import type { Silicon } from '../problem/types.js';
import { cacheGiB, weightsGiB } from './memory.js';
import { limitsServiceTime, type ServiceNeeds, timeRefusal } from './service-needs.js';
import type { ServingGroup, ServingOption } from './serving.js';
import type { Service, SizingRefusal } from './types.js';
import { exceeds } from './units.js';

const BATCHES: readonly number[] = [256, 128, 64, 32, 16, 8, 4, 2, 1];
const BYTES_PER_GIB = 2 ** 30;

/** Rates of one unit that an estimate needs, in bytes and operations a second after efficiency. */
interface Rates {
  readonly bytesPerSecond: number;
  readonly operationsPerSecond: number;
  /** 1 + the margin over estimated times. */
  readonly timeFactor: number;
}

/** What an estimate cannot do without: bandwidth, the peak rate at the model's precision, both efficiencies. */
function ratesOf(silicon: Silicon, needs: ServiceNeeds): Rates | undefined {
  const { bandwidthGBPerSecond, decodeEfficiencyFraction, prefillEfficiencyFraction } = silicon;
  const teraflops = silicon.computeTeraflops?.[needs.model.precision];
  if (
    bandwidthGBPerSecond === undefined ||
    decodeEfficiencyFraction === undefined ||
    prefillEfficiencyFraction === undefined ||
    teraflops === undefined
  ) {
    return undefined;
  }
  return {
    bytesPerSecond: bandwidthGBPerSecond * 1e9 * decodeEfficiencyFraction,
    operationsPerSecond: teraflops * 1e12 * prefillEfficiencyFraction,
    timeFactor: 1 + (silicon.jitterMarginFraction ?? 0),
  };
}

/**
 * Estimated service of a model on `units` of a silicon at a batch: decoding is limited by reading weights and caches or
 * by operations, prefill by operations. Throughput and the time of a step are of mean tokens; the first token's
 * time is of the input tokens at the SLO's percentile. Times carry the margin for jitter, throughput does not.
 */
function estimate(rates: Rates, needs: ServiceNeeds, units: number, batch: number): ServingOption {
  const { model, meanInputTokens, meanOutputTokens } = needs;
  const activeParameters = (model.activeParametersBillion ?? model.parametersBillion) * 1e9;
  const weightBytes = activeParameters * model.bytesPerWeight;
  const cacheBytes = cacheGiB(model, meanInputTokens + meanOutputTokens) * BYTES_PER_GIB;
  const prefillMs = (inputTokens: number): number =>
    (1000 * 2 * activeParameters * inputTokens) / (units * rates.operationsPerSecond);
  const stepMs =
    1000 *
    Math.max(
      (weightBytes + batch * cacheBytes) / (units * rates.bytesPerSecond),
      (2 * activeParameters * batch) / (units * rates.operationsPerSecond),
    );
  const tokensPerSecond =
    (batch * (meanInputTokens + meanOutputTokens) * 1000) /
    (batch * prefillMs(meanInputTokens) + meanOutputTokens * stepMs);
  return {
    service: {
      point: 'roofline',
      unitsPerReplica: units,
      tokensPerSecond,
      batch,
      firstTokenMs: (prefillMs(needs.timeInputTokens) + stepMs) * rates.timeFactor,
      perOutputTokenMs: stepMs * rates.timeFactor,
    },
    mark: 'roofline',
  };
}

/**
 * The estimate of one size of replica at one batch, whether or not memory holds it; undefined where the silicon states too
 * little for one. To hold estimates against measurements.
 */
export function estimateAt(
  silicon: Silicon,
  needs: ServiceNeeds,
  units: number,
  batch: number,
): Service | undefined {
  const rates = ratesOf(silicon, needs);
  return rates && estimate(rates, needs, units, batch).service;
}

/** Estimates of one size of replica at the given batches, each worked out once, when it is asked for. */
function lazyGroup(
  rates: Rates,
  needs: ServiceNeeds,
  units: number,
  batches: readonly number[],
): ServingGroup {
  const known: ServingOption[] = [];
  return {
    length: batches.length,
    option(at) {
      const batch = batches[at];
      if (batch === undefined) throw new InternalError(`There is no batch ${at} of ${batches.length}.`);
      const option = known[at] ?? estimate(rates, needs, units, batch);
      known[at] = option;
      return option;
    },
  };
}

/**
 * Estimates for each size of replica with room for weights and caches, at batches of powers of two up to 256, largest first.
 * A size is refused for the times of its smallest batch, the fastest one, where the path takes no time.
 */
export function rooflineOptions(
  silicon: Silicon,
  needs: ServiceNeeds,
): { readonly groups: readonly ServingGroup[]; readonly refusals: readonly SizingRefusal[] } {
  const rates = ratesOf(silicon, needs);
  if (!rates) return { groups: [], refusals: [{ code: 'no-performance' }] };
  const weights = weightsGiB(needs.model);
  const cache = cacheGiB(needs.model, needs.memoryTokens);
  const groups: ServingGroup[] = [];
  const refusals: SizingRefusal[] = [];
  for (const units of new Set<number>([...silicon.slices, ...silicon.replicaUnits])) {
    const givenGiB = units * silicon.memoryGiB;
    const batches = BATCHES.filter((batch) => !exceeds(weights + batch * cache, givenGiB));
    if (batches.length === 0) {
      refusals.push({ code: 'memory', actual: weights + cache, limit: givenGiB, unit: 'GiB' });
      continue;
    }
    const group = lazyGroup(rates, needs, units, batches);
    const late = limitsServiceTime(needs.slo)
      ? timeRefusal(group.option(batches.length - 1).service, needs, 0)
      : undefined;
    if (late) refusals.push(late);
    else groups.push(group);
  }
  return { groups, refusals };
}
