/**
 * What a solve can end in. Why it stopped and whether it has a point are two separate answers:
 * a solve that hit its clock may carry a good plan, and a solve that ended by itself may carry none.
 */

/** Why a solve ended. `proven`: the bound meets the incumbent. `gap`: the wanted gap was reached. */
export const STOP_REASONS = [
  'proven',
  'gap',
  'infeasible',
  'unbounded',
  'time-limit',
  'work-limit',
  'cancelled',
  'memory',
  'engine-failure',
] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** Where a lower bound on the cost comes from, weakest claim first. */
export const BOUND_KINDS = ['safe-lp', 'engine-lp', 'engine-tree'] as const;
/**
 * - `safe-lp`: any multipliers, evaluated with directed rounding: valid whatever the engine did.
 * - `engine-lp`: the engine's own LP optimum.
 * - `engine-tree`: the engine's own branch-and-bound bound; its word.
 */
export type BoundKind = (typeof BOUND_KINDS)[number];

/** A lower bound on the objective, and what stands behind it. */
export interface Bound {
  readonly value: number;
  readonly kind: BoundKind;
}

/** A planner's input cannot be used: carries every issue found, never only the first. */
export class InputError<Issue> extends Error {
  override readonly name = 'InputError';
  constructor(
    message: string,
    readonly issues: readonly Issue[],
  ) {
    super(message);
  }
}

/** An engine broke its contract, or is not installed. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  constructor(
    message: string,
    readonly engine: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Placewright contradicted itself: a check of its own result failed. Never an answer. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
  constructor(
    message: string,
    readonly details: readonly string[] = [],
  ) {
    super(message);
  }
}
