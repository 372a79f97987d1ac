import { InternalError } from '../outcome.js';
import type { Quote } from '../problem/types.js';
import { throughputBetween } from '../sizing/path.js';
import { limitsServiceTime, type ServiceNeeds, serviceMs, timeRefusals } from '../sizing/service-needs.js';
import { chooseService, withoutTimeLimits } from '../sizing/serving.js';
import { runHoursOf, trainingUnits, transferHoursOf } from '../sizing/training.js';
import type { Path, Service, SizingRefusal } from '../sizing/types.js';
import { exceeds, finite } from '../sizing/units.js';
import type { PreparedStream, Tables } from './prepare.js';
import type { Bank, EstimateMark, HeldBank, TokenBank, UnitUseBank } from './types.js';
import type { Waivers } from './waivers.js';

type SiliconBank = HeldBank | UnitUseBank;

/** Need of a stream at a bank. */
export interface Sized {
  readonly needUnits: number;
  readonly hostMemoryGiB: number;
  readonly busyFraction: number;
  readonly meanScale: number;
  readonly service: Service | null;
  readonly endToEndMs: number | null;
  readonly transferHours: number;
  readonly runHours: number;
  readonly marks: readonly (EstimateMark | null)[];
}

const NOTHING: Sized = {
  needUnits: 0,
  hostMemoryGiB: 0,
  busyFraction: 0,
  meanScale: 1,
  service: null,
  endToEndMs: null,
  transferHours: 0,
  runHours: 0,
  marks: [],
};

/**
 * Sizes a pair that nothing else excludes: units, host memory, how it serves; or why its times or its data do not fit.
 * A quote with needUnits stands in place of the figures and of the service-time checks.
 */
export function sizePair(
  tables: Tables,
  prepared: PreparedStream,
  bank: Bank,
  path: Path,
  quote: Quote | undefined,
  waivers: Waivers,
): Sized | SizingRefusal {
  const { part } = prepared.stream;
  if (part === 'training') {
    if (bank.kind === 'token') throw new InternalError(`${bank.id} is an endpoint and cannot train.`);
    return sizeTraining(tables, prepared, bank, quote);
  }
  if (quote?.needUnits !== undefined)
    return sizeByQuote(prepared, bank, quote.needUnits, quote.hostMemoryGiB);
  if (part === 'runtime') {
    if (bank.kind === 'token') throw new InternalError(`${bank.id} is an endpoint and has no host memory.`);
    return sizeRuntime(prepared, bank);
  }
  return bank.kind === 'token'
    ? sizeOnEndpoint(prepared, bank, path, waivers)
    : sizeOnSilicon(tables, prepared, bank, path, waivers);
}

const targetUtilisation = ({ stream: { workload } }: PreparedStream): number =>
  workload.kind === 'inference' || workload.kind === 'agent' ? workload.targetUtilisationFraction : 1;

function sizeByQuote(
  prepared: PreparedStream,
  bank: Bank,
  needUnits: number,
  hostMemoryGiB: number | undefined,
): Sized {
  const isServing = prepared.stream.part === 'inference' && bank.kind !== 'token';
  // A quote speaks of the year's full load.
  const peakFraction = prepared.stream.block?.peakFraction ?? 1;
  return {
    ...NOTHING,
    needUnits: needUnits * peakFraction,
    // A quote that states no host memory needs none; by-use units bill what they bring.
    hostMemoryGiB: bank.kind === 'held' ? (hostMemoryGiB ?? 0) * peakFraction : 0,
    busyFraction: isServing ? targetUtilisation(prepared) : 0,
  };
}

function sizeRuntime({ stream }: PreparedStream, bank: SiliconBank): Sized {
  const memoryGiB = stream.hostMemoryGiB * stream.copyLoadFraction;
  return bank.kind === 'held'
    ? { ...NOTHING, hostMemoryGiB: memoryGiB }
    : {
        ...NOTHING,
        needUnits: finite(memoryGiB / bank.silicon.hostMemoryGiB, `Units of ${stream.id} at ${bank.id}`),
      };
}

function needsOf({ needs, stream }: PreparedStream): ServiceNeeds {
  if (!needs) throw new InternalError(`${stream.id} has no model and no quote to be sized by.`);
  return needs;
}

/** Tokens a second of the busiest hour, of one copy. */
function peakTokensPerSecond({ stream }: PreparedStream): number {
  const { peakRequestsPerSecond, inputTokens, outputTokens, copyLoadFraction } = stream;
  return peakRequestsPerSecond * (inputTokens.mean + outputTokens.mean) * copyLoadFraction;
}

