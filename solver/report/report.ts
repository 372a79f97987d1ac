import { candidatesOf } from '../compile/prepare.js';
import type { Plan } from '../plan/types.js';
import type { Problem } from '../problem/types.js';
import { dependenceOf } from './dependence.js';
import { evidenceOf } from './evidence.js';
import { mapOf } from './map.js';
import { ordersOf } from './orders.js';
import { siteHoursOf } from './site-hours.js';
import { spendOf } from './spend.js';
import type { PlanFacts } from './types.js';

/**
 * What a report states of a plan: purchase list, committed spend, dependence, evidence matrix, hours and map. Read
 * from the plan and its problem alone; nothing is solved.
 *
 * @throws InternalError where the plan is of another problem
 */
export const planFacts = (problem: Problem, plan: Plan): PlanFacts => {
  const candidates = candidatesOf(problem);
  return {
    evidence: evidenceOf(candidates, plan),
    orders: ordersOf(problem, plan),
    spend: spendOf(problem, plan),
    dependence: dependenceOf(problem, plan),
    hours: siteHoursOf(candidates, plan),
    map: mapOf(problem, plan),
  };
};
