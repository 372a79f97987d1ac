import type { HeldOffer, Offer, TokenOffer, UnitUseOffer } from '../../problem/types.js';
import type { Case } from '../rows.js';
import { type Charge, yearly } from './charge.js';

/** A volume tier and what of a quantity lies in it. */
export interface Layer {
  readonly above: number;
  readonly discountFraction: number;
  readonly inTier: number;
}

/** A quantity laid into an offer's tiers, from the highest down: each takes what lies above it. */
export const layersOf = (offer: Offer, quantity: number): Layer[] => {
  const tiers = 'volumeTiers' in offer ? (offer.volumeTiers ?? []) : [];
  let left = quantity;
  return [...tiers].reverse().map((tier) => {
    const above = 'aboveUnits' in tier ? tier.aboveUnits : tier.aboveSpendPerYear;
    const inTier = Math.max(0, left - above);
    left -= inTier;
    return { above, discountFraction: tier.discountFraction, inTier };
  });
};

/** Further units, each by itself at its share of the stated price: the discount is of the last tier it lies above. */
export const unitsAtFullPrice = (offer: HeldOffer, further: number): number => {
  const tiers = 'volumeTiers' in offer ? offer.volumeTiers : undefined;
  if (tiers === undefined) return further;
  let sum = 0;
  for (let unit = 1; unit <= Math.round(further); unit += 1) {
    const tier = tiers.filter(({ aboveUnits }) => unit > aboveUnits).at(-1);
    sum += 1 - (tier?.discountFraction ?? 0);
  }
  return sum;
};

const useOfferOf = ({ row }: Charge): UnitUseOffer | TokenOffer | null =>
  row?.bank.use ?? row?.bank.token ?? null;

/** What is paid in a year for a by-use offer at its stated prices. */
export const spentAtStatedPrices = (charges: readonly Charge[], offer: Offer): number =>
  charges.reduce((sum, charge) => {
    const counts = charge.component === 'rentByUse' || charge.component === 'tokens';
    return counts && useOfferOf(charge)?.id === offer.id ? sum + charge.firstYear : sum;
  }, 0);

/** Discounts of by-use offers whose prices fall with what is spent. */
export const spendTierCharges = ({ problem }: Case, charges: readonly Charge[]): Charge[] =>
  problem.offers.flatMap((offer) => {
    if ('unitsExisting' in offer || offer.volumeTiers === undefined) return [];
    const layers = layersOf(offer, spentAtStatedPrices(charges, offer));
    const off = layers.reduce((sum, { inTier, discountFraction }) => sum + inTier * discountFraction, 0);
    if (off === 0) return [];
    const component = offer.terms === 'token' ? 'tokens' : 'rentByUse';
    return [yearly(component, -off, offer.escalationFraction, problem.horizon, { useOffer: offer })];
  });
