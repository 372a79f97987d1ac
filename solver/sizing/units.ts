import { InternalError } from '../outcome.js';

/** Slack that keeps rounding of a sum or a quotient from buying a phantom unit or refusing a met limit. */
export const SLACK = 1e-9;

/**
 * Whole units that cover a need: `ceil(x - 1e-9)`.
 *
 * @example
 * ceilUnits(3); // 3
 * ceilUnits(3.0000000001); // 3
 * ceilUnits(3.1); // 4
 */
export function ceilUnits(units: number): number {
  return Math.ceil(units - SLACK) + 0;
}

/** Whether a figure is above its limit by more than rounding: 1e-9 of the limit, at least 1e-9. */
export function exceeds(actual: number, limit: number): boolean {
  return actual - limit > SLACK * Math.max(1, Math.abs(limit));
}

/** The value, or an internal error where it is not a finite number of at least 0. */
export function finite(value: number, what: string): number {
  if (Number.isFinite(value) && value >= 0) return value;
  throw new InternalError(`${what} came out as ${value}; it must be a finite number of at least 0.`);
}
