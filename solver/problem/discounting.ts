import { nominalRate } from '../tei/finance.js';
import type { ShapedProblem } from './schema/problem.js';
import type { Horizon, Tax } from './types.js';

/** The rate itself on a nominal basis. */
const asNominal = ({ discountBasis, inflationFraction }: ShapedProblem['horizon'], rate: number): number =>
  discountBasis === 'real' && inflationFraction !== undefined ? nominalRate(rate, inflationFraction) : rate;

/**
 * The horizon with its discount rate made nominal, so that whatever reads the problem has one rate for nominal amounts;
 * the stated one stands beside it.
 */
export const nominalHorizon = (horizon: ShapedProblem['horizon']): Horizon => {
  if (horizon.discountBasis !== 'real') return horizon;
  const { discountFraction } = horizon;
  return {
    ...horizon,
    discountFraction: asNominal(horizon, discountFraction),
    realDiscountFraction: discountFraction,
  };
};

/** The same for cash after tax. */
export const nominalTax = ({ horizon, tax }: Pick<ShapedProblem, 'horizon' | 'tax'>): { tax?: Tax } => {
  if (tax === undefined) return {};
  if (horizon.discountBasis !== 'real') return { tax };
  const { afterTaxDiscountFraction } = tax;
  return {
    tax: {
      ...tax,
      afterTaxDiscountFraction: asNominal(horizon, afterTaxDiscountFraction),
      realAfterTaxDiscountFraction: afterTaxDiscountFraction,
    },
  };
};
