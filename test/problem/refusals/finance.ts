import type { Bad } from './bad.js';

const TAX = {
  rateFraction: 0.3,
  afterTaxDiscountFraction: 0.056,
  depreciation: { method: 'straight-line', years: 5 },
};

/** Basis of discounting, tax, and tax that is not recovered. */
export const finance: readonly Bad[] = [
  {
    what: 'a real rate without inflation',
    edits: { '/horizon/discountBasis': 'real' },
    code: 'missing-figure',
    pointer: '/horizon/inflationFraction',
    unit: 'fraction/year',
    fix: /inflation a year/,
  },
  {
    what: 'inflation beside a nominal rate',
    edits: { '/horizon/inflationFraction': 0.02 },
    code: 'inconsistent',
    pointer: '/horizon/inflationFraction',
    value: 0.02,
    fix: /real/,
  },
  {
    what: 'a time of payment that is not known',
    edits: { '/horizon/yearlyTiming': 'start' },
    code: 'not-one-of',
    pointer: '/horizon/yearlyTiming',
    value: 'start',
  },
  {
    what: 'a tax without its discount rate',
    edits: { '/tax': { ...TAX, afterTaxDiscountFraction: undefined } },
    code: 'missing-field',
    pointer: '/tax/afterTaxDiscountFraction',
  },
  {
    what: 'a tax of 30',
    edits: { '/tax': { ...TAX, rateFraction: 30 } },
    code: 'out-of-range',
    pointer: '/tax/rateFraction',
    value: 30,
  },
  {
    what: 'declining balance without its rate',
    edits: { '/tax': { ...TAX, depreciation: { method: 'declining-balance', years: 5 } } },
    code: 'missing-field',
    pointer: '/tax/depreciation/yearlyRateFraction',
  },
  {
    what: 'a rate for the straight line',
    edits: { '/tax': { ...TAX, depreciation: { ...TAX.depreciation, yearlyRateFraction: 0.4 } } },
    code: 'unknown-field',
    pointer: '/tax/depreciation/yearlyRateFraction',
  },
  {
    what: 'a tax in percent on what an offer bills',
    edits: { '/offers/0/irrecoverableTaxFraction': 19 },
    code: 'out-of-range',
    pointer: '/offers/0/irrecoverableTaxFraction',
    value: 19,
  },
];
