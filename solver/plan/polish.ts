import type { HeldBank } from '../candidates/types.js';
import type { Compiled } from '../compile/compile.js';
import { dynamicKwAtFullLoad, idleKwPerUnit } from '../decisions/power.js';
import { otherMeterKw } from '../decisions/site-load.js';
import type { UnitsDecision } from '../decisions/types.js';
import { setMetering } from './polish-metering.js';
import { setProcurement } from './polish-procurement.js';

/** Slack of unit counts: engines hold whole numbers to about 1e-6, and a count must not grow by that. */
const UNIT_SLACK = 1e-5;
/** A share below this is an engine's rounding. */
const SHARE_NOISE = 1e-9;

// Adding 0 turns the -0 of a rounded-up sliver into 0.
const wholeUnits = (units: number): number => Math.ceil(units - UNIT_SLACK) + 0;

/** Deferred work: no sliver of a share, and no more units at once than its mean or its gang asks for. */
const cleanDeferred = (
  { placeColumn, standbyColumn, runsColumn }: Compiled['decisions'],
  index: number,
  { leastFraction }: { readonly leastFraction: number },
  point: Float64Array,
): void => {
  const place = placeColumn[index] ?? -1;
  const standby = standbyColumn[index] ?? -1;
  const share = (point[place] ?? 0) < SHARE_NOISE ? 0 : (point[place] ?? 0);
  point[place] = share;
  point[standby] = share > 0 ? Math.max(0, leastFraction - share) : 0;
  point[runsColumn[index] ?? -1] = share > 0 ? 1 : 0;
};

/** Sets shares that are rounding to 0 and lets the largest share of the stream take the difference. */
const cleanShares = ({ decisions }: Compiled, point: Float64Array): void => {
  const { byStream, demand } = decisions.candidates;
  for (const stream of demand.streams) {
    if (stream.block?.deferred) {
      for (const index of byStream[stream.index] ?? [])
        cleanDeferred(decisions, index, stream.block.deferred, point);
      continue;
    }
    const columns = (byStream[stream.index] ?? []).map((index) => decisions.placeColumn[index] ?? -1);
    for (const index of byStream[stream.index] ?? []) {
      const standby = decisions.standbyColumn[index] ?? -1;
      if (standby >= 0 && (point[standby] ?? 0) < SHARE_NOISE) point[standby] = 0;
    }
    let largest = -1;
    let sum = 0;
    for (const column of columns) {
      const share = point[column] ?? 0;
      point[column] = stream.isIndivisible ? Math.round(share) : share < SHARE_NOISE ? 0 : share;
      sum += point[column] ?? 0;
      if (largest < 0 || (point[column] ?? 0) > (point[largest] ?? 0)) largest = column;
    }
    if (largest >= 0 && !stream.isIndivisible) point[largest] = (point[largest] ?? 0) + stream.copies - sum;
  }
};

const add = (load: Float64Array, share: Float64Array, factor: number): void => {
  if (factor === 0) return;
  for (let hour = 0; hour < load.length; hour += 1)
    load[hour] = (load[hour] ?? 0) + factor * (share[hour] ?? 0);
};

const highest = (load: Float64Array): number => load.reduce((most, value) => Math.max(most, value), 0);

const placedAt = ({ decisions }: Compiled, point: Float64Array, bank: HeldBank) =>
  (decisions.candidates.byBank[bank.index] ?? []).flatMap((index) => {
    const candidate = decisions.candidates.candidates[index];
    const standby = decisions.standbyColumn[index] ?? -1;
    const share =
      (point[decisions.placeColumn[index] ?? -1] ?? 0) + (standby >= 0 ? (point[standby] ?? 0) : 0);
    return candidate && share > 0 ? [{ candidate, share }] : [];
  });

/** Whole units a bank's load needs in its worst hour; sets its replicas on the way. */
export const neededUnits = (compiled: Compiled, point: Float64Array, bank: HeldBank): number => {
  const { decisions } = compiled;
  const hours = decisions.candidates.demand.calendar.hourCount;
  const placed = placedAt(compiled, point, bank);
  const inPool = new Set<number>();
  let inReplicas = 0;
  for (const pool of decisions.replicas) {
    if (pool.bank !== bank) continue;
    const members = new Set(pool.candidates);
    const load = new Float64Array(hours);
    for (const { candidate, share } of placed) {
      if (!members.has(candidate.index)) continue;
      inPool.add(candidate.index);
      add(load, candidate.stream.series.share, (share * candidate.needUnits) / pool.unitsPerReplica);
    }
    const replicas = wholeUnits(highest(load));
    point[pool.column] = replicas;
    inReplicas += replicas * pool.unitsPerReplica;
  }
  const load = new Float64Array(hours);
  const memory = new Float64Array(hours);
  for (const { candidate, share } of placed) {
    if (!inPool.has(candidate.index)) add(load, candidate.stream.series.share, share * candidate.needUnits);
    add(memory, candidate.stream.series.share, share * candidate.hostMemoryGiB);
  }
  const forMemory = highest(memory) > 0 ? highest(memory) / bank.silicon.hostMemoryGiB : 0;
  return Math.max(wholeUnits(highest(load) + inReplicas), wholeUnits(forMemory), 0);
};

const unitsIn = (point: Float64Array, one: UnitsDecision): number =>
  (one.keptColumn >= 0 ? (point[one.keptColumn] ?? 0) : 0) +
  (one.packsColumn >= 0 ? (point[one.packsColumn] ?? 0) : 0) * one.unitsPerPack;

