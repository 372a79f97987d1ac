import type { Candidate } from '../candidates/types.js';
import { millions } from '../units.js';
import { fullLoadHours, hasQuotedCost, tokensPerYear } from './subject.js';

/**
 * What a whole stream costs in a year on a by-use offer, at the stated price: unit-hours of use, or tokens. A quoted cost
 * stands in its place, and held banks have none: 0.
 */
export const useSpendPerYear = (candidate: Candidate): number => {
  const { bank, stream, needUnits } = candidate;
  if (bank.kind === 'held' || hasQuotedCost(candidate)) return 0;
  if (bank.kind === 'token') {
    const { input, output } = tokensPerYear(candidate);
    return (
      millions(input) * bank.offer.pricePerMillionInputTokens +
      millions(output) * bank.offer.pricePerMillionOutputTokens
    );
  }
  const { offer } = bank;
  const lost = offer.terms === 'spot' && stream.part !== 'training' ? offer.goodputLossFraction : 0;
  const hours = fullLoadHours(candidate) / offer.packingEfficiencyFraction / (1 - lost);
  return offer.pricePerUnitHour * needUnits * hours;
};

/**
 * What it costs to keep a whole stream's units ready for a year, or for the hours of its block; 0 where the offer states no
 * price for it. Deferred work pays for the hours it computes; its peak is not kept for anybody.
 */
export const standbySpendPerYear = ({ bank, stream, needUnits }: Candidate, hourCount: number): number =>
  bank.kind !== 'unit-use' || stream.block?.deferred
    ? 0
    : (bank.offer.standbyPerUnitHour ?? 0) * (stream.block?.hourCount ?? hourCount) * needUnits;
