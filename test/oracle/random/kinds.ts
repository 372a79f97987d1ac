import { CAPACITY_KINDS } from './capacity-kinds.js';
import type { RuleKind } from './kind.js';
import { LIMIT_KINDS } from './limit-kinds.js';
import { POLICY_KINDS } from './policy-kinds.js';
import { SERVICE_KINDS } from './service-kinds.js';
import { SPLIT_KINDS } from './split-kinds.js';

export type { RuleKind } from './kind.js';

/** Every kind of rule. Their order is part of what a seed means. */
export const RULE_KINDS: readonly RuleKind[] = [
  ...SPLIT_KINDS,
  ...CAPACITY_KINDS,
  ...LIMIT_KINDS,
  ...POLICY_KINDS,
  ...SERVICE_KINDS,
];
