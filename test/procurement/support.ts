import { auditPlan } from '../../solver/audit/audit.js';
import type { Engine } from '../../solver/engines/contract.js';
import type { CostId, Plan } from '../../solver/plan/types.js';
import type { ProblemInput } from '../../solver/problem/types.js';
import { type Answer, placeIt } from '../support/placing.js';

/** Placed to proof by an engine; the rules and the audit agree, or it throws. */
export const placedBy = async (input: ProblemInput, engine: Engine): Promise<Answer> => {
  const answer = await placeIt(input, { engines: [engine], engine: engine.id });
  const report = auditPlan(answer.prepared.problem, answer.plan);
  if (!report.ok) throw new Error(`the audit objects: ${JSON.stringify(report.findings)}`);
  if (!answer.plan.isProven) throw new Error('the plan is not proven');
  return answer;
};

/** Present worth of a line of the bill; 0 where it is not on it. */
export const worthOf = ({ bill }: Plan, component: CostId): number =>
  bill.lines.find((line) => line.component === component)?.presentWorth ?? 0;

export const firstYearOf = ({ bill }: Plan, component: CostId): number =>
  bill.lines.find((line) => line.component === component)?.firstYear ?? 0;
