import { auditPlan } from '../audit/audit.js';
import type { AuditFinding, AuditReport } from '../audit/types.js';
import type { Plan } from '../plan/types.js';
import type { Problem } from '../problem/types.js';
import type { Comparison } from '../result.js';
import { cloudOnlyProblem } from '../tei/compare.js';

const MONEY_TOLERANCE = 0.01;

const differs = (expected: number, actual: number): boolean =>
  Math.abs(expected - actual) > Math.max(MONEY_TOLERANCE, 1e-9 * Math.abs(expected));

/**
 * Checks the cloud-only side of a comparison: audits the cloud-only plan against the problem restricted to hyperscale
 * regions, made anew from the problem, and works the stated saving out of the two bills. A bound cannot be checked without
 * solving, so the provable reading is held only to be no more than the headline.
 *
 * @returns null where the comparison holds no cloud-only plan
 */
export const auditComparison = (problem: Problem, plan: Plan, comparison: Comparison): AuditReport | null => {
  const { cloudOnly, savesAtLeast, savesAtMost } = comparison;
  if (cloudOnly === undefined) return null;
  const report = auditPlan(cloudOnlyProblem(problem).problem, cloudOnly);
  const findings: AuditFinding[] = [];
  const unit = plan.currency;
  const expected = cloudOnly.bill.cashPresentWorth - plan.bill.cashPresentWorth;
  if (savesAtMost === undefined || differs(expected, savesAtMost.money))
    findings.push({
      code: 'saving',
      subject: 'at most',
      expected,
      actual: savesAtMost?.money ?? 'absent',
      unit,
    });
  if (savesAtLeast !== undefined && savesAtLeast.money > expected + MONEY_TOLERANCE)
    findings.push({ code: 'saving', subject: 'at least', expected, actual: savesAtLeast.money, unit });
  return {
    ...report,
    ok: report.ok && findings.length === 0,
    findings: [...report.findings, ...findings],
    checks: { ...report.checks, saving: 2 },
  };
};
