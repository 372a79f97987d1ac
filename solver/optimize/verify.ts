import { auditPlan } from '../audit/audit.js';
import type { AuditReport } from '../audit/types.js';
import { ALL_CONSTRAINTS } from '../compile/compile.js';
import type { Prepared } from '../compile/prepare.js';
import { InternalError } from '../outcome.js';
import { objectiveOf } from '../program/check.js';
import { moneyTolerance } from '../program/proof.js';
import { readPlan } from '../rules/reading.js';
import type { Placed } from './place.js';

const MOST_DETAILS = 20;

/**
 * Checks a plan three ways before anybody sees it: every rule reads the plan, the bill equals the objective, and the
 * independent audit agrees.
 *
 * @throws InternalError where one of them objects: the plan is then a bug, never an answer
 */
export const verify = (prepared: Prepared, { plan, point, search }: Placed): AuditReport => {
  const reading = readPlan(prepared.candidates, plan);
  const violations = ALL_CONSTRAINTS.flatMap((constraint) => constraint.violations(reading));
  if (violations.length > 0) {
    const details = violations
      .slice(0, MOST_DETAILS)
      .map((one) => `${one.rule}: ${one.subject} is ${one.actual}, limit ${one.limit} ${one.unit}`);
    throw new InternalError(`the plan breaks ${violations.length} of its own rules`, details);
  }
  const objective = objectiveOf(search.program, point);
  if (Math.abs(objective - plan.bill.presentWorth) > moneyTolerance(objective)) {
    throw new InternalError(`the bill adds up to ${plan.bill.presentWorth}, the objective is ${objective}`);
  }
  const bound = search.bound?.value ?? Number.NEGATIVE_INFINITY;
  if (bound - objective > Math.max(0.01, 1e-6 * Math.abs(objective))) {
    throw new InternalError(`the bound ${bound} is above the plan's own cost ${objective}`);
  }
  const audit = auditPlan(prepared.problem, plan);
  if (!audit.ok) {
    const details = audit.findings
      .slice(0, MOST_DETAILS)
      .map((one) => `${one.code}: ${one.subject}: audit ${one.expected}, plan ${one.actual} ${one.unit}`);
    throw new InternalError(`the audit objects to the plan in ${audit.findings.length} points`, details);
  }
  return audit;
};
