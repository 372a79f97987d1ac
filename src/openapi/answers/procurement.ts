import { z } from 'zod';
import { count, figure, fraction, money } from './shared.js';

const text = z.string();

/** What a plan says of procurement; each field is absent where the problem has no such part. */
export const procurementFacts = {
  committedSpend: z
    .array(
      z.strictObject({
        agreement: text,
        years: z.array(
          z.strictObject({ year: count(), committed: money(), spent: money(), shortfall: money() }),
        ),
      }),
    )
    .exactOptional()
    .meta({ description: 'Commitments to spend year by year; a shortfall is paid all the same.' }),
  volumeTiers: z
    .array(
      z.strictObject({
        offer: text,
        of: z.enum(['units', 'spendPerYear']),
        above: z.number().min(0).meta({ description: 'Units, or money a year.' }),
        discountFraction: fraction(),
        inTier: z.number().min(0).meta({ description: 'Units, or money a year at stated prices.' }),
      }),
    )
    .exactOptional()
    .meta({ description: 'Volume tiers that are reached, with the further units or the spend in them.' }),
  contracts: z
    .array(
      z.strictObject({
        offer: text,
        unitsHeld: count('Existing and committed.'),
        unitsUsed: count('Of those held.'),
        unitsGivenUp: count('Committed units given up at the start.'),
        unitsFurther: count(),
        lastsYears: figure('years'),
        atEnd: z.enum(['lasts', 'renewed', 'replaced', 'not-renewed']),
        signedAgainInYears: z.array(count()),
        bookValueUsed: money(),
        bookValueIdle: money(),
      }),
    )
    .exactOptional()
    .meta({ description: 'Contracts in force and contracts of a stated term over the horizon.' }),
  staff: z
    .array(z.strictObject({ staff: text, site: text, persons: count() }))
    .exactOptional()
    .meta({ description: 'People of each staff line by site.' }),
};
