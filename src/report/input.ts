import type { LeverResult, Problem, Report } from '@placewright/solver';
import type { SolvedAnswer } from '../answer.js';

/** What a report is written from: the resolved problem, what the solve answered, and the facts of its plan. */
export interface ReportInput {
  readonly problem: Problem;
  readonly answer: SolvedAnswer;
  readonly report: Report;
  /** Null where there is no saving to take apart: cloud-only is not permitted, or was not asked for. */
  readonly levers: LeverResult | null;
}
