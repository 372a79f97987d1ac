import { prepare } from '../compile/prepare.js';
import type { Plan } from '../plan/types.js';
import type { Problem } from '../problem/types.js';
import { planFacts } from '../report/report.js';
import type { Dependence, PlanWithout, Report } from '../report/types.js';
import type { SolveOptions } from '../result.js';
import { Clock } from './clock.js';
import { place } from './place.js';

/** Placing nothing at some sites; what is paid there whatever happens stays paid. */
const banning = (problem: Problem, sites: readonly string[]): Problem => ({
  ...problem,
  bans: [...problem.bans, ...sites.map((site) => ({ selector: {}, site }))],
});

const without = async (
  problem: Problem,
  plan: Plan,
  { kind: of, subject, operators }: Dependence,
  options: SolveOptions,
  clock: Clock,
  timeShareFraction: number,
): Promise<PlanWithout> => {
  const sites = problem.sites.filter((site) => operators.includes(site.operator)).map((site) => site.id);
  const prepared = prepare(banning(problem, sites));
  if (prepared.candidates.byStream.some((indices) => indices.length === 0))
    return { of, subject, kind: 'none-permitted' };
  const result = await place(prepared, options, { clock, timeShareFraction, phase: 'report' });
  if (result.kind === 'infeasible') return { of, subject, kind: 'none-permitted' };
  // Bans only take plans away, so the best plan without is never cheaper.
  const atLeast = (bound: number): number => Math.max(0, bound - plan.objective);
  if (result.kind === 'placed') {
    const { objective, bound } = result.placed.plan;
    return {
      of,
      subject,
      kind: 'found',
      addsAtLeast: atLeast(bound.value),
      addsAtMost: objective - plan.bound.value,
    };
  }
  const { bound } = result.search;
  return { of, subject, kind: 'not-found', ...(bound ? { addsAtLeast: atLeast(bound.value) } : {}) };
};

/** Two subjects with the same operators have one answer. */
const keyOf = ({ operators }: Dependence): string => JSON.stringify(operators);

/**
 * Facts of a plan for its report, and what the best plan without each operator, or without all of one parent
 * jurisdiction, would cost. Each of those is a solve of its own; a time limit is shared out evenly.
 *
 * @param options - as for solve; `gapFraction` is what those solves stop at
 * @throws InternalError where the plan is of another problem
 */
export const makeReport = async (problem: Problem, plan: Plan, options: SolveOptions): Promise<Report> => {
  const clock = new Clock(options);
  options.onProgress?.({ phase: 'report' });
  const facts = planFacts(problem, plan);
  const asked = facts.dependence.filter((one) => one.sites.length > 0);
  const answers = new Map<string, PlanWithout>();
  const subjects = [...new Set(asked.map(keyOf))];
  for (const one of asked) {
    const key = keyOf(one);
    if (answers.has(key)) continue;
    const timeShareFraction = (subjects.indexOf(key) + 1) / subjects.length;
    answers.set(key, await without(problem, plan, one, options, clock, timeShareFraction));
  }
  return {
    ...facts,
    withoutGapFraction: options.gapFraction ?? 0,
    without: asked.flatMap((one) => {
      const answer = answers.get(keyOf(one));
      return answer ? [{ ...answer, of: one.kind, subject: one.subject }] : [];
    }),
  };
};
