import type { Candidate, Candidates } from '../candidates/types.js';
import type { Decisions } from '../decisions/types.js';
import type { Plan } from '../plan/types.js';
import type { LinearTerm } from '../program/program.js';

/** Where a rule writes its rows and any columns of its own. */
export interface RowSink {
  addRow(name: string, terms: readonly LinearTerm[], lower: number, upper: number): void;
  /** A yes-or-no column of the rule's own. */
  addBinary(name: string): number;
}

/** A limit a plan breaks: what, where, by how much. */
export interface Violation {
  readonly rule: string;
  readonly subject: string;
  readonly actual: number;
  readonly limit: number;
  readonly unit: string;
}

/**
 * One constraint family. It enforces (rows) and it checks (violations), and the two are written
 * independently: the check reads the plan, never the program.
 */
export interface Constraint {
  readonly id: string;
  rows?(decisions: Decisions, sink: RowSink): void;
  violations(candidates: Candidates, plan: Plan): Violation[];
}

/** Looks up the candidate behind a placement of a plan. */
export type CandidateOf = (stream: string, bank: string) => Candidate | undefined;
