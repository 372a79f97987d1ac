import type { Bound } from '../outcome.js';
import { safeBound } from '../program/bound.js';
import { transpose } from '../program/transpose.js';
import { Incumbent } from './incumbent.js';
import { groupsOf } from './linear/groups.js';
import { guessedCosts, shapeOf } from './linear/shape.js';
import type { Sifted } from './linear/sifted.js';
import { LocalSearch } from './local/local-search.js';
import { longer } from './longer.js';
import { type Landscape, withWritten } from './part.js';
import type { Guide, Relaxed } from './relaxation-board.js';
import type { ProgramSource, SearchOptions } from './types.js';

/** Time of one wait for a plan or a relaxation of another search. */
export const PAUSE_MS = 200;
/** Time of one run of small steps, and its gain, relative to the cost, from which they are worth going on with. */
export const SLICE_MS = 4000;
export const SLOW = 5e-4;
/** Steps of one run where no clock decides. */
const SLICE_STEPS = 3000;
/** Weight of what a place costs now where a rounded relaxation is mended: little is placed yet, so that it says little. */
const MEND_EXACT = 0.1;
/** Rounds in which a point is mended in rows that it broke and that are written since. */
const MENDS = 4;

/** Small steps led by the newest relaxation of another search; by guessed costs until there is one. No linear program is solved. */
export class GuidedSteps {
  readonly incumbent: Incumbent;
  land: Landscape;
  bound: number;
  private seed: number;

  constructor(
    private readonly source: ProgramSource,
    private readonly options: SearchOptions,
    private readonly guide: Guide,
  ) {
    this.incumbent = new Incumbent(source, options);
    const program = source.program();
    const entries = transpose(program);
    const shape = shapeOf(program);
    const multipliers = new Float64Array(program.rowCount);
    this.land = {
      program,
      entries,
      shape,
      groups: groupsOf(program, shape),
      reduced: guessedCosts(program, entries, shape),
      multipliers,
      linear: options.start ?? program.columnLower,
    };
    this.bound = safeBound(program, multipliers);
    this.seed = options.seed ?? 1;
    if (options.start) this.incumbent.offer(options.start);
  }

  get isOver(): boolean {
    return (this.options.timeLeftMs() ?? 1) <= 0 || this.options.isCancelled?.() === true;
  }

  /** Whether the plan known is so near the bound known, relative to its cost. */
  isNear(fraction: number): boolean {
    const { objective, point } = this.incumbent;
    return point !== undefined && objective - this.bound <= fraction * Math.abs(objective);
  }

  hearPlans(): void {
    const foreign = this.options.foreign?.();
    if (foreign) this.incumbent.offer(foreign.point);
  }

  leadBy(relaxed: Relaxed): void {
    this.refresh();
    this.bound = Math.max(this.bound, relaxed.bound);
    this.land = ledBy(this.land, relaxed);
  }

  /** Small steps from a point until their time is over or a newer relaxation is there. */
  from(first: Float64Array, sliceMs: number): void {
    let from = first;
    for (let round = 0; round < MENDS && !this.isOver; round += 1) {
      this.refresh();
      const startMs = this.options.timeLeftMs();
      const spentFraction = (): number => {
        const leftMs = this.options.timeLeftMs();
        if (this.isOver || this.guide.isNew) return 1;
        return startMs === undefined || leftMs === undefined ? 0 : (startMs - leftMs) / sliceMs;
      };
      const found = new LocalSearch(this.land, from, this.seed).run({
        steps: startMs === undefined ? SLICE_STEPS : Number.MAX_SAFE_INTEGER,
        spentFraction,
        mendExact: MEND_EXACT,
      });
      this.seed += 1;
      if (!found) return;
      // What is refused broke rows that are written now, or is no better.
      const before = this.source.program().rowCount;
      if (this.incumbent.offer(found) || this.source.program().rowCount === before) return;
      from = found;
    }
  }

  /** The relaxation as it is known, for parts to go on from. */
  sifted(isComplete = false): Sifted {
    this.refresh();
    const { program, entries, shape, reduced, multipliers, linear } = this.land;
    return {
      bound: this.bound,
      multipliers,
      reduced,
      point: linear,
      isComplete,
      program,
      entries,
      shape,
      rounds: 0,
      iterations: 0,
      detail: 'by the relaxation of another search',
    };
  }

  /** Rows may have been written since. */
  private refresh(): void {
    this.land = withWritten(this.land, this.source.program());
  }
}

/** A landscape led by a newer relaxation. */
export const ledBy = (land: Landscape, { point, reduced, multipliers }: Relaxed): Landscape => ({
  ...land,
  linear: point,
  reduced,
  multipliers: longer(multipliers, land.program.rowCount),
});

/** The better bound of the two. */
export const raisedBy = (bound: Bound, relaxed: Relaxed): Bound =>
  relaxed.bound > bound.value ? { value: relaxed.bound, kind: 'safe-lp' } : bound;
