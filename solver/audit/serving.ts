import type { Model, Problem, ServingPoint, Silicon } from '../problem/types.js';
import type { Stream } from './demand.js';
import type { Way } from './path.js';
import { keepsLimits, limitsService, type Times, timedInput, within } from './times.js';

const GIB = 2 ** 30;
const LARGEST_BATCH = 256;

/** One way a replica of a model can serve. */
export interface Serving extends Times {
  readonly point: string;
  readonly unitsPerReplica: number;
  readonly tokensPerSecond: number;
  readonly isRoofline: boolean;
  /** The point's percentile is below the one a service time is limited at. */
  readonly hasPercentileGap: boolean;
}

/** Measured points, by model and silicon. */
export class Points {
  private readonly byPair = new Map<string, ServingPoint[]>();

  constructor(problem: Problem) {
    for (const point of problem.performance) {
      if (point.kind !== 'serving') continue;
      const key = `${point.model}\n${point.silicon}`;
      const found = this.byPair.get(key);
      if (found) found.push(point);
      else this.byPair.set(key, [point]);
    }
  }

  of(model: Model, silicon: Silicon): readonly ServingPoint[] {
    return this.byPair.get(`${model.id}\n${silicon.id}`) ?? [];
  }
}

/** Merit of a family in jitter, as the source rates it; CPU hosts have none. */
const FAMILY_JITTER: Readonly<Record<string, string | undefined>> = {
  GPU: 'medium',
  TPU: 'medium',
  LPU: 'high',
  NPU: 'high',
  ASIC: 'high',
  FPGA: 'high',
};

/** What an estimated time is multiplied by. */
export const jitterFactor = ({ jitterMargins }: Problem, silicon: Silicon): number => {
  const merit = silicon.merits?.latencyJitter ?? FAMILY_JITTER[silicon.family];
  const margins: Readonly<Record<string, number | undefined>> = jitterMargins ?? {};
  return 1 + (merit === undefined ? 0 : (margins[merit] ?? 0));
};

const cacheBytes = (model: Model, tokens: number): number =>
  2 * model.layers * model.kvHeads * model.headSize * model.bytesPerCacheEntry * tokens;

/** Weights and the caches of a batch fit into the memory of u units. */
const fits = (model: Model, silicon: Silicon, stream: Stream, u: number, batch: number): boolean => {
  const tokens = stream.input.p95 + stream.output.p95;
  const bytes = model.parametersBillion * 1e9 * model.bytesPerWeight + batch * cacheBytes(model, tokens);
  return within(bytes / GIB, u * silicon.memoryGiB);
};

/** Every admissible way, from points if there is any, else from the roofline. */
export const waysToServe = (
  stream: Stream,
  model: Model,
  silicon: Silicon,
  points: readonly ServingPoint[],
  way: Way,
  slower = 1,
): Serving[] => {
  const sizes = [...new Set([...silicon.slices, ...silicon.replicaUnits])];
  if (points.length === 0) {
    return sizes.flatMap((u) => roofline(stream, model, silicon, way, u, slower) ?? []);
  }
  const gapBelow = limitsService(stream) ? (stream.workload.slo?.percentile ?? 0) : 0;
  return points
    .filter((point) => sizes.includes(point.unitsPerReplica))
    .filter((point) => fits(model, silicon, stream, point.unitsPerReplica, point.batch))
    .map((point) => ({
      point: point.id,
      unitsPerReplica: point.unitsPerReplica,
      tokensPerSecond: point.tokensPerSecond,
      firstTokenMs: point.firstTokenMs ?? null,
      perOutputTokenMs: point.perOutputTokenMs ?? null,
      isRoofline: false,
      hasPercentileGap: point.percentile < gapBelow,
    }))
    .filter((serving) => keepsLimits(stream, way, serving));
};

const roofline = (
  stream: Stream,
  model: Model,
  silicon: Silicon,
  way: Way,
  u: number,
  slower: number,
): Serving | null => {
  const teraflops = silicon.computeTeraflops?.[model.precision];
  const { bandwidthGBPerSecond, decodeEfficiencyFraction, prefillEfficiencyFraction } = silicon;
  if (
    teraflops === undefined ||
    bandwidthGBPerSecond === undefined ||
    decodeEfficiencyFraction === undefined ||
    prefillEfficiencyFraction === undefined
  )
    return null;
  const active = (model.activeParametersBillion ?? model.parametersBillion) * 1e9;
  const input = stream.input.mean;
  const output = stream.output.mean;
  const flopsPerSecond = u * teraflops * 1e12 * prefillEfficiencyFraction;
  const bytesPerSecond = u * bandwidthGBPerSecond * 1e9 * decodeEfficiencyFraction;
  const prefillMs = (1000 * 2 * active * input) / flopsPerSecond;
  const slowPrefillMs = (1000 * 2 * active * timedInput(stream)) / flopsPerSecond;
  for (let batch = LARGEST_BATCH; batch >= 1; batch /= 2) {
    if (!fits(model, silicon, stream, u, batch)) continue;
    const read = (active * model.bytesPerWeight + batch * cacheBytes(model, input + output)) / bytesPerSecond;
    const stepMs = 1000 * Math.max(read, (2 * active * batch) / flopsPerSecond);
    const times = { firstTokenMs: slower * (slowPrefillMs + stepMs), perOutputTokenMs: slower * stepMs };
    if (!keepsLimits(stream, way, times)) continue;
    const tokensPerSecond = (batch * (input + output) * 1000) / (batch * prefillMs + output * stepMs);
    const facts = {
      point: 'roofline',
      unitsPerReplica: u,
      tokensPerSecond,
      isRoofline: true,
      hasPercentileGap: false,
    };
    return { ...facts, ...times };
  }
  return null;
};

/**
 * Most tokens a second per unit, then fewer units, then the smaller id. Where the plan's own way is as good
 * but for rounding, it stands.
 */
export const chooseServing = (
  ways: readonly Serving[],
  stated: { point: string; unitsPerReplica: number } | null,
): Serving | null => {
  const rate = (one: Serving): number => one.tokensPerSecond / one.unitsPerReplica;
  let best: Serving | null = null;
  for (const one of ways) {
    const lead = best === null ? 1 : rate(one) - rate(best);
    if (best === null || lead > 0) best = one;
    else if (lead === 0 && one.unitsPerReplica < best.unitsPerReplica) best = one;
    else if (lead === 0 && one.unitsPerReplica === best.unitsPerReplica && one.point < best.point) best = one;
  }
  if (best === null || stated === null) return best;
  const top = rate(best);
  const asGood = ways.find(
    (one) =>
      one.point === stated.point &&
      one.unitsPerReplica === stated.unitsPerReplica &&
      rate(one) !== top &&
      rate(one) >= top * (1 - 1e-9),
  );
  return asGood ?? best;
};
