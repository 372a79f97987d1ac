import type { Plan } from '../plan/types.js';
import type { Problem } from '../problem/types.js';
import { checkCapacity } from './capacity.js';
import { checkDispatched } from './dispatched.js';
import { checkFacts } from './facts.js';
import { checkIdlePay } from './idle.js';
import { Ledger } from './ledger.js';
import { checkBill, ownLines } from './money/bill.js';
import { chargesOf } from './money/index.js';
import { checkYears } from './money/years.js';
import { checkPolicy } from './policy/index.js';
import { checkPower } from './power.js';
import { checkProcurement } from './procurement.js';
import { checkReported } from './reported.js';
import { readCase } from './rows.js';
import { powerOfSites } from './site-power.js';
import { checkSizing } from './sizing.js';
import { checkStructure } from './structure.js';
import type { AuditReport } from './types.js';

/**
 * Checks a plan against its problem by a path of its own: demand, need and power over every hour of the
 * reference year, money year by year, nothing taken from the code that made the plan (docs/formulation.md).
 *
 * Feasibility is held to 1e-6 relative plus 1e-6, whole units to 1e-5, money to max(0.01, 1e-9 x |objective|).
 * `findings` is empty where everything agrees; their codes, and those of `checks`, are AUDIT_CODES.
 *
 * @throws InternalError where the problem contradicts itself (an id that is not there, a profile that does not fit the year).
 * @example
 * const report = auditPlan(problem, plan);
 * report.ok; // true
 * report.checks['bill-line']; // comparisons made of bill lines
 */
export const auditPlan = (problem: Problem, plan: Plan): AuditReport => {
  const ledger = new Ledger();
  const audit = readCase(problem, plan, ledger);
  const powers = powerOfSites(audit);
  const charges = chargesOf(audit, powers);
  const lines = ownLines(audit, charges);
  checkStructure(audit);
  checkSizing(audit);
  checkCapacity(audit);
  checkPower(audit, powers);
  checkPolicy(audit, powers, charges);
  checkIdlePay(audit);
  checkReported(audit);
  checkDispatched(audit);
  checkProcurement(audit, charges);
  checkBill(audit, lines);
  checkYears(audit, lines, charges);
  checkFacts(audit, charges);
  return {
    ok: ledger.findings.length === 0,
    findings: ledger.findings,
    lines: lines.map(({ component, presentWorth }) => ({ component, presentWorth })),
    presentWorth: lines.reduce((sum, { presentWorth }) => sum + presentWorth, 0),
    checks: ledger.checks(),
  };
};
