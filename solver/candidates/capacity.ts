import { sellsFurther } from '../problem/contract.js';
import type { HeldOffer } from '../problem/types.js';
import type { Service, Stream } from '../sizing/types.js';
import { ceilUnits, exceeds } from '../sizing/units.js';
import type { Bank } from './types.js';

/**
 * Most units a held offer can have in use: existing and committed ones and whole packs, within unitsMax; owned offers
 * and contracts in force have no packs. Infinity where nothing limits it.
 */
export function mostUnitsOfOffer(offer: HeldOffer): number {
  const kept = offer.unitsExisting + offer.unitsCommitted;
  const { unitsMax, unitsPerPurchase } = offer;
  if (!sellsFurther(offer)) return unitsMax === undefined ? kept : Math.min(unitsMax, kept);
  if (unitsMax === undefined) return Number.POSITIVE_INFINITY;
  const inPacks = Math.floor(unitsMax / unitsPerPurchase) * unitsPerPurchase;
  return inPacks + Math.min(kept, unitsMax - inPacks);
}

/** Most units of a bank (tokens a second of an endpoint); Infinity where nothing limits it. */
export function mostUnits(bank: Bank): number {
  switch (bank.kind) {
    case 'held':
      return bank.offers.reduce((sum, offer) => sum + mostUnitsOfOffer(offer), 0);
    case 'unit-use':
      return bank.offer.unitsMax ?? Number.POSITIVE_INFINITY;
    case 'token':
      return bank.offer.quotaTokensPerSecond ?? Number.POSITIVE_INFINITY;
  }
}

/** What a whole stream takes of a bank. */
export interface Load {
  readonly needUnits: number;
  readonly hostMemoryGiB: number;
  readonly service: Service | null;
}

/** What a whole stream needs that its bank can never have; `undefined` where it fits. */
export function tooLarge(
  stream: Stream,
  bank: Bank,
  load: Load,
  most: number,
): { readonly actual: number; readonly limit: number; readonly unit: string } | undefined {
  if (most === Number.POSITIVE_INFINITY) return undefined;
  const units = wholeUnits(stream, bank, load);
  if (exceeds(units, most)) {
    return { actual: units, limit: most, unit: bank.kind === 'token' ? 'tokens/s' : 'units' };
  }
  if (bank.kind !== 'held') return undefined;
  const mostGiB = most * bank.silicon.hostMemoryGiB;
  return exceeds(load.hostMemoryGiB, mostGiB)
    ? { actual: load.hostMemoryGiB, limit: mostGiB, unit: 'GiB of host memory' }
    : undefined;
}

/** Units in use for a whole stream: whole replicas of a pool where the workload asks for them. */
function wholeUnits(stream: Stream, bank: Bank, { needUnits, service }: Load): number {
  const { workload } = stream;
  const hasReplicas =
    bank.kind === 'held' &&
    service !== null &&
    (workload.kind === 'inference' || workload.kind === 'agent') &&
    workload.replication === 'replicas';
  return hasReplicas ? ceilUnits(needUnits / service.unitsPerReplica) * service.unitsPerReplica : needUnits;
}
