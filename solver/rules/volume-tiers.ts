import { groupBy } from '../collections.js';
import type { TierDecision, UnitsDecision } from '../decisions/types.js';
import type { LinearTerm } from '../program/program.js';
import { above, below, type Constraint, type Violation } from './contract.js';

const NONE = Number.NEGATIVE_INFINITY;
const ENDLESS = Number.POSITIVE_INFINITY;

/** Further units of an offer, all isolation groups together. */
const furtherTerms = (units: readonly UnitsDecision[]): LinearTerm[] =>
  units.flatMap(({ packsColumn, unitsPerPack }) =>
    packsColumn < 0 ? [] : [{ column: packsColumn, coefficient: unitsPerPack }],
  );

/** Units of a tier in a row, negated where they are taken from the whole. */
const times = (column: number, coefficient: number): LinearTerm => ({ column, coefficient });

/**
 * Volume tiers, each filled before the next: units of a tier only where it is reached, and a tier is reached only where
 * the one below it is full. What is not in a tier is bought at the stated price.
 */
export const volumeTiers: Constraint = {
  id: 'volume-tier',
  rows(decisions, sink) {
    const unitsOf = groupBy(decisions.units, (one) => one.offer);
    for (const [offer, tiers] of groupBy(decisions.tiers, (one) => one.offer)) {
      const further = furtherTerms(unitsOf.get(offer) ?? []);
      const inTiers = tiers.map((tier) => times(tier.unitsColumn, -1));
      const [first] = tiers;
      if (first === undefined) continue;
      const atPrice = [...further, ...inTiers];
      const name = (tier: TierDecision): string => `${offer.id} above ${tier.aboveUnits}`;
      sink.addRow(
        `tier ${name(first)} full below`,
        [...atPrice, times(first.reachedColumn, -first.aboveUnits)],
        0,
        ENDLESS,
      );
      tiers.forEach((tier, index) => {
        const { unitsColumn, reachedColumn, widthUnits } = tier;
        sink.addRow(
          `tier ${name(tier)} reached`,
          [times(unitsColumn, 1), times(reachedColumn, -widthUnits)],
          NONE,
          0,
        );
        const next = tiers[index + 1];
        if (next === undefined) return;
        const full = [times(unitsColumn, 1), times(next.reachedColumn, -widthUnits)];
        sink.addRow(`tier ${name(next)} full below`, full, 0, ENDLESS);
      });
    }
  },
  violations: ({ plan, candidates }) =>
    candidates.demand.problem.offers.flatMap((offer): Violation[] => {
      if (!('volumeTiers' in offer) || offer.volumeTiers === undefined) return [];
      const further = plan.units
        .filter((one) => one.offer === offer.id)
        .reduce((sum, one) => sum + one.unitsFurther, 0);
      return offer.volumeTiers.flatMap(({ aboveUnits }, index) => {
        const end = offer.volumeTiers?.[index + 1]?.aboveUnits ?? Number.POSITIVE_INFINITY;
        const inTier = Math.max(0, Math.min(further, end) - aboveUnits);
        const stated = (plan.volumeTiers ?? [])
          .filter((one) => one.offer === offer.id && one.aboveUnits === aboveUnits)
          .reduce((sum, one) => sum + one.units, 0);
        const subject = `units of ${offer.id} above ${aboveUnits}`;
        return [
          ...above('volume-tier', subject, stated, inTier, 'units'),
          ...below('volume-tier', subject, stated, inTier, 'units'),
        ];
      });
    }),
};
