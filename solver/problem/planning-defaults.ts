import type { AssumptionSet, PlanningFigure } from '../catalogue/assumption-set.js';
import { ASSUMPTION_SETS, assumptionSet } from '../catalogue/assumption-sets.js';
import { InternalError } from '../outcome.js';
import { type Path, pointerOf, spokenPath } from './pointer.js';
import type { Report } from './report.js';
import type { ShapedProblem } from './schema/problem.js';
import type { Suggester } from './suggest.js';
import type { Assumption } from './types.js';

/** The set of planning defaults a problem names; an issue where there is no such set. */
export const namedSet = (
  problem: ShapedProblem,
  report: Report,
  suggester: Suggester,
): AssumptionSet | undefined => {
  if (problem.assume === undefined) return undefined;
  const set = assumptionSet(problem.assume);
  if (set === undefined) {
    const known = ASSUMPTION_SETS.map(({ id }) => id);
    report.add({
      path: ['assume'],
      code: 'unknown-assumption-set',
      message: `There is no set of planning defaults ${JSON.stringify(problem.assume.slice(0, 100))}.`,
      value: problem.assume,
      allowed: `one of ${known.join(', ')}`,
      fix: suggester.fix(problem.assume, known, `Name one of ${known.join(', ')}, or state every figure.`),
    });
  }
  return set;
};

/** Gives figures nobody stated from the named set, and keeps the list of those it gave. */
export class PlanningDefaults {
  readonly assumptions: Assumption[] = [];

  constructor(
    private readonly problem: ShapedProblem,
    readonly set: AssumptionSet | undefined,
    private readonly report: Report,
  ) {}

  /** A figure that must be there: stated, else of the set, else an issue (and 1, which is never used). */
  needed(
    path: Path,
    stated: number | undefined,
    figure: (set: AssumptionSet) => PlanningFigure,
    unit: string,
  ): number {
    if (stated !== undefined) return stated;
    if (this.set !== undefined) return this.#take(path, figure(this.set));
    this.report.add({
      path,
      code: 'missing-figure',
      message: `${spokenPath(this.problem, path)} is needed and not stated, and no set of planning defaults is named.`,
      unit,
      fix: `State it, or name a set: "assume": "${ASSUMPTION_SETS.at(-1)?.id ?? ''}".`,
    });
    return 1;
  }

  /** A figure that is only taken where a set is named. */
  offered(
    path: Path,
    stated: number | undefined,
    figure: (set: AssumptionSet) => PlanningFigure,
  ): number | undefined {
    if (stated !== undefined || this.set === undefined) return stated;
    return this.#take(path, figure(this.set));
  }

  #take(path: Path, { value, unit, source, asOf }: PlanningFigure): number {
    if (!Number.isFinite(value))
      throw new InternalError(`planning default at ${pointerOf(path)} is no number`);
    this.assumptions.push({ pointer: pointerOf(path), value, unit, source, asOf });
    return value;
  }
}
