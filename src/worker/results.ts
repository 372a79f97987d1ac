import { EngineError, type EngineUnavailable, type SolveResult } from '@placewright/solver';
import type { SolveAnswer } from '../answer.js';

/** The result with its kind called outcome; written out by kind so that the types stay paired. */
export const toAnswer = (result: SolveResult): SolveAnswer => {
  switch (result.kind) {
    case 'engineUnavailable':
      throw new EngineError(result.message, result.engine);
    case 'solved': {
      const { kind, ...rest } = result;
      return { outcome: kind, ...rest };
    }
    case 'infeasible': {
      const { kind, ...rest } = result;
      return { outcome: kind, ...rest };
    }
    case 'noPlanFound': {
      const { kind, ...rest } = result;
      return { outcome: kind, ...rest };
    }
  }
};

/** A result, or the error of the engine that could not be had. */
export const held = <Result extends { readonly kind: string }>(
  result: Result | EngineUnavailable,
): Result => {
  if (isUnavailable(result)) throw new EngineError(result.message, result.engine);
  return result;
};

const isUnavailable = (result: { readonly kind: string }): result is EngineUnavailable =>
  result.kind === 'engineUnavailable';
