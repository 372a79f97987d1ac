import { ALL_CONSTRAINTS } from '../../solver/compile/compile.js';
import { type Prepared, prepare } from '../../solver/compile/prepare.js';
import { glpk } from '../../solver/engines/glpk.js';
import { Clock } from '../../solver/optimize/clock.js';
import { type Placed, place } from '../../solver/optimize/place.js';
import type { Plan } from '../../solver/plan/types.js';
import { parseProblem } from '../../solver/problem/parse.js';
import type { Problem, ProblemInput } from '../../solver/problem/types.js';
import type { SolveOptions } from '../../solver/result.js';
import type { Violation } from '../../solver/rules/contract.js';
import { readPlan } from '../../solver/rules/reading.js';

/** A problem read, or an error that names every issue. */
export const parsed = (input: unknown): Problem => {
  const result = parseProblem(input);
  if (result.ok) return result.problem;
  throw new Error(result.issues.map((issue) => issue.message).join('\n'));
};

export const prepared = (input: ProblemInput): Prepared => prepare(parsed(input));

/** What every rule says of a plan; a placement where no pair exists is reported as one. */
export const violationsOf = ({ candidates }: Prepared, plan: Plan): Violation[] => {
  const reading = readPlan(candidates, plan);
  return ALL_CONSTRAINTS.flatMap((constraint) => constraint.violations(reading));
};

export interface Answer {
  readonly prepared: Prepared;
  readonly placed: Placed;
  readonly plan: Plan;
  readonly cost: number;
  /** Share of a stream at a site. */
  share(stream: string, site: string): number;
  standby(stream: string, site: string): number;
  /** Units of an offer in use. */
  units(offer: string): number;
}

/** The optimal plan by GLPK, or undefined where there is none. Every rule must agree with it. */
export const tryPlace = async (
  input: ProblemInput,
  more: Partial<SolveOptions> = {},
): Promise<Answer | undefined> => {
  const ready = prepared(input);
  const options = { engines: [glpk], engine: 'glpk', ...more } as const;
  const clock = new Clock(options);
  const result = await place(ready, options, { clock, timeShareFraction: 1, phase: 'search' });
  if (result.kind !== 'placed') return undefined;
  const { plan } = result.placed;
  const broken = violationsOf(ready, plan);
  if (broken.length > 0) throw new Error(`the plan breaks ${JSON.stringify(broken)}`);
  const at = (stream: string, site: string) =>
    plan.placements.filter((one) => one.stream === stream && one.site === site);
  return {
    prepared: ready,
    placed: result.placed,
    plan,
    cost: plan.objective,
    share: (stream, site) => at(stream, site).reduce((sum, one) => sum + one.shareFraction, 0),
    standby: (stream, site) => at(stream, site).reduce((sum, one) => sum + one.standbyFraction, 0),
    units: (offer) =>
      plan.units
        .filter((one) => one.offer === offer)
        .reduce((sum, one) => sum + one.unitsKept + one.unitsFurther, 0),
  };
};

export const placeIt = async (input: ProblemInput, more: Partial<SolveOptions> = {}): Promise<Answer> => {
  const answer = await tryPlace(input, more);
  if (!answer) throw new Error('no plan was found');
  return answer;
};
