import type {
  AuditReport,
  Comparison,
  EngineUnavailable,
  Issue,
  LeverOptions,
  LeverResult,
  PlacementRow,
  Plan,
  PlanCheck,
  PlanDifference,
  PriceResult,
  Problem,
  Report,
  SensitivityOptions,
  SensitivityResult,
  SolveOptions,
  SolveResult,
  WhyAnswer,
  WhyQuestion,
} from '@placewright/solver';
import type { ExportedProgram, ExportFormat } from '@placewright/solver/export';

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
  levers(problem: Problem, options: LeverOptions): Promise<LeverResult | EngineUnavailable>;
  sensitivity(raw: unknown, options: SensitivityOptions): Promise<SensitivityResult | EngineUnavailable>;
  why(problem: Problem, plan: Plan, question: WhyQuestion): WhyAnswer;
  auditPlan(problem: Problem, plan: Plan): AuditReport;
  auditComparison(problem: Problem, plan: Plan, comparison: Comparison): AuditReport | null;
  makeReport(problem: Problem, plan: Plan, options: SolveOptions): Promise<Report>;
  checkPlan(problem: Problem, plan: Plan): PlanCheck;
  comparePlans(a: Plan, b: Plan): PlanDifference;
  exportProgram(problem: Problem, format: ExportFormat): ExportedProgram;
}
