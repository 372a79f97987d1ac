import type {
  Model,
  Problem,
  Quote,
  ServingPoint,
  Silicon,
  Slo,
  TrainingWorkload,
} from '../../solver/problem/types.js';
import type { OracleBank } from './banks.js';
import { must, type OracleStream } from './demand.js';
import { type OraclePath, throughputMbps } from './path.js';

/** Need of a stream at a bank, from docs/formulation.md section 3. */
export interface Need {
  readonly n: number;
  readonly m: number;
  readonly b: number;
  readonly peak: Float64Array;
  readonly mean: Float64Array;
  /** Whole replicas: units of one, and which replicas are alike. */
  readonly pool: { readonly key: string; readonly units: number } | null;
}

export const ceilUnits = (units: number): number => Math.ceil(units - 1e-9);

interface Times {
  readonly first: number | undefined;
  readonly each: number | undefined;
}

/** Whether stated times meet the service limits; a limited time that is not stated does not. */
function meets(slo: Slo | undefined, times: Times, path: OraclePath, stream: OracleStream): boolean {
  if (slo === undefined) return true;
  const { first, each } = times;
  if (slo.firstTokenMs !== undefined && !(first !== undefined && first <= slo.firstTokenMs)) return false;
  if (slo.perOutputTokenMs !== undefined && !(each !== undefined && each <= slo.perOutputTokenMs))
    return false;
  if (slo.endToEndMs === undefined) return true;
  if (first === undefined || each === undefined) return false;
  const output = slo.percentile >= 95 ? stream.output.p95 : stream.output.mean;
  return path.rtt + path.jitter + first + each * Math.max(0, output - 1) <= slo.endToEndMs;
}

const weightsGiB = (model: Model): number => (model.parametersBillion * 1e9 * model.bytesPerWeight) / 2 ** 30;
const cacheGiB = (model: Model, tokens: number): number =>
  (2 * model.layers * model.kvHeads * model.headSize * model.bytesPerCacheEntry * tokens) / 2 ** 30;

interface Service {
  readonly key: string;
  readonly units: number;
  readonly tokensPerSecond: number;
}

function measured(
  points: readonly ServingPoint[],
  model: Model,
  silicon: Silicon,
  stream: OracleStream,
  path: OraclePath,
): Service | null {
  const sizes = [...silicon.slices, ...silicon.replicaUnits] as number[];
  const cache = cacheGiB(model, stream.input.p95 + stream.output.p95);
  const fit = points.filter(
    (point) =>
      sizes.includes(point.unitsPerReplica) &&
      point.unitsPerReplica * silicon.memoryGiB >= weightsGiB(model) + point.batch * cache &&
      meets(stream.workload.slo, { first: point.firstTokenMs, each: point.perOutputTokenMs }, path, stream),
  );
  fit.sort(
    (a, b) =>
      b.tokensPerSecond / b.unitsPerReplica - a.tokensPerSecond / a.unitsPerReplica ||
      a.unitsPerReplica - b.unitsPerReplica ||
      (a.id < b.id ? -1 : 1),
  );
  const best = fit[0];
  return best === undefined
    ? null
    : { key: best.id, units: best.unitsPerReplica, tokensPerSecond: best.tokensPerSecond };
}

function roofline(model: Model, silicon: Silicon, stream: OracleStream, path: OraclePath): Service | null {
  const teraflops = silicon.computeTeraflops?.[model.precision];
  const bandwidth = silicon.bandwidthGBPerSecond;
  const decode = silicon.decodeEfficiencyFraction;
  const prefill = silicon.prefillEfficiencyFraction;
  if (teraflops === undefined || bandwidth === undefined || decode === undefined || prefill === undefined)
    return null;
  const active = (model.activeParametersBillion ?? model.parametersBillion) * 1e9;
  const weightBytes = active * model.bytesPerWeight;
  const room = cacheGiB(model, stream.input.p95 + stream.output.p95);
  const cacheBytes = cacheGiB(model, stream.input.mean + stream.output.mean) * 2 ** 30;
  let best: Service | null = null;
  const sizes = [...new Set([...silicon.slices, ...silicon.replicaUnits] as number[])].sort((a, b) => a - b);
  for (const units of sizes) {
    const prefillMs = (1000 * 2 * active * stream.input.mean) / (units * teraflops * 1e12 * prefill);
    const timed = (stream.workload.slo?.percentile ?? 0) >= 95 ? stream.input.p95 : stream.input.mean;
    const firstPrefillMs = (prefillMs * timed) / stream.input.mean;
    for (let batch = 256; batch >= 1; batch /= 2) {
      if (units * silicon.memoryGiB < weightsGiB(model) + batch * room) continue;
      const stepMs =
        1000 *
        Math.max(
          (weightBytes + batch * cacheBytes) / (units * bandwidth * 1e9 * decode),
          (2 * active * batch) / (units * teraflops * 1e12 * prefill),
        );
      if (!meets(stream.workload.slo, { first: firstPrefillMs + stepMs, each: stepMs }, path, stream))
        continue;
      const rate =
        (batch * (stream.input.mean + stream.output.mean) * 1000) /
        (batch * prefillMs + stream.output.mean * stepMs);
      if (best === null || rate / units > best.tokensPerSecond / best.units)
        best = { key: `roofline ${units} ${batch}`, units, tokensPerSecond: rate };
      break;
    }
  }
  return best;
}

