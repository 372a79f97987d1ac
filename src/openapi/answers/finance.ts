import { z } from 'zod';
import { count, figure, fraction, money } from './shared.js';

const year = () => figure('year', '0 is the start; a payment at t is of year t rounded up.');

export const billYear = z
  .strictObject({
    year: year(),
    capex: money('Upfront amounts and replacements, undiscounted.'),
    operating: money('Yearly amounts at the prices of the year, undiscounted.'),
    residual: money('0 or less.'),
    cash: money(),
    presentWorth: money(),
  })
  .meta({ description: 'Cash of one year; cost is positive.' });

const discounting = z
  .strictObject({
    basis: z.enum(['nominal', 'real']),
    statedFraction: fraction('A year, as the problem states it.'),
    nominalFraction: fraction('A year; real: (1 + stated) x (1 + inflation) - 1.'),
    inflationFraction: fraction().exactOptional(),
    yearlyTiming: z.enum(['end', 'mid']),
  })
  .meta({ description: 'How amounts are discounted.' });

const afterTax = z
  .strictObject({
    rateFraction: fraction(),
    discountFraction: fraction('Nominal, a year.'),
    years: z.array(
      z.strictObject({
        year: year(),
        depreciation: money(),
        tax: money('Below 0 where deductions save tax on other income.'),
        afterTaxCash: money(),
        afterTaxPresentWorth: money(),
      }),
    ),
    afterTaxCash: money(),
    afterTaxPresentWorth: money(),
    afterTaxEquivalentYearlyCash: money(),
  })
  .meta({ description: 'The plan after tax on profit; only where the problem states a tax.' });

export const planFinance = z
  .strictObject({
    totalCostOfOwnership: money('Present worth of cash.'),
    equivalentYearlyCash: money(),
    totalCash: money('Undiscounted.'),
    capexByYear: z.array(money()),
    afterTax: afterTax.exactOptional(),
  })
  .meta({ description: 'What a plan costs over the horizon.' });

const rateOfReturn = z
  .strictObject({
    status: z.enum(['none', 'unique', 'several']),
    rates: z.array(fraction('A year.')),
    signChanges: count(),
    sense: z.enum(['investment', 'loan']).nullable().meta({
      description: 'investment: money goes out first, a high rate is good. loan: it comes in first.',
    }),
  })
  .meta({ description: 'Every rate at which the payments are worth nothing.' });

const payback = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('paid-back'), years: figure('years') }),
  z.strictObject({ status: z.enum(['not-paid-back', 'no-outlay']) }),
]);

const investmentYears = z.array(
  z.strictObject({
    year: year(),
    net: money('What the plan pays less.'),
    presentWorth: money(),
    cumulativeNet: money(),
    cumulativePresentWorth: money(),
  }),
);

export const investment = z
  .strictObject({
    years: investmentYears,
    extraCapex: money('Undiscounted.'),
    npv: money('Present worth saved.'),
    irr: rateOfReturn,
    payback,
    discountedPayback: payback,
    roi: z.discriminatedUnion('status', [
      z.strictObject({ status: z.literal('stated'), fraction: fraction('Of the further capital.') }),
      z.strictObject({ status: z.literal('no-outlay') }),
    ]),
    afterTax: z
      .strictObject({
        years: investmentYears,
        afterTaxNpv: money(),
        afterTaxIrr: rateOfReturn,
        afterTaxPayback: payback,
        afterTaxDiscountedPayback: payback,
      })
      .exactOptional(),
  })
  .meta({
    description: 'The plan as an investment against another; before tax unless the name says otherwise.',
  });

export const finance = z
  .strictObject({
    discounting,
    plan: planFinance,
    cloudOnly: planFinance.exactOptional(),
    againstCloudOnly: investment.exactOptional(),
    tieOut: z
      .strictObject({
        total: money(),
        tolerance: money(),
        ways: z.array(
          z.strictObject({ way: z.string(), total: money(), difference: money('total - the bill') }),
        ),
        agrees: z.boolean(),
      })
      .meta({ description: 'Present-worth cash added up in several ways.' }),
  })
  .meta({ description: 'Cost over the horizon, the plan against cloud-only, and totals that tie out.' });
