import { hashOf } from '@placewright/solver';
import type { AuditAnswer, BundleAuditAnswer } from '../answer.js';
import { refuse } from '../input/issue.js';
import { openBundle } from '../report/bundle.js';
import type { Job } from './protocol.js';
import { holdSize, jsonOf, planOf, problemOf, readProblem } from './reading.js';
import type { Surroundings } from './surroundings.js';

/** A plan held against its problem. */
export const audit = (job: Extract<Job, { kind: 'audit' }>, around: Surroundings): AuditAnswer => {
  const problem = problemOf(around.library, job.problem, job.limits);
  const report = around.library.auditPlan(problem, planOf(job.plan));
  return { outcome: report.ok ? 'agrees' : 'differs', ...report };
};

/** A bundle: is it whole, is its plan of its problem, and do both bills and the saving hold. */
export const auditBundle = async (
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