/** Lowers units that nothing needs and that cost nothing to lower, the dearest first. */
const dropSpareUnits = (
  compiled: Compiled,
  cost: Float64Array,
  point: Float64Array,
  bank: HeldBank,
  needed: number,
): void => {
  const ofBank = compiled.decisions.unitsOfBank[bank.index] ?? [];
  const least = (one: UnitsDecision): number => one.offer.unitsLeastIfUsed ?? 0;
  let spare = ofBank.reduce((sum, one) => sum + unitsIn(point, one), 0) - needed;
  const steps = ofBank
    .flatMap((one) => [
      { one, column: one.packsColumn, size: one.unitsPerPack },
      { one, column: one.keptColumn, size: 1 },
    ])
    .filter((step) => step.column >= 0 && (cost[step.column] ?? 0) >= 0)
    .sort((a, b) => (cost[b.column] ?? 0) / b.size - (cost[a.column] ?? 0) / a.size || b.column - a.column);
  for (const step of steps) {
    const isAlone = compiled.decisions.units.filter((other) => other.offer === step.one.offer).length === 1;
    const have = point[step.column] ?? 0;
    const inUse = unitsIn(point, step.one);
    // An offer with a least number is lowered to it, or to nothing; one shared by groups is left as solved.
    const floor = least(step.one) > 0 ? (isAlone && spare >= inUse ? 0 : least(step.one)) : 0;
    const lowerable = least(step.one) > 0 && !isAlone ? 0 : Math.max(0, inUse - floor);
    const drop = Math.min(have, Math.floor(Math.min(spare, lowerable) / step.size));
    if (drop <= 0) continue;
    point[step.column] = have - drop;
    spare -= drop * step.size;
  }
};

const setPeaks = (compiled: Compiled, point: Float64Array): void => {
  const { decisions } = compiled;
  const hours = decisions.candidates.demand.calendar.hourCount;
  const bySite = new Map<string, Float64Array>();
  for (const peak of decisions.peaks) {
    const known = bySite.get(peak.site.id);
    const load = known ?? new Float64Array(hours);
    if (!known) {
      bySite.set(peak.site.id, load);
      for (const bank of decisions.candidates.banks) {
        if (bank.kind !== 'held' || bank.site.id !== peak.site.id || bank.energyIncluded) continue;
        for (const { candidate, share } of placedAt(compiled, point, bank))
          add(load, candidate.stream.series.share, share * dynamicKwAtFullLoad(candidate));
        const idle =
          (decisions.unitsOfBank[bank.index] ?? []).reduce((sum, one) => sum + unitsIn(point, one), 0) *
          idleKwPerUnit(bank.silicon);
        for (let hour = 0; hour < hours; hour += 1) load[hour] = (load[hour] ?? 0) + idle;
      }
    }
    const most = peak.window.hours.reduce((sum, hour) => Math.max(sum, load[hour] ?? 0), 0);
    const kw = peak.site.pue * most + otherMeterKw(peak.site);
    point[peak.column] = peak.ownsColumn ? kw : Math.max(point[peak.column] ?? 0, kw);
  }
};

/**
 * Sets what follows from the shares to its least value: whole replicas and units, open sites, used offers,
 * demand peaks, volume tiers, staff and shortfalls of committed spend. Engines leave slack in columns that cost nothing and rounding in the others.
 *
 * @param spareUnits - keep: units that no load needs stay (a limit on shares of spend or power may rest on them)
 */
export const polish = (
  compiled: Compiled,
  solved: Float64Array,
  cost: Float64Array,
  spareUnits: 'drop' | 'keep',
): Float64Array => {
  const { decisions } = compiled;
  const point = Float64Array.from(solved);
  cleanShares(compiled, point);
  for (const one of decisions.units) {
    for (const column of [one.keptColumn, one.packsColumn])
      if (column >= 0) point[column] = wholeUnits(point[column] ?? 0);
  }
  for (const bank of decisions.candidates.banks) {
    if (bank.kind !== 'held') continue;
    const needed = neededUnits(compiled, point, bank);
    if (spareUnits === 'drop') dropSpareUnits(compiled, cost, point, bank, needed);
  }
  const usedSites = new Set<string>();
  const usedOffers = new Set<string>();
  for (const candidate of decisions.candidates.candidates) {
    const standby = decisions.standbyColumn[candidate.index] ?? -1;
    const share =
      (point[decisions.placeColumn[candidate.index] ?? -1] ?? 0) + (standby >= 0 ? (point[standby] ?? 0) : 0);
    if (share <= 0) continue;
    usedSites.add(candidate.bank.site.id);
    if (candidate.bank.kind !== 'held') usedOffers.add(candidate.bank.offer.id);
  }
  for (const one of decisions.units) {
    if (unitsIn(point, one) <= 0) continue;
    usedSites.add(one.bank.site.id);
    usedOffers.add(one.offer.id);
  }
  decisions.candidates.demand.problem.sites.forEach((site, index) => {
    const column = decisions.openColumn[index] ?? -1;
    if (compiled.builder.isDecided(column)) point[column] = usedSites.has(site.id) ? 1 : 0;
  });
  for (const [offer, column] of decisions.useColumn) point[column] = usedOffers.has(offer) ? 1 : 0;
  setPeaks(compiled, point);
  setMetering(compiled.decisions.metering, point);
  setProcurement(compiled, cost, point, spareUnits);
  return point;
};
