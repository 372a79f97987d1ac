import { EngineError, InternalError } from '@placewright/solver';
import type { ExportAnswer, PriceAnswer, SolveAnswer, ValidateAnswer, WhyReply } from '../answer.js';
import { Refused, refuse } from '../input/issue.js';
import { readCsvRows, readRows } from '../input/rows.js';
import { levers, sensitivity } from './analysis-jobs.js';
import { audit, auditBundle } from './audit-jobs.js';
import { compare } from './compare.js';
import type { Job, JobAnswer } from './protocol.js';
import {
  holdQuestion,
  holdSize,
  jsonOf,
  partsOf,
  planOf,
  problemOf,
  readProblem,
  streamCount,
  warmOf,
} from './reading.js';
import { report } from './report-job.js';
import { toAnswer } from './results.js';
import { optionsOf, type Surroundings } from './surroundings.js';

/** JSON has no NaN and no Infinity and writes null for both: a figure that is neither is an error of ours. */
const encode = (answer: { readonly outcome: string }): JobAnswer => {
  const text = JSON.stringify(answer, (key, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new InternalError(`the answer holds ${value} under ${key}`);
    return value;
  });
  return { kind: 'answered', outcome: answer.outcome, body: new TextEncoder().encode(text) };
};

const validate = (job: Extract<Job, { kind: 'validate' }>, { library }: Surroundings): ValidateAnswer => {
  try {
    const problem = problemOf(library, job.problem, job.limits);
    const counts = {
      workloads: problem.workloads.length,
      streams: streamCount(problem),
      locations: problem.locations.length,
      sites: problem.sites.length,
      silicon: problem.silicon.length,
      offers: problem.offers.length,
      rules: problem.rules.length,
    };
    const { assumptions, warnings } = problem;
    return { outcome: 'valid', name: problem.name ?? null, counts, assumptions, warnings };
  } catch (error) {
    if (!(error instanceof Refused) || error.refusal.code !== 'invalid-problem') throw error;
    return { outcome: 'invalid', issues: error.refusal.issues, issueCount: error.refusal.issueCount };
  }
};

const solve = async (job: Extract<Job, { kind: 'solve' }>, around: Surroundings): Promise<SolveAnswer> => {
  const problem = problemOf(around.library, job.problem, job.limits);
  return toAnswer(await around.library.solve(problem, { ...optionsOf(job.choices, around), ...warmOf(job) }));
};

const PRICE_PARTS = ['problem', 'rows'] as const;
const PRICE_SHAPE = '{"problem": a problem, "rows": a list of placements}';

const price = async (job: Extract<Job, { kind: 'price' }>, around: Surroundings): Promise<PriceAnswer> => {
  const { library } = around;
  const parts = job.rows === null ? partsOf(job.problem, PRICE_PARTS, PRICE_SHAPE) : null;
  const prefix = parts === null ? '' : '/problem';
  const rawProblem = parts === null ? jsonOf(job.problem) : parts.problem;
  const problem = readProblem(library, rawProblem, job.problem.name, prefix);
  holdSize(problem, job.limits, job.problem.name, prefix);
  const name = job.rows === null ? job.problem.name : job.rows.name;
  const read =
    job.rows === null
      ? readRows(parts?.rows, '/rows')
      : job.rowsFormat === 'csv'
        ? readCsvRows(job.rows.text)
        : readRows(jsonOf(job.rows));
  if (!read.ok) throw refuse('invalid-rows', name, 'the rows of the plan cannot be used', read.issues);
  const { kind, ...rest } = await library.pricePlan(problem, read.rows, optionsOf(job.choices, around));
  return { outcome: kind, ...rest, notes: read.notes };
};

const exported = (job: Extract<Job, { kind: 'export' }>, { library }: Surroundings): ExportAnswer => {
  const problem = problemOf(library, job.problem, job.limits);
  return { outcome: 'exported', ...library.exportProgram(problem, job.format) };
};

const why = async (
  job: Extract<Job, { kind: 'why' }>,
  around: Surroundings,
): Promise<WhyReply | SolveAnswer> => {
  const problem = problemOf(around.library, job.problem, job.limits);
  holdQuestion(problem, job.question, job.problem.name);
  if (job.plan !== null) {
    const plan = planOf(job.plan);
    return { outcome: 'explained', ...around.library.why(problem, plan, job.question) };
  }
  const options = optionsOf({ ...job.choices, compareWithCloudOnly: false }, around);
  const result = await around.library.solve(problem, options);
  if (result.kind !== 'solved') return toAnswer(result);
  return { outcome: 'explained', ...around.library.why(problem, result.plan, job.question) };
};

const run = async (job: Job, around: Surroundings): Promise<{ readonly outcome: string }> => {
  switch (job.kind) {
    case 'validate':
      return validate(job, around);
    case 'solve':
      return await solve(job, around);
    case 'price':
      return await price(job, around);
    case 'why':
      return await why(job, around);
    case 'levers':
      return await levers(job, around);
    case 'sensitivity':
      return await sensitivity(job, around);
    case 'compare': {
      const options = optionsOf({ ...job.choices, compareWithCloudOnly: false }, around);
      return await compare(job, { library: around.library, options });
    }
    case 'export':
      return exported(job, around);
    case 'report':
      return await report(job, around);
    case 'audit':
      return audit(job, around);
    case 'audit-bundle':
      return await auditBundle(job, around);
  }
};

const framesOf = (error: unknown): string[] =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .map((line) => line.trim())
    : [];

/** Does one job with whatever library it is given. Never rejects: a bug is a `failed` answer. */
export const executeJob = async (job: Job, around: Surroundings): Promise<JobAnswer> => {
  try {
    return encode(await run(job, around));
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', refusal: error.refusal };
    const message = error instanceof Error ? error.message : String(error);
    const details = error instanceof InternalError ? error.details : [];
    const failure = error instanceof EngineError ? 'engine' : 'internal';
    return { kind: 'failed', failure, message, details, frames: framesOf(error) };
  }
};
