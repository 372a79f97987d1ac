import { InputError } from '../outcome.js';
import type { Quote } from '../problem/types.js';
import type { Demand, Path, Stream } from '../sizing/types.js';
import { unavailable } from './availability.js';
import { bankLists } from './banks.js';
import { collect } from './candidate-set.js';
import { mostUnits, tooLarge } from './capacity.js';
import { bankRefusal, mayStand } from './eligibility.js';
import { type Cause, ExclusionTally, type OnRefused } from './exclusion-tally.js';
import { marksOf } from './marks.js';
import { PairTable } from './pair-table.js';
import { makeTables, type PreparedStream, prepareStream, type Tables } from './prepare.js';
import { makeQuoteTable, quotesCost } from './quotes.js';
import { type Sized, sizePair } from './size-pair.js';
import { TrafficPrices } from './traffic-prices.js';
import {
  type Admit,
  type Bank,
  type Candidate,
  type Candidates,
  EXCLUSION_CODES,
  type Exclusion,
  type ExclusionCode,
} from './types.js';
import { Waivers } from './waivers.js';
import { workFractionOf } from './work-fraction.js';

/** Refuses a pair by policy (hard rules, pins, bans), or says nothing. */
export type Forbid = (stream: Stream, bank: Bank) => Exclusion | undefined;
/** Ids of the soft rules a pair breaks. */
export type SoftBreaks = (stream: Stream, bank: Bank) => readonly string[];

const NONE: readonly string[] = [];

/** Causes that need no figures, one object each. */
const CAUSES = Object.fromEntries(EXCLUSION_CODES.map((code) => [code, { code }])) as Record<
  ExclusionCode,
  Cause
>;

/**
 * Every pair of a stream and a bank that may exist, and why each other one may not. A pair is refused by the first of:
 * a quote that forbids it; what the bank never serves; no quote where one is needed; memory and performance; no path;
 * `forbids`; limits of the SLO on the network, then on the service; data transfer; size of an indivisible stream. So a pair refused by policy fits
 * physically, and one refused by an SLO is permitted by policy. A stream is paired with held banks of its own isolation group only.
 * With `admit`, refusals by policy and service levels can be waived; they then stand in the candidate's `waived`.
 * With `isClosed`, banks that `forbids` refuses to every stream are not looked at until somebody asks what is refused.
 * Throws `InputError` where traffic flows at a price nobody states, and where two quotes speak for one pair.
 *
 * @example
 * const candidates = makeCandidates(sizeDemand(problem), [], []);
 * candidates.byStream[0]; // indices of the candidates of the first stream
 */
export function makeCandidates(
  demand: Demand,
  forbids: readonly Forbid[],
  softBreaks: readonly SoftBreaks[] = [],
  admit?: Admit,
  isClosed?: (bank: Bank) => boolean,
): Candidates {
  const { problem, streams } = demand;
  const { banks, leftOut } = bankLists(problem, streams);
  const tables = makeTables(problem);
  const quoteOf = makeQuoteTable(problem, streams, banks);
  const prices = new TrafficPrices(problem, tables.network);
  const most = banks.map(mostUnits);
  const stands = banks.map(mayStand);
  const banksOf = banksByGroup(banks);
  const leftOutOf = banksByGroup(leftOut);
  const pairs = new PairTable();
  const tally = new ExclusionTally();

  const open = banksByGroup(isClosed ? banks.filter((bank) => !isClosed(bank)) : banks);

  const pairUp = (stream: Stream, onRefused: OnRefused, onFits: OnFits, among = banksOf): void => {
    const waivers = new Waivers(admit);
    const prepared = prepareStream(tables, stream);
    const group = stream.workload.isolationGroup ?? null;
    for (const bank of among(group)) {
      waivers.start(stream, bank);
      const quote = quoteOf(stream, bank);
      const early = refusalOfKind(prepared, bank, quote, stands[bank.index] ?? false);
      if (early) {
        onRefused(stream, bank, early);
        continue;
      }
      const place = prepared.at(bank.site);
      const { path } = place;
      const sized = path
        ? sizeOrRefuse(tables, prepared, bank, path, place.refusals, quote, forbids, waivers)
        : CAUSES['no-path'];
      if (!path || 'code' in sized) {
        onRefused(stream, bank, 'code' in sized ? sized : CAUSES['no-path']);
        continue;
      }
      const large = tooLargeHere(stream, bank, sized, most[bank.index] ?? Number.POSITIVE_INFINITY);
      if (large) onRefused(stream, bank, { code: 'too-large', ...large });
      else onFits(prepared, bank, path, sized, quote, waivers.waived);
    }
    for (const bank of leftOutOf(group)) onRefused(stream, bank, notAvailable(bank, demand));
  };

  const count: OnRefused = (_stream, _bank, cause) => tally.add(cause);
  const keep: OnFits = (prepared, bank, path, sized, quote, waived) =>
    pairs.add(pairOf(prepared, bank, path, sized, quote, prices, softBreaks, waived));
  for (const stream of streams) pairUp(stream, isClosed ? ignore : count, keep, open);
  if (prices.issues.length > 0) {
    throw new InputError(prices.issues.map((issue) => issue.message).join(' '), prices.issues);
  }
  return collect(demand, banks, pairs.candidates, {
    tally: () => {
      if (isClosed && tally.length === 0) for (const stream of streams) pairUp(stream, count, ignore);
      return tally;
    },
    again: (stream, onRefused) => pairUp(stream, onRefused, ignore),
  });
}

