/**
 * The door of the library. Everything a planning tool needs; engines come from their own sub-paths.
 *
 * parseProblem(raw: unknown): { ok: true; problem: Problem } | { ok: false; issues: readonly Issue[] }
 * solve(problem: Problem, options: SolveOptions): Promise<SolveResult>
 * pricePlan(problem: Problem, rows: readonly PlacementRow[], options: SolveOptions): Promise<PriceResult>
 * why(problem: Problem, plan: Plan, question: { workload: string; site?: string }): WhyAnswer
 * auditPlan(problem: Problem, plan: Plan): AuditReport
 */
export type { AuditFinding, AuditReport } from './audit/types.js';
export type { Engine, EngineLimits, EngineProgress, EngineResult } from './engines/contract.js';
export * from './outcome.js';
export type * from './plan/types.js';
export type { Issue, IssueCode } from './problem/issue.js';
export type * from './problem/types.js';
export type * from './result.js';
