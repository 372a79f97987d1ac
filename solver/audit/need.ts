import type { Quote, Silicon, Site } from '../problem/types.js';
import type { AuditBank } from './banks.js';
import type { Stream } from './demand.js';
import type { Entries } from './index-of.js';
import type { Way, Ways } from './path.js';
import { chooseServing, jitterFactor, type Points, type Serving, waysToServe } from './serving.js';
import { endToEnd, keepsLimits, type Times } from './times.js';
import { isTraining, trainingRun } from './training.js';

/** What a whole stream (one copy of it) asks of a bank at full load. */
export interface Need {
  /** Units, or tokens a second. */
  readonly units: number;
  readonly memoryGiB: number;
  /** meanShare over share. */
  readonly meanScale: number;
  /** Training: hours a run computes on these units; 0 otherwise. */
  readonly runHours: number;
  /** Share of (max - idle) watts drawn at full load. */
  readonly busy: number;
  readonly serving: Serving | null;
  /** Stated times that limits stand against; null where none are checked. */
  readonly times: Times | null;
  readonly endToEndMs: number | null;
  readonly marks: readonly string[];
}

export interface Sizer {
  readonly entries: Entries;
  readonly ways: Ways;
  readonly points: Points;
}

type Stated = { point: string; unitsPerReplica: number } | null;

/** A text says why the stream cannot stand at the bank. */
export const needOf = (
  sizer: Sizer,
  stream: Stream,
  bank: AuditBank,
  way: Way,
  quote: Quote | null,
  stated: Stated,
): Need | string => {
  const bare: Need = {
    units: 0,
    memoryGiB: 0,
    meanScale: 1,
    runHours: 0,
    busy: busyOf(stream),
    serving: null,
    times: null,
    endToEndMs: null,
    marks: [],
  };
  if (stream.part === 'training') return trainingNeed(sizer, stream, bank, quote, bare);
  if (quote?.needUnits !== undefined)
    return {
      ...bare,
      units: quote.needUnits * stream.peakPart,
      memoryGiB: quotedMemory(quote, bank) * stream.peakPart,
    };
  if (stream.part === 'runtime') return runtimeNeed(stream, bank, bare);
  const { workload } = stream;
  if (workload.model === undefined) return 'a workload without a model is served only by quotes';
  const tokensPerSecond =
    stream.peakRequestsPerSecond * (stream.input.mean + stream.output.mean) * stream.copyLoad;
  if (bank.token) {
    const times = {
      firstTokenMs: bank.token.firstTokenMs ?? null,
      perOutputTokenMs: bank.token.perOutputTokenMs ?? null,
    };
    if (!keepsLimits(stream, way, times)) return 'the endpoint does not keep the service times';
    return { ...bare, units: tokensPerSecond, times, endToEndMs: endToEnd(stream, way, times) };
  }
  const model = sizer.entries.models.get(workload.model);
  const silicon = bank.silicon as Silicon;
  const slower = jitterFactor(sizer.entries.problem, silicon);
  const servings = waysToServe(stream, model, silicon, sizer.points.of(model, silicon), way, slower);
  const serving = chooseServing(servings, stated);
  if (!serving) return 'no way to serve fits memory and service times';
  const units = (tokensPerSecond / serving.tokensPerSecond / bare.busy) * serving.unitsPerReplica;
  const marks = [
    ...(serving.isRoofline ? ['roofline'] : []),
    ...(serving.hasPercentileGap ? ['percentile-gap'] : []),
  ];
  return { ...bare, units, serving, times: serving, endToEndMs: endToEnd(stream, way, serving), marks };
};

/** Host memory of a quote that speaks of units; by-use banks have none. */
const quotedMemory = ({ needUnits, hostMemoryGiB }: Quote, { plan }: AuditBank): number =>
  needUnits === undefined || hostMemoryGiB === undefined || plan.kind !== 'held' ? 0 : hostMemoryGiB;

const busyOf = ({ workload, part }: Stream): number => {
  if (part === 'runtime') return 0;
  return isTraining(workload) ? 1 : workload.targetUtilisationFraction;
};

const runtimeNeed = (stream: Stream, bank: AuditBank, bare: Need): Need | string => {
  const { silicon } = bank;
  if (silicon === null) return 'a token endpoint runs no agents';
  if (silicon.hostMemoryGiB <= 0) return 'the silicon has no host memory';
  const memoryGiB = stream.runtimeGiB * stream.copyLoad;
  return bank.use ? { ...bare, units: memoryGiB / silicon.hostMemoryGiB } : { ...bare, memoryGiB };
};

const trainingNeed = (
  { entries, ways }: Sizer,
  stream: Stream,
  bank: AuditBank,
  quote: Quote | null,
  bare: Need,
): Need | string => {
  const { workload } = stream;
  if (!isTraining(workload)) return 'not a training workload';
  if (bank.silicon === null) return 'a token endpoint does not train';
  const loss = bank.use?.terms === 'spot' ? bank.use.goodputLossFraction : 0;
  const site: Site = bank.site;
  const atOnce = stream.deferred ? workload.deferrable?.mostUnits : quote?.needUnits;
  const run = trainingRun(workload, stream, site, bank.silicon, loss, entries, ways, atOnce);
  if (typeof run === 'string') return run;
  return {
    ...bare,
    units: atOnce ?? run.units * stream.copyLoad,
    memoryGiB: quote ? quotedMemory(quote, bank) : 0,
    runHours: run.runHours,
    // A cell's share is of units at work in each of its hours.
    meanScale: stream.deferred ? 1 : (workload.runsPerYear * run.runHours) / stream.shape.fullHours,
    marks: [
      ...(run.isComputeRatio ? ['compute-ratio'] : []),
      ...(workload.dataGB > 0 && ways.isThroughputEstimated(stream.location, site)
        ? ['distance-estimate']
        : []),
    ],
  };
};
