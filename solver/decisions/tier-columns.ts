import { groupBy } from '../collections.js';
import type { ProgramBuilder } from '../program/builder.js';
import type { TierDecision, UnitsDecision } from './types.js';

/** Two columns for each volume tier that further units can reach: whether it is reached, and the units in it. */
export const tierColumns = (units: readonly UnitsDecision[], builder: ProgramBuilder): TierDecision[] => {
  const decisions: TierDecision[] = [];
  for (const [offer, ofOffer] of groupBy(units, (one) => one.offer)) {
    if (!('volumeTiers' in offer) || offer.volumeTiers === undefined) continue;
    const buyable = ofOffer.reduce((sum, one) => sum + one.packsMax * one.unitsPerPack, 0);
    const most = Math.min(buyable, offer.unitsMax ?? Number.POSITIVE_INFINITY);
    offer.volumeTiers.forEach(({ aboveUnits, discountFraction }, index) => {
      if (aboveUnits >= most) return;
      const next = offer.volumeTiers?.[index + 1]?.aboveUnits ?? most;
      const widthUnits = Math.min(next, most) - aboveUnits;
      const name = `${offer.id} above ${aboveUnits}`;
      decisions.push({
        offer,
        aboveUnits,
        widthUnits,
        discountFraction,
        reachedColumn: builder.addColumn({ name: `tier ${name}`, lower: 0, upper: 1, integer: true }),
        unitsColumn: builder.addColumn({ name: `units ${name}`, lower: 0, upper: widthUnits }),
      });
    });
  }
  return decisions;
};
