import type { Silicon } from '../problem/types.js';
import { cacheGiB, weightsGiB } from './memory.js';
import { type ServiceNeeds, timeRefusal } from './service-needs.js';
import type { ServingOption } from './serving.js';
import type { SizingRefusal } from './types.js';
import { exceeds } from './units.js';

const LARGEST_BATCH = 256;
const BYTES_PER_GIB = 2 ** 30;

/** Rates of one unit that an estimate needs, in bytes and operations a second after efficiency. */
interface Rates {
  readonly bytesPerSecond: number;
  readonly operationsPerSecond: number;
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
  };
}

/**
 * Estimated service of a model on `units` of a silicon at a batch: decoding is limited by reading weights and caches or
 * by operations, prefill by operations. Throughput and the time of a step are of mean tokens; the first token's
 * time is of the input tokens at the SLO's percentile.
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
      firstTokenMs: prefillMs(needs.timeInputTokens) + stepMs,
      perOutputTokenMs: stepMs,
    },
    mark: 'roofline',
  };
}

/**
 * Estimates for each size of replica with room for weights and caches: batches of powers of two up to 256, largest
 * first, that hold the SLO where the path takes no time. Refusals are of the smallest batch, the fastest one.
 */
export function rooflineOptions(
  silicon: Silicon,
  needs: ServiceNeeds,
): { readonly groups: readonly (readonly ServingOption[])[]; readonly refusals: readonly SizingRefusal[] } {
  const rates = ratesOf(silicon, needs);
  if (!rates) return { groups: [], refusals: [{ code: 'no-performance' }] };
  const weights = weightsGiB(needs.model);
  const cache = cacheGiB(needs.model, needs.memoryTokens);
  const groups: ServingOption[][] = [];
  const refusals: SizingRefusal[] = [];
  for (const units of new Set<number>([...silicon.slices, ...silicon.replicaUnits])) {
    const givenGiB = units * silicon.memoryGiB;
    const group: ServingOption[] = [];
    let refusal: SizingRefusal = { code: 'memory', actual: weights + cache, limit: givenGiB, unit: 'GiB' };
    for (let batch = LARGEST_BATCH; batch >= 1; batch /= 2) {
      if (exceeds(weights + batch * cache, givenGiB)) continue;
      const option = estimate(rates, needs, units, batch);
      const late = timeRefusal(option.service, needs, 0);
      if (late) refusal = late;
      else group.push(option);
    }
    if (group.length > 0) groups.push(group);
    else refusals.push(refusal);
  }
  return { groups, refusals };
}
