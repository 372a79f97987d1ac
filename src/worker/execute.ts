import {
  EngineError,
  type EngineUnavailable,
  hashOf,
  InternalError,
  type SolveOptions,
  type SolveResult,
} from '@placewright/solver';
import type {
  AuditAnswer,
  BundleAuditAnswer,
  ExportAnswer,
  LeversAnswer,
  PriceAnswer,
  ReportAnswer,
  SensitivityAnswer,
  SolveAnswer,
  ValidateAnswer,
  WhyReply,
} from '../answer.js';
import { Refused, refuse } from '../input/issue.js';
import { readCsvRows, readRows } from '../input/rows.js';
import { openBundle } from '../report/bundle.js';
import { compare } from './compare.js';
import type { Document, Job, JobAnswer } from './protocol.js';
import {
  holdQuestion,
  holdSize,
  jsonOf,
  partsOf,
  planOf,
  problemOf,
  readProblem,
  streamCount,
} from './reading.js';
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

/** The result with its kind called outcome; written out by kind so that the types stay paired. */
const toAnswer = (result: SolveResult): SolveAnswer => {
  switch (result.kind) {
    case 'engineUnavailable':
      throw new EngineError(result.message, result.engine);
    case 'solved': {
      const { kind, ...rest } = result;
      return { outcome: kind, ...rest };
    }
    case 'infeasible': {
      const { kind, ...rest } = result;
      return { outcome: kind, ...rest };
    }
    case 'noPlanFound': {
      const { kind, ...rest } = result;
      return { outcome: kind, ...rest };
    }
  }
};

/** A result, or the error of the engine that could not be had. */
const held = <Result extends { readonly kind: string }>(result: Result | EngineUnavailable): Result => {
  if (isUnavailable(result)) throw new EngineError(result.message, result.engine);
  return result;
};

const isUnavailable = (result: { readonly kind: string }): result is EngineUnavailable =>
  result.kind === 'engineUnavailable';

/** The plan to start from, where one was handed in. */
const warmOf = ({ from }: { readonly from?: Document }): Pick<SolveOptions, 'warm'> =>
  from === undefined ? {} : { warm: { plan: planOf(from) } };

const solve = async (job: Extract<Job, { kind: 'solve' }>, around: Surroundings): Promise<SolveAnswer> => {
  const problem = problemOf(around.library, job.problem, job.limits);
  return toAnswer(await around.library.solve(problem, { ...optionsOf(job.choices, around), ...warmOf(job) }));
};

/** The plans without an operator and the corners of the levers are answers to what-if questions; half a percent is near enough. */
const REPORT_GAP_FRACTION = 0.005;

const report = async (job: Extract<Job, { kind: 'report' }>, around: Surroundings): Promise<ReportAnswer> => {
  const { library } = around;
  const problem = problemOf(library, job.problem, job.limits);
  const within = (timeFraction: number): SolveOptions =>
    optionsOf(job.choices, {
      ...around,
      softTimeLimitMs: around.softTimeLimitMs === null ? null : around.softTimeLimitMs * timeFraction,
    });
  const answer = toAnswer(await library.solve(problem, { ...within(0.5), ...warmOf(job) }));
  if (answer.outcome !== 'solved') return answer;
  const gapFraction = Math.max(job.choices.gapFraction, REPORT_GAP_FRACTION);
  const facts = await library.makeReport(problem, answer.plan, { ...within(0.25), gapFraction });
  const takenApart =
    answer.comparison.kind === 'permitted'
      ? held(await library.levers(problem, { ...within(0.25), gapFraction }))
      : null;
  return { outcome: 'reported', answer, report: facts, levers: takenApart, problem };
};

const levers = async (job: Extract<Job, { kind: 'levers' }>, around: Surroundings): Promise<LeversAnswer> => {
  const problem = problemOf(around.library, job.problem, job.limits);
  const { kind, ...rest } = held(
    await around.library.levers(problem, {
      ...optionsOf(job.choices, around),
      ...(job.cloudTariff === null ? {} : { cloudTariff: job.cloudTariff }),
    }),
  );
  return { outcome: kind, ...rest } as LeversAnswer;
};

const sensitivity = async (
  job: Extract<Job, { kind: 'sensitivity' }>,
  around: Surroundings,
): Promise<SensitivityAnswer> => {
  const raw = jsonOf(job.problem);
  holdSize(readProblem(around.library, raw, job.problem.name, ''), job.limits, job.problem.name, '');
  const { kind, ...rest } = held(await around.library.sensitivity(raw, optionsOf(job.choices, around)));
  return { outcome: kind, ...rest } as SensitivityAnswer;
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

const audit = (job: Extract<Job, { kind: 'audit' }>, around: Surroundings): AuditAnswer => {
  const problem = problemOf(around.library, job.problem, job.limits);
  const report = around.library.auditPlan(problem, planOf(job.plan));
  return { outcome: report.ok ? 'agrees' : 'differs', ...report };
};

const auditBundle = async (
  job: Extract<Job, { kind: 'audit-bundle' }>,
  { library }: Surroundings,
): Promise<BundleAuditAnswer> => {
  const { name } = job.bundle;
  const message = `${name} is not a bundle as \`placewright solve --bundle\` writes it`;
  const opened = await openBundle(jsonOf(job.bundle));
  if (!opened.ok) throw refuse('invalid-bundle', name, message, opened.issues);
  const problem = readProblem(library, opened.problem, name, '/problem');
  holdSize(problem, job.limits, name, '/problem');
  const found = await hashOf(problem);
  const { plan, comparison } = opened;
  if (found !== plan.problemHash) {
    const issue = {
      code: 'other-problem',
      pointer: '/plan/problemHash',
      value: plan.problemHash,
      allowed: found,
      message: `the plan is of problem ${plan.problemHash}; this one reads as ${found}`,
      fix: 'audit it with the version of Placewright that wrote it, which has the catalogue it was read with',
    };
    throw refuse('invalid-bundle', name, issue.message, [issue]);
  }
  const report = library.auditPlan(problem, plan);
  const cloudOnly = library.auditComparison(problem, plan, comparison);
  const agrees = report.ok && (cloudOnly?.ok ?? true);
  return { outcome: agrees ? 'agrees' : 'differs', ...report, cloudOnly };
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
