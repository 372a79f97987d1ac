import type { Candidate, Candidates, HeldBank } from '../candidates/types.js';
import { renewalOf, sellsFurther } from '../problem/contract.js';
import type { HeldOffer } from '../problem/types.js';
import type { ProgramBuilder } from '../program/builder.js';
import type { ReplicasDecision, UnitsDecision } from './types.js';

/** What the columns of every bank's units are made from. */
export interface UnitContext {
  readonly candidates: Candidates;
  readonly builder: ProgramBuilder;
  /** In how many banks an offer's units may stand: one for each isolation group that may use them. */
  readonly banksOfOffer: ReadonlyMap<HeldOffer, number>;
}

/** Banks of each held offer, counted. */
export const countBanks = (candidates: Candidates): ReadonlyMap<HeldOffer, number> => {
  const counts = new Map<HeldOffer, number>();
  for (const bank of candidates.banks) {
    if (bank.kind !== 'held') continue;
    for (const offer of bank.offers) counts.set(offer, (counts.get(offer) ?? 0) + 1);
  }
  return counts;
};

/** Units that everything which may come to a bank would need at once, replicas and standby included. */
export const wholeNeedUnits = (
  candidates: readonly Candidate[],
  bank: HeldBank,
  replicas: readonly ReplicasDecision[],
): number => {
  let units = 0;
  let memoryGiB = 0;
  // Of the blocks of a stream one is there at a time: the largest counts.
  const largest = new Map<string, { units: number; memoryGiB: number }>();
  for (const { stream, needUnits, hostMemoryGiB } of candidates) {
    if (stream.block === null) {
      units += needUnits;
      memoryGiB += hostMemoryGiB;
      continue;
    }
    const key = `${stream.workload.id}@${stream.location}`;
    const before = largest.get(key);
    largest.set(key, {
      units: Math.max(before?.units ?? 0, needUnits),
      memoryGiB: Math.max(before?.memoryGiB ?? 0, hostMemoryGiB),
    });
  }
  for (const one of largest.values()) {
    units += one.units;
    memoryGiB += one.memoryGiB;
  }
  // A pool's last replica may be part empty.
  for (const pool of replicas) units += pool.unitsPerReplica;
  const forMemory = memoryGiB > 0 ? memoryGiB / bank.silicon.hostMemoryGiB : 0;
  return Math.ceil(Math.max(units, forMemory) + 1e-6);
};

/**
 * Whether a kept unit costs nothing and weighs on nothing, so that rounding it up is always free: then it need
 * not be an integer column. Warehouse-like problems have thousands of such units.
 */
const isFreeUnit = (candidates: Candidates, bank: HeldBank, offer: HeldOffer, isOnlyBank: boolean): boolean =>
  isOnlyBank &&
  bank.silicon.idleWatts === 0 &&
  offer.operationsCostPerUnitYear === 0 &&
  renewalOf(offer) === undefined &&
  !('terminationCostPerUnit' in offer && offer.terminationCostPerUnit !== undefined) &&
  offer.unitsLeastIfUsed === undefined &&
  bank.site.rackUnits === undefined &&
  !(candidates.demand.problem.staff ?? []).some((line) => line.sites.includes(bank.site.id)) &&
  !candidates.demand.problem.otherCosts.some((cost) => cost.per === 'unit' && cost.offer === offer.id);

/** Whether a share limit counts units, so that holding more of them than needed can matter. */
const sharesCountUnits = (candidates: Candidates): boolean =>
  candidates.demand.problem.limits.shares.some((limit) => limit.of !== 'workloadWeight');

/** Columns of the units of a bank's offers: those kept, and packs of further ones. */
export const unitColumns = (
  { candidates, builder, banksOfOffer }: UnitContext,
  bank: HeldBank,
  offers: readonly HeldOffer[],
  needUnits: number,
): UnitsDecision[] =>
  offers.map((offer) => {
    const integer = !isFreeUnit(candidates, bank, offer, banksOfOffer.get(offer) === 1);
    const paid = offer.terms === 'owned' ? offer.unitsExisting : offer.unitsExisting + offer.unitsCommitted;
    const most = offer.unitsMax ?? Number.POSITIVE_INFINITY;
    // More than everything needs is of use only to move a share of spend or power, and then up to what is stated.
    const mayBeSpare = offer.unitsMax !== undefined && sharesCountUnits(candidates);
    const useful = mayBeSpare ? most : Math.max(needUnits, offer.unitsLeastIfUsed ?? 0);
    const keptMaxUnits = Math.min(paid, most, useful);
    const unitsPerPack = offer.unitsPerPurchase;
    const wanted = useful + unitsPerPack - 1;
    const packsMax = !sellsFurther(offer) ? 0 : Math.floor(Math.min(wanted, most) / unitsPerPack);
    const name = `${bank.id} ${offer.id}`;
    return {
      bank,
      offer,
      keptColumn:
        keptMaxUnits > 0
          ? builder.addColumn({ name: `kept ${name}`, lower: 0, upper: keptMaxUnits, integer })
          : -1,
      keptMaxUnits,
      packsColumn:
        packsMax > 0
          ? builder.addColumn({ name: `packs ${name}`, lower: 0, upper: packsMax, integer: true })
          : -1,
      packsMax,
      unitsPerPack,
    };
  });
