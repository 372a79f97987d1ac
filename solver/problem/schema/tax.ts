import { z } from 'zod';
import { count, note, positiveFraction, source } from './fields.js';

const firstYearFraction = positiveFraction(
  "Share of a full year's depreciation in the first year (0.5: half-year convention). Absent: a full year.",
).optional();
const depreciationYears = count(1, 'years', 'Years over which an asset is written off.').max(50);

export const depreciation = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.literal('straight-line').meta({ description: 'Equal amounts a year.' }),
    years: depreciationYears,
    firstYearFraction,
  }),
  z.strictObject({
    method: z.literal('declining-balance').meta({
      description:
        'A share of the book value a year; the straight line over the life left where that is more.',
    }),
    years: depreciationYears,
    yearlyRateFraction: positiveFraction(
      'Share of the book value written off a year (0.4: double declining balance over 5 years).',
    ),
    firstYearFraction,
  }),
]);

/** Tax on profit. It changes no placement: the optimizer minimises cost before tax. */
export const tax = z.strictObject({
  rateFraction: z
    .number()
    .min(0)
    .lt(1)
    .meta({ description: 'Rate of tax on profit, all levels together.', unit: 'fraction' }),
  afterTaxDiscountFraction: z.number().gt(-1).max(1).meta({
    description:
      'Discount rate a year of cash after tax, on the basis of horizon.discountBasis; often that before tax x (1 - rate).',
    unit: 'fraction/year',
  }),
  depreciation: depreciation.meta({
    description: 'How capital is written off; each payment of capital is one asset.',
  }),
  note: note(),
  source: source(),
});