const ignore = (): void => {};

/** Told of every pair that may exist. */
type OnFits = (
  prepared: PreparedStream,
  bank: Bank,
  path: Path,
  sized: Sized,
  quote: Quote | undefined,
  waived: readonly Exclusion[],
) => void;

/** What must stand in the bank at once and cannot: a stream that is placed whole, or the gang of deferred work. */
function tooLargeHere(stream: Stream, bank: Bank, sized: Sized, most: number): ReturnType<typeof tooLarge> {
  const deferred = stream.block?.deferred;
  if (deferred) {
    return tooLarge(stream, bank, { ...sized, needUnits: sized.needUnits * deferred.leastFraction }, most);
  }
  return stream.isIndivisible ? tooLarge(stream, bank, sized, most) : undefined;
}

/** Banks a stream of a group is paired with, in their order: held ones of the group, and every by-use one. */
function banksByGroup(banks: readonly Bank[]): (group: string | null) => readonly Bank[] {
  const known = new Map<string | null, readonly Bank[]>();
  return (group) => {
    const ofGroup =
      known.get(group) ?? banks.filter((bank) => bank.kind !== 'held' || bank.isolationGroup === group);
    known.set(group, ofGroup);
    return ofGroup;
  };
}

/** Refusals that neither the path nor policy can change. */
function refusalOfKind(
  prepared: PreparedStream,
  bank: Bank,
  quote: Quote | undefined,
  stands: boolean,
): Cause | undefined {
  const { stream, needsQuote } = prepared;
  if (quote?.forbidden) return CAUSES['quote-forbids'];
  const code = bankRefusal(stream, bank);
  if (code) return CAUSES[code];
  const isSized = quote?.needUnits !== undefined;
  if (bank.kind === 'token') return needsQuote && !isSized ? CAUSES['no-quote'] : undefined;
  const { refusal, unfit } = prepared.on(bank.silicon);
  if (!stands) return CAUSES['silicon-site-kind'];
  if (refusal) return refusal;
  if (stream.part === 'runtime') {
    if (needsQuote && !quote) return CAUSES['no-quote'];
    return isSized || bank.silicon.hostMemoryGiB > 0 ? undefined : CAUSES['part-not-served'];
  }
  if (needsQuote && !isSized) return CAUSES['no-quote'];
  // A run's hours are converted even where its units are quoted.
  if (unfit && (!isSized || stream.part === 'training')) return unfit;
  return undefined;
}

function sizeOrRefuse(
  tables: Tables,
  prepared: PreparedStream,
  bank: Bank,
  path: Path,
  networkRefusals: readonly Cause[],
  quote: Quote | undefined,
  forbids: readonly Forbid[],
  waivers: Waivers,
): Sized | Cause {
  const { stream } = prepared;
  for (const forbid of forbids) {
    const exclusion = forbid(stream, bank);
    if (exclusion && waivers.stands(exclusion)) return exclusion;
  }
  for (const refusal of networkRefusals) if (waivers.stands(refusal)) return refusal;
  return sizePair(tables, prepared, bank, path, quote, waivers);
}

function pairOf(
  { stream, location, traffic }: PreparedStream,
  bank: Bank,
  path: Path,
  sized: Sized,
  quote: Quote | undefined,
  prices: TrafficPrices,
  softBreaks: readonly SoftBreaks[],
  waived: readonly Exclusion[],
): Omit<Candidate, 'index'> {
  const isPriced = !quotesCost(quote);
  // Data moves with the work: a cell has the part of it that a whole share computes.
  const workFraction = stream.block?.deferred ? workFractionOf(stream, sized.runHours) : 1;
  const broken = softBreaks.length === 0 ? NONE : softBreaks.flatMap((breaks) => breaks(stream, bank));
  return {
    stream,
    bank,
    needUnits: sized.needUnits,
    hostMemoryGiB: sized.hostMemoryGiB,
    busyFraction: sized.busyFraction,
    meanScale: sized.meanScale,
    path,
    service: sized.service,
    endToEndMs: sized.endToEndMs,
    trafficUpGBPerYear: traffic.upGBPerYear * workFraction,
    trafficDownGBPerYear: traffic.downGBPerYear,
    priceUpPerGB: prices.up(location, bank.site, isPriced && traffic.upGBPerYear > 0),
    priceDownPerGB: prices.down(location, bank.site, isPriced && traffic.downGBPerYear > 0),
    transferHours: sized.transferHours,
    runHours: sized.runHours,
    quote: quote ?? null,
    estimates: marksOf(sized.marks, path.source === 'distance-estimate' ? 'distance-estimate' : null),
    brokenSoftRules: broken.length === 0 ? NONE : broken,
    waived,
  };
}

function notAvailable(bank: Bank, demand: Demand): Cause {
  const { horizon } = demand.problem;
  for (const offer of bank.kind === 'held' ? bank.offers : [bank.offer]) {
    const dates = unavailable(offer, horizon);
    if (dates) return { code: 'not-available', ...dates, unit: 'date' };
  }
  return { code: 'not-available' };
}
