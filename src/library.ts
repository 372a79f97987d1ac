import type {
  AuditReport,
  Issue,
  PlacementRow,
  Plan,
  PriceResult,
  Problem,
  SolveOptions,
  SolveResult,
  WhyAnswer,
  WhyQuestion,
} from '@placewright/solver';

/**
 * The functions of the library that the shell calls, so that tests can hand in others.
 * Only the worker thread holds the real ones.
 */
export interface Library {
  parseProblem(
    raw: unknown,
  ):
    | { readonly ok: true; readonly problem: Problem }
    | { readonly ok: false; readonly issues: readonly Issue[] };
  solve(problem: Problem, options: SolveOptions): Promise<SolveResult>;
  pricePlan(problem: Problem, rows: readonly PlacementRow[], options: SolveOptions): Promise<PriceResult>;
  why(problem: Problem, plan: Plan, question: WhyQuestion): WhyAnswer;
  auditPlan(problem: Problem, plan: Plan): AuditReport;
}
