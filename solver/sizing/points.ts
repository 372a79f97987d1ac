import type { ServingPoint, Silicon } from '../problem/types.js';
import { cacheGiB, weightsGiB } from './memory.js';
import { limitsServiceTime, type ServiceNeeds, timeRefusal } from './service-needs.js';
import type { ServingGroup, ServingOption } from './serving.js';
import type { SizingRefusal } from './types.js';
import { exceeds } from './units.js';

/** Options of the measured points of a model on a silicon, each on its own, and why the others are refused. */
export function measuredOptions(
  points: readonly ServingPoint[],
  silicon: Silicon,
  needs: ServiceNeeds,
): { readonly groups: readonly ServingGroup[]; readonly refusals: readonly SizingRefusal[] } {
  const groups: ServingGroup[] = [];
  const refusals: SizingRefusal[] = [];
  for (const point of points) {
    const option = optionOf(point, needs);
    // The path is not known here: with no delay, only points that no site can use are refused.
    const refusal = fitRefusal(point, silicon, needs) ?? timeRefusal(option.service, needs, 0);
    if (refusal) refusals.push(refusal);
    else groups.push({ length: 1, option: () => option });
  }
  return { groups, refusals };
}

function fitRefusal(point: ServingPoint, silicon: Silicon, needs: ServiceNeeds): SizingRefusal | undefined {
  const sizes: readonly number[] = [...silicon.slices, ...silicon.replicaUnits];
  if (!sizes.includes(point.unitsPerReplica)) return { code: 'no-performance' };
  const neededGiB = weightsGiB(needs.model) + point.batch * cacheGiB(needs.model, needs.memoryTokens);
  const givenGiB = point.unitsPerReplica * silicon.memoryGiB;
  return exceeds(neededGiB, givenGiB)
    ? { code: 'memory', actual: neededGiB, limit: givenGiB, unit: 'GiB' }
    : undefined;
}

function optionOf(point: ServingPoint, needs: ServiceNeeds): ServingOption {
  const { id, unitsPerReplica, tokensPerSecond, batch, firstTokenMs, perOutputTokenMs, percentile } = point;
  const { slo } = needs;
  return {
    service: {
      point: id,
      unitsPerReplica,
      tokensPerSecond,
      batch,
      firstTokenMs: firstTokenMs ?? null,
      perOutputTokenMs: perOutputTokenMs ?? null,
    },
    mark:
      limitsServiceTime(slo) && slo !== undefined && percentile < slo.percentile ? 'percentile-gap' : null,
  };
}