function trainingHours(problem: Problem, workload: TrainingWorkload, silicon: Silicon): number | null {
  const rate = silicon.computeTeraflops?.[workload.precision];
  if (workload.computeExaflop !== undefined)
    return rate === undefined
      ? null
      : (workload.computeExaflop * 1e6) / (rate * must(workload.mfuFraction, 'mfu')) / 3600;
  const hours = must(workload.acceleratorHours, 'accelerator hours');
  if (workload.referenceSilicon === silicon.id) return hours;
  const pointOn = (id: string | undefined) =>
    problem.performance.find(
      (point) =>
        point.kind === 'training' &&
        workload.model !== undefined &&
        point.model === workload.model &&
        point.silicon === id,
    );
  const reference = pointOn(workload.referenceSilicon);
  const own = pointOn(silicon.id);
  if (reference?.kind === 'training' && own?.kind === 'training')
    return (hours * reference.tokensPerSecondPerUnit) / own.tokensPerSecondPerUnit;
  const referenceRate = problem.silicon.find((entry) => entry.id === workload.referenceSilicon)
    ?.computeTeraflops?.[workload.precision];
  return rate === undefined || referenceRate === undefined ? null : (hours * referenceRate) / rate;
}

function trainingNeed(
  problem: Problem,
  stream: OracleStream,
  bank: OracleBank,
  quoted: number | null,
): Need | null {
  const { workload } = stream;
  if (workload.kind === 'inference' || workload.kind === 'agent' || bank.silicon === null) return null;
  if (bank.unitUse?.terms === 'spot' && !workload.interruptible) return null;
  const loss = bank.unitUse?.terms === 'spot' ? bank.unitUse.goodputLossFraction : 0;
  const hours = trainingHours(problem, workload, bank.silicon);
  if (hours === null) return null;
  let transfer = 0;
  if (workload.dataGB > 0) {
    const mbps = throughputMbps(problem, stream.location, bank.site);
    if (mbps === null) return null;
    transfer = (workload.dataGB * 8000) / mbps / 3600;
  }
  if (transfer >= workload.deadlineHours) return null;
  const n =
    quoted ??
    Math.max(workload.gangUnits, ceilUnits(hours / (workload.deadlineHours - transfer) / (1 - loss))) *
      stream.load;
  const runHours = (hours * (quoted === null ? stream.load : 1)) / (n * (1 - loss));
  const scale = (workload.runsPerYear * runHours) / stream.sumShare;
  return { n, m: 0, b: 1, peak: stream.share, mean: stream.share.map((share) => share * scale), pool: null };
}

/** Null: the bank cannot serve the stream. Rules and network limits are not looked at here. */
export function needOf(
  problem: Problem,
  stream: OracleStream,
  bank: OracleBank,
  path: OraclePath,
  quote: Quote | undefined,
): Need | null {
  const { workload, part, load, share } = stream;
  const quoted = quote?.needUnits ?? null;
  if (bank.token !== null) {
    if (part !== 'inference' || workload.isolationGroup !== undefined) return null;
  }
  if (workload.kind === 'training' || workload.kind === 'fine-tuning')
    return trainingNeed(problem, stream, bank, quoted);
  const whenServed = { peak: share, mean: share };
  if (part === 'runtime') {
    const host = must(bank.silicon, 'silicon of a runtime bank').hostMemoryGiB;
    if (quoted !== null) return { n: quoted, m: quote?.hostMemoryGiB ?? 0, b: 0, ...whenServed, pool: null };
    if (host <= 0) return null;
    const memory = stream.memoryGiB * load;
    return bank.held.length > 0
      ? { n: 0, m: memory, b: 0, ...whenServed, pool: null }
      : { n: memory / host, m: 0, b: 0, ...whenServed, pool: null };
  }
  const b = workload.targetUtilisationFraction;
  if (quoted !== null) return { n: quoted, m: quote?.hostMemoryGiB ?? 0, b, ...whenServed, pool: null };
  const model = problem.models.find((entry) => entry.id === workload.model);
  if (model === undefined) return null;
  const tokensPerSecond = stream.peakRps * (stream.input.mean + stream.output.mean) * load;
  if (bank.token !== null) {
    const times = { first: bank.token.firstTokenMs, each: bank.token.perOutputTokenMs };
    if (!bank.token.models.includes(model.id) || !meets(workload.slo, times, path, stream)) return null;
    return { n: tokensPerSecond, m: 0, b, ...whenServed, pool: null };
  }
  const silicon = must(bank.silicon, 'silicon');
  const points = problem.performance.filter(
    (point): point is ServingPoint =>
      point.kind === 'serving' && point.model === model.id && point.silicon === silicon.id,
  );
  const service =
    points.length > 0
      ? measured(points, model, silicon, stream, path)
      : roofline(model, silicon, stream, path);
  if (service === null) return null;
  const isPooled = workload.replication === 'replicas' && bank.held.length > 0;
  return {
    n: (tokensPerSecond / (service.tokensPerSecond * b)) * service.units,
    m: 0,
    b,
    ...whenServed,
    pool: isPooled ? { key: `${model.id} ${service.key}`, units: service.units } : null,
  };
}
