import type { SolveOptions } from '@placewright/solver';
import type { ReportAnswer } from '../answer.js';
import type { Job } from './protocol.js';
import { problemOf, warmOf } from './reading.js';
import { held, toAnswer } from './results.js';
import { optionsOf, type Surroundings } from './surroundings.js';

/** The plans without an operator and the corners of the levers are answers to what-if questions; half a percent is near enough. */
const REPORT_GAP_FRACTION = 0.005;

/** A solve, the facts of its plan, and what makes the saving. */
export const report = async (
  job: Extract<Job, { kind: 'report' }>,
  around: Surroundings,
): Promise<ReportAnswer> => {
  const { library } = around;
  const problem = problemOf(library, job.problem, job.limits);
  /** Until that share of the whole time is spent. */
  const within = (timeFraction: number): SolveOptions =>
    optionsOf(job.choices, {
      ...around,
      softTimeLimitMs: around.softTimeLimitMs === null ? null : around.softTimeLimitMs * timeFraction,
    });
  const answer = toAnswer(await library.solve(problem, { ...within(0.5), ...warmOf(job) }));
  if (answer.outcome !== 'solved') return answer;
  const gapFraction = Math.max(job.choices.gapFraction, REPORT_GAP_FRACTION);
  const facts = await library.makeReport(problem, answer.plan, { ...within(0.75), gapFraction });
  const takenApart =
    answer.comparison.kind === 'permitted'
      ? held(await library.levers(problem, { ...within(1), gapFraction }))
      : null;
  return { outcome: 'reported', answer, report: facts, levers: takenApart, problem };
};
