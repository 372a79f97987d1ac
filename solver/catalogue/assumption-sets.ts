import type { AssumptionSet } from './assumption-set.js';
import { planning202611 } from './planning-2026-11.js';

/** Every set of planning defaults a problem may name in `assume`, oldest first. */
export const ASSUMPTION_SETS: readonly AssumptionSet[] = [planning202611];

/** The set of an id, or undefined. */
export const assumptionSet = (id: string): AssumptionSet | undefined =>
  ASSUMPTION_SETS.find((set) => set.id === id);
