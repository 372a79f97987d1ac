import type { Program } from '../program/program.js';
import type { Followed } from './followed-start.js';
import { GuidedSteps, PAUSE_MS, SLICE_MS, SLOW } from './guided-steps.js';
import type { Groups } from './linear/groups.js';
import type { Shape } from './linear/shape.js';
import type { Sifted } from './linear/sifted.js';
import type { Guide, Relaxed } from './relaxation-board.js';
import { GUIDED_COLUMNS_LEAST } from './sizes.js';
import type { ProgramSource, SearchOptions } from './types.js';

/** Share of the time that is left when small steps begin without a relaxation: its search may have broken. */
const WAIT_SHARE = 0.5;
/** Distance of plan and bound, relative, from which parts have more to give. */
const NEAR = 0.04;

/**
 * A first plan for programs whose linear relaxation takes most of the time there is: small steps from the plan known, and
 * from each relaxation that another search has reached meanwhile, rounded. No linear program is solved.
 */
export class GuidedStart {
  private readonly steps: GuidedSteps;
  private readonly firstMs: number | undefined;
  /** Whether a newer relaxation, rounded, gives more than parts would. */
  private readonly isPatient: boolean;

  constructor(
    source: ProgramSource,
    private readonly options: SearchOptions,
    private readonly guide: Guide,
  ) {
    this.steps = new GuidedSteps(source, options, guide);
    this.firstMs = options.timeLeftMs();
    this.isPatient = source.program().columnCount >= GUIDED_COLUMNS_LEAST;
  }

  /**
   * What is known when parts take over, and the plan they start from.
   *
   * @param first - a relaxation that was read before
   */
  run(first?: Relaxed): Followed & { readonly sifted: Sifted } {
    const { steps, guide } = this;
    const { incumbent } = steps;
    let isLed = false;
    let isFinal = false;
    let unread = first;
    while (!steps.isOver && !steps.isNear(NEAR)) {
      steps.hearPlans();
      const { point, objective } = incumbent;
      // Without a plan there is nothing to round into: what is tied together is taken from one.
      const relaxed = point && (guide.read() ?? unread);
      if (point) unread = undefined;
      if (relaxed) this.follow(relaxed);
      else if (point && (isLed || this.isLate())) steps.from(point, SLICE_MS);
      else guide.pause(PAUSE_MS);
      isLed ||= relaxed !== undefined;
      isFinal ||= relaxed?.isFinal === true;
      const isSlow = !(incumbent.objective < objective * (1 - SLOW));
      const isIdle = isLed && isSlow && !relaxed && !guide.isNew;
      if (isIdle && (isFinal || !this.isPatient)) break;
    }
    return { sifted: steps.sifted(), point: incumbent.point, isFinal: false, isLate: true };
  }

  /** Whether to wait longer for a relaxation is to wait in vain. Until then its thread has the cores' shared parts to itself. */
  private isLate(): boolean {
    const leftMs = this.options.timeLeftMs();
    return leftMs === undefined || this.firstMs === undefined || leftMs < this.firstMs * WAIT_SHARE;
  }

  /** Takes a relaxation as what leads the steps, and tries it rounded. */
  private follow(relaxed: Relaxed): void {
    const { steps } = this;
    steps.leadBy(relaxed);
    const { program, shape, groups, linear } = steps.land;
    const base = steps.incumbent.point ?? program.columnLower;
    steps.from(roundedByRow(program, shape, groups, linear, base), SLICE_MS);
  }
}

/**
 * A point with each demand row that stands by itself served by the columns that serve it most in a relaxed point, as fully as
 * they can. Demand rows that are tied together stay as they are in `base`; units and openings are left to be raised.
 */
export const roundedByRow = (
  program: Program,
  shape: Shape,
  groups: Groups,
  relaxed: Float64Array,
  base: Float64Array,
): Float64Array => {
  const point = Float64Array.from(base);
  const groupOf = (row: number): number =>
    groups.ofColumn[program.rowColumn[program.rowStart[row] ?? 0] ?? 0] ?? -1;
  const rowsOfGroup = new Int32Array(groups.count);
  for (const row of shape.demandRows) {
    const group = groupOf(row);
    rowsOfGroup[group] = (rowsOfGroup[group] ?? 0) + 1;
  }
  for (const row of shape.demandRows) {
    if (rowsOfGroup[groupOf(row)] !== 1) continue;
    const begin = program.rowStart[row] ?? 0;
    const places = Array.from({ length: (program.rowStart[row + 1] ?? 0) - begin }, (_, at) => begin + at);
    const valueAt = (k: number): number => relaxed[program.rowColumn[k] ?? 0] ?? 0;
    let missing = program.rowLower[row] ?? 0;
    for (const k of places)
      point[program.rowColumn[k] ?? 0] = program.columnLower[program.rowColumn[k] ?? 0] ?? 0;
    places.sort((a, b) => valueAt(b) - valueAt(a) || a - b);
    for (const k of places) {
      if (!(missing > 0)) break;
      const column = program.rowColumn[k] ?? 0;
      const weight = program.rowValue[k] ?? 1;
      const value = Math.min(program.columnUpper[column] ?? 0, missing / weight);
      point[column] = value;
      missing -= value * weight;
    }
  }
  return point;
};
