import { groupBy } from '../collections.js';
import type { TierDecision } from '../decisions/types.js';
import { standbySpendPerYear, useSpendPerYear } from '../decisions/use-spend.js';
import type { Offer } from '../problem/types.js';
import type { LinearTerm } from '../program/program.js';
import { above, below, type Constraint, type Violation } from './contract.js';
import type { PlanReading } from './reading.js';

const NONE = Number.NEGATIVE_INFINITY;
const ENDLESS = Number.POSITIVE_INFINITY;

const times = (column: number, coefficient: number): LinearTerm => ({ column, coefficient });

/** Tiers of an offer by the quantity they begin above, and what the quantity is of. */
const tiersOf = (offer: Offer): { readonly above: number; readonly of: TierDecision['of'] }[] => {
  if (!('volumeTiers' in offer)) return [];
  return (offer.volumeTiers ?? []).map((tier) =>
    'aboveUnits' in tier
      ? { above: tier.aboveUnits, of: 'units' as const }
      : { above: tier.aboveSpendPerYear, of: 'spendPerYear' as const },
  );
};

/** Further units of an offer in the plan, or what is spent on it in a year at stated prices. */
const quantityOf = ({ plan, candidates, placed }: PlanReading, offer: Offer): number => {
  if ('unitsExisting' in offer) {
    const own = plan.units.filter((one) => one.offer === offer.id);
    return own.reduce((sum, one) => sum + one.unitsFurther, 0);
  }
  const { hourCount } = candidates.demand.calendar;
  return placed.reduce((sum, { candidate, shareFraction, standbyFraction }) => {
    if (candidate.bank.id !== offer.id || candidate.bank.kind === 'held') return sum;
    const standby = standbySpendPerYear(candidate, hourCount) * standbyFraction;
    return sum + useSpendPerYear(candidate) * shareFraction + standby;
  }, 0);
};

/**
 * Volume tiers, each filled before the next: something lies in a tier only where it is reached, and a tier is reached only
 * where the one below it is full. What is in no tier has the stated price.
 */
export const volumeTiers: Constraint = {
  id: 'volume-tier',
  rows(decisions, sink) {
    for (const [offer, tiers] of groupBy(decisions.tiers, (one) => one.offer)) {
      const [first] = tiers;
      if (first === undefined) continue;
      const name = (tier: TierDecision): string => `${offer.id} above ${tier.above}`;
      const atPrice = [...first.quantity, ...tiers.map((tier) => times(tier.inTierColumn, -1))];
      const firstFull = [...atPrice, times(first.reachedColumn, -first.above)];
      sink.addRow(`tier ${name(first)} full below`, firstFull, 0, ENDLESS);
      tiers.forEach((tier, index) => {
        const inside = times(tier.inTierColumn, 1);
        const reached = [inside, times(tier.reachedColumn, -tier.width)];
        sink.addRow(`tier ${name(tier)} reached`, reached, NONE, 0);
        const next = tiers[index + 1];
        if (next === undefined) return;
        const full = [inside, times(next.reachedColumn, -tier.width)];
        sink.addRow(`tier ${name(next)} full below`, full, 0, ENDLESS);
      });
    }
  },
  violations: (reading) =>
    reading.candidates.demand.problem.offers.flatMap((offer): Violation[] => {
      const tiers = tiersOf(offer);
      if (tiers.length === 0) return [];
      const quantity = quantityOf(reading, offer);
      return tiers.flatMap((tier, index) => {
        const end = tiers[index + 1]?.above ?? Number.POSITIVE_INFINITY;
        const inTier = Math.max(0, Math.min(quantity, end) - tier.above);
        const stated = (reading.plan.volumeTiers ?? [])
          .filter((one) => one.offer === offer.id && one.above === tier.above)
          .reduce((sum, one) => sum + one.inTier, 0);
        const subject = `${offer.id} above ${tier.above}`;
        const unit = tier.of === 'units' ? 'units' : reading.plan.currency;
        return [
          ...above('volume-tier', subject, stated, inTier, unit),
          ...below('volume-tier', subject, stated, inTier, unit),
        ];
      });
    }),
};