function sizeOnSilicon(
  tables: Tables,
  prepared: PreparedStream,
  bank: SiliconBank,
  path: Path,
  waivers: Waivers,
): Sized | SizingRefusal {
  const { stream } = prepared;
  const { workload } = stream;
  const needs = needsOf(prepared);
  const { serving } = prepared.on(bank.silicon);
  if (!serving) throw new InternalError(`${stream.id} was not prepared for ${bank.silicon.id}.`);
  const delayMs = path.rttMs + path.jitterMs;
  const strict = chooseService(serving, delayMs);
  const chosen =
    'code' in strict && waivers.isOpen
      ? chooseService(tables.serving(withoutTimeLimits(needs), bank.silicon), delayMs)
      : strict;
  if ('code' in chosen) return 'code' in strict ? strict : chosen;
  if ('code' in strict) {
    for (const refusal of timeRefusals(chosen.service, needs, delayMs)) {
      if (waivers.stands(refusal)) return strict;
    }
  }
  const { service, mark } = chosen;
  const busyFraction = targetUtilisation(prepared);
  const replicas = peakTokensPerSecond(prepared) / (service.tokensPerSecond * busyFraction);
  const atSiteMs = serviceMs(service, needs);
  const isFluid =
    (workload.kind === 'inference' || workload.kind === 'agent') && workload.replication === 'fluid';
  return {
    needUnits: finite(replicas * service.unitsPerReplica, 'Units of a stream'),
    hostMemoryGiB: 0,
    busyFraction,
    meanScale: 1,
    service,
    endToEndMs: atSiteMs === null ? null : delayMs + atSiteMs,
    transferHours: 0,
    runHours: 0,
    marks: [mark, isFluid ? 'fluid-replicas' : null],
  };
}

function sizeOnEndpoint(
  prepared: PreparedStream,
  { offer }: TokenBank,
  path: Path,
  waivers: Waivers,
): Sized | SizingRefusal {
  const needs = needsOf(prepared);
  const times = {
    firstTokenMs: offer.firstTokenMs ?? null,
    perOutputTokenMs: offer.perOutputTokenMs ?? null,
  };
  const delayMs = path.rttMs + path.jitterMs;
  for (const refusal of timeRefusals(times, needs, delayMs)) {
    if (waivers.stands(refusal)) return refusal;
  }
  const atSiteMs = serviceMs(times, needs);
  const { slo } = needs;
  // Times without a stated percentile show nothing about any.
  const isGap =
    slo !== undefined &&
    limitsServiceTime(slo) &&
    (offer.percentile === undefined || offer.percentile < slo.percentile);
  return {
    ...NOTHING,
    needUnits: finite(peakTokensPerSecond(prepared), `Tokens a second of ${prepared.stream.id}`),
    endToEndMs: atSiteMs === null ? null : delayMs + atSiteMs,
    marks: [isGap ? 'percentile-gap' : null],
  };
}

function sizeTraining(
  tables: Tables,
  prepared: PreparedStream,
  bank: SiliconBank,
  quote: Quote | undefined,
): Sized | SizingRefusal {
  const { stream } = prepared;
  const { workload } = stream;
  const { work } = prepared.on(bank.silicon);
  if ((workload.kind !== 'training' && workload.kind !== 'fine-tuning') || !work) {
    throw new InternalError(`${stream.id} was not prepared for ${bank.silicon.id}.`);
  }
  const throughput = throughputBetween(tables.network, stream.location, bank.site.id);
  const transferHours = transferHoursOf(workload, throughput?.throughputMbps);
  if (typeof transferHours !== 'number') return transferHours;
  const lossFraction =
    bank.kind === 'unit-use' && bank.offer.terms === 'spot' ? bank.offer.goodputLossFraction : 0;
  const deferred = stream.block?.deferred ?? null;
  const units =
    deferred && workload.deferrable
      ? workload.deferrable.mostUnits
      : (quote?.needUnits ?? trainingUnits(workload, work.unitHours, transferHours, lossFraction));
  const runHours = runHoursOf(work.unitHours, units, lossFraction);
  if (deferred && exceeds(workload.runsPerYear * runHours, deferred.allowedHours)) {
    const actual = workload.runsPerYear * runHours;
    return { code: 'work-exceeds-window', actual, limit: deferred.allowedHours, unit: 'hours a year' };
  }
  const isQuoted = quote?.needUnits !== undefined;
  return {
    ...NOTHING,
    needUnits: isQuoted ? units : units * stream.copyLoadFraction,
    hostMemoryGiB: bank.kind === 'held' && isQuoted ? (quote.hostMemoryGiB ?? 0) : 0,
    busyFraction: 1,
    // A cell's share is of units at work in all its hours.
    meanScale: deferred
      ? 1
      : finite((workload.runsPerYear * runHours) / stream.series.sumShareHours, `Mean share of ${stream.id}`),
    transferHours,
    runHours,
    marks: [
      work.isEstimate ? 'compute-ratio' : null,
      workload.dataGB > 0 && throughput?.isEstimate ? 'distance-estimate' : null,
    ],
  };
}
