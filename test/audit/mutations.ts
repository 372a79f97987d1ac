import type { AuditCode } from '../../solver/audit/codes.js';
import type { Plan } from '../../solver/plan/types.js';
import type { Problem } from '../../solver/problem/types.js';
import { billMutations } from './mutations-bill.js';
import { placementMutations } from './mutations-placement.js';
import { policyMutations } from './mutations-policy.js';
import { procurementMutations } from './mutations-procurement.js';
import { supplyMutations } from './mutations-supply.js';
import { type Draft, draft } from './support.js';

/** A problem and a plan, open to change. */
export interface Pair {
  problem: Draft<Problem>;
  plan: Draft<Plan>;
}

/** One change that makes a good plan, its bill or its problem disagree. */
export interface Mutation {
  readonly name: string;
  /** Changes the pair in place; false where the pair holds nothing to change. */
  readonly mutate: (pair: Pair) => boolean;
  readonly expectedCode: AuditCode;
}

export const MUTATIONS: readonly Mutation[] = [
  ...placementMutations,
  ...supplyMutations,
  ...policyMutations,
  ...billMutations,
  ...procurementMutations,
];

/** The changed pair; null where the mutation does not apply to it. */
export const mutated = (
  mutation: Mutation,
  problem: Problem,
  plan: Plan,
): { problem: Problem; plan: Plan } | null => {
  const pair: Pair = { problem: draft(problem), plan: draft(plan) };
  return mutation.mutate(pair) ? (pair as { problem: Problem; plan: Plan }) : null;
};

/** Changes an entry if there is one. */
export const change = <T>(entry: T | undefined, how: (entry: T) => void): boolean => {
  if (entry === undefined) return false;
  how(entry);
  return true;
};
