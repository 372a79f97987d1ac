import type { HourFamily } from '../decisions/hour-family.js';
import type { Decisions } from '../decisions/types.js';
import type { LinearTerm } from '../program/program.js';
import type { PlanReading } from './reading.js';

/** Where a constraint writes its rows and any columns of its own. */
export interface RowSink {
  addRow(name: string, terms: readonly LinearTerm[], lower: number, upper: number): void;
  /** A row for every hour class; written lazily, checked for all of them. */
  addHourFamily(family: HourFamily): void;
  /** Whether a column is still to be decided: its bounds differ. */
  isDecided(column: number): boolean;
  /** A yes-or-no column of the constraint's own. */
  addBinary(name: string): number;
}

/** Ids of the constraint families, as `Violation.rule` names them. `rule` is a policy rule of the planner's. */
export const RULE_IDS = [
  'assignment',
  'capacity',
  'units',
  'opening',
  'power',
  'metering',
  'split',
  'resilience',
  'affinity',
  'backhaul',
  'carbon',
  'share',
  'rule',
  'pin-or-ban',
  'service-level',
  'money-limit',
  'volume-tier',
  'staff',
  'committed-spend',
  'contract',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** A limit a plan breaks: what, where, by how much. */
export interface Violation {
  readonly rule: RuleId;
  readonly subject: string;
  readonly actual: number;
  readonly limit: number;
  readonly unit: string;
}

/**
 * One constraint family. It enforces (rows) and it checks (violations), and the two are written
 * independently: the check reads the plan, never the program. Families that only decide which pairs may
 * exist enforce through `forbids` (see forbids.ts) and have no rows.
 */
export interface Constraint {
  readonly id: RuleId;
  rows?(decisions: Decisions, sink: RowSink): void;
  violations(reading: PlanReading): Violation[];
}

/** Slack allowed to a plan: relative to the limit, and absolute for limits near zero. */
export const exceeds = (actual: number, limit: number): boolean =>
  actual > limit + 1e-6 * Math.max(1, Math.abs(limit));

/** A violation where `actual` is above `limit` by more than rounding, else nothing. */
export const above = (
  rule: RuleId,
  subject: string,
  actual: number,
  limit: number,
  unit: string,
): Violation[] => (exceeds(actual, limit) ? [{ rule, subject, actual, limit, unit }] : []);

/** A violation where `actual` is below `limit` by more than rounding, else nothing. */
export const below = (
  rule: RuleId,
  subject: string,
  actual: number,
  limit: number,
  unit: string,
): Violation[] => (exceeds(limit, actual) ? [{ rule, subject, actual, limit, unit }] : []);
