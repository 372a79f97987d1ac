import type { Bank } from '../candidates/types.js';
import { groupBy } from '../collections.js';
import type { Offer } from '../problem/types.js';
import type { ProgramBuilder } from '../program/builder.js';
import type { LinearTerm } from '../program/program.js';
import type { Decisions, TierDecision, UnitsDecision } from './types.js';
import { standbySpendPerYear, useSpendPerYear } from './use-spend.js';

interface Tier {
  readonly above: number;
  readonly discountFraction: number;
}

type Context = Pick<Decisions, 'candidates' | 'placeColumn' | 'standbyColumn'>;

/** What is spent on a by-use bank in a year, at stated prices, by column. */
const spendTerms = ({ candidates, placeColumn, standbyColumn }: Context, bank: Bank): LinearTerm[] =>
  (candidates.byBank[bank.index] ?? []).flatMap((index) => {
    const candidate = candidates.candidates[index];
    if (candidate === undefined) return [];
    const place = { column: placeColumn[index] ?? -1, coefficient: useSpendPerYear(candidate) };
    const { hourCount } = candidates.demand.calendar;
    const standby = {
      column: standbyColumn[index] ?? -1,
      coefficient: standbySpendPerYear(candidate, hourCount),
    };
    return [place, standby].filter(({ column, coefficient }) => column >= 0 && coefficient !== 0);
  });

/** Two columns for each tier that can be reached: whether it is, and what lies in it. */
const columnsOf = (
  offer: Offer,
  of: TierDecision['of'],
  tiers: readonly Tier[],
  quantity: readonly LinearTerm[],
  most: number,
  builder: ProgramBuilder,
): TierDecision[] =>
  tiers.flatMap(({ above, discountFraction }, index) => {
    if (above >= most) return [];
    const width = Math.min(tiers[index + 1]?.above ?? most, most) - above;
    const name = `${offer.id} above ${above}`;
    const reachedColumn = builder.addColumn({ name: `tier ${name}`, lower: 0, upper: 1, integer: true });
    const inTierColumn = builder.addColumn({ name: `in tier ${name}`, lower: 0, upper: width });
    return [{ offer, of, above, width, discountFraction, quantity, reachedColumn, inTierColumn }];
  });

const heldTiers = (units: readonly UnitsDecision[], builder: ProgramBuilder): TierDecision[] =>
  [...groupBy(units, (one) => one.offer)].flatMap(([offer, ofOffer]) => {
    if (!('volumeTiers' in offer) || offer.volumeTiers === undefined) return [];
    const tiers = offer.volumeTiers.map(({ aboveUnits, ...rest }) => ({ ...rest, above: aboveUnits }));
    const packs = ofOffer.filter(({ packsColumn }) => packsColumn >= 0);
    const quantity = packs.map((one) => ({ column: one.packsColumn, coefficient: one.unitsPerPack }));
    const buyable = packs.reduce((sum, one) => sum + one.packsMax * one.unitsPerPack, 0);
    const most = Math.min(buyable, offer.unitsMax ?? Number.POSITIVE_INFINITY);
    return columnsOf(offer, 'units', tiers, quantity, most, builder);
  });

/** Columns of every volume tier: by further units of held offers, by the spend of a year on by-use ones. */
export const tierColumns = (
  context: Context,
  units: readonly UnitsDecision[],
  builder: ProgramBuilder,
): TierDecision[] => {
  const byUse = context.candidates.banks.flatMap((bank) => {
    if (bank.kind === 'held' || bank.offer.volumeTiers === undefined) return [];
    const tiers = bank.offer.volumeTiers.map(({ aboveSpendPerYear, ...rest }) => ({
      ...rest,
      above: aboveSpendPerYear,
    }));
    const quantity = spendTerms(context, bank);
    const most = quantity.reduce((sum, { coefficient }) => sum + coefficient, 0);
    return columnsOf(bank.offer, 'spendPerYear', tiers, quantity, most, builder);
  });
  return [...heldTiers(units, builder), ...byUse];
};
