import type { ShapedProblem } from '../schema/problem.js';
import type { CheckContext } from './context.js';

/** Basis of discounting and inflation: one is stated with the other. */
export const checkHorizon = ({ horizon }: ShapedProblem, context: CheckContext): void => {
  const { discountBasis, inflationFraction } = horizon;
  if (discountBasis === 'real' && inflationFraction === undefined) {
    context.add(['horizon', 'inflationFraction'], {
      code: 'missing-figure',
      message: 'needed to make a real discount rate nominal.',
      allowed: 'a number above -1 and at most 1',
      fix: 'State the inflation a year, or take discountBasis "nominal".',
    });
  }
  if (discountBasis !== 'real' && inflationFraction !== undefined) {
    context.add(['horizon', 'inflationFraction'], {
      code: 'inconsistent',
      message: 'a nominal discount rate has inflation in it already.',
      allowed: 'only with discountBasis "real"',
      fix: 'Remove it, or state discountBasis "real" and a real rate.',
    });
  }
};
