import { groupBy } from '../collections.js';
import type { Placement, Plan } from '../plan/types.js';
import type { PlacementRow } from '../result.js';

const LEAST_SHARE = 1e-9;
const WHOLE = 1e-6;

/** Shares as they add up: whole ones whole, and the largest takes what rounding left over. */
const tidied = (shares: readonly number[]): number[] => {
  const near = shares.map((share) => (Math.abs(share - 1) < WHOLE ? 1 : share));
  const total = near.reduce((sum, share) => sum + share, 0);
  const left = Math.round(total) - total;
  if (left === 0 || Math.abs(left) > WHOLE) return near;
  const largest = near.indexOf(Math.max(...near));
  return near.map((share, index) => (index === largest ? Math.min(1, share + left) : share));
};

const keyOf = ({ stream, block }: Placement): string => JSON.stringify([stream, block ?? null]);

/**
 * A plan's shares as rows that can be priced with other inputs. A held offer stands for its bank, a dispatch block for
 * the block of its name.
 */
export const rowsOf = (plan: Plan): readonly PlacementRow[] => {
  const offerOf = new Map(plan.banks.map((bank) => [bank.id, bank.offers[0] ?? bank.id]));
  return [...groupBy(plan.placements, keyOf).values()].flatMap((ofStream) => {
    const placed = ofStream.filter((one) => one.shareFraction > LEAST_SHARE);
    const shares = tidied(placed.map((one) => one.shareFraction));
    return placed.map(({ workload, location, part, block, bank }, index) => ({
      workload,
      location,
      part,
      offer: offerOf.get(bank) ?? bank,
      shareFraction: shares[index] ?? 0,
      ...(block === undefined ? {} : { block }),
    }));
  });
};
