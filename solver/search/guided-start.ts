import type { Bound } from '../outcome.js';
import { safeBound } from '../program/bound.js';
import type { Program } from '../program/program.js';
import { reducedCosts, transpose } from '../program/transpose.js';
import { Incumbent } from './incumbent.js';
import { type Groups, groupsOf } from './linear/groups.js';
import { guessedCosts, type Shape, shapeOf } from './linear/shape.js';
import type { Sifted } from './linear/sifted.js';
import { LocalSearch } from './local/local-search.js';
import { longer } from './longer.js';
import { type Landscape, withWritten } from './part.js';
import type { Guide, Relaxed } from './relaxation-board.js';
import type { ProgramSource, SearchOptions } from './types.js';

/** Time of one run of small steps, and its steps where no clock decides. */
const SLICE_MS = 4000;
const SLICE_STEPS = 3000;
/** Weight of what a place costs now where a rounded relaxation is mended: little is placed yet, so that it says little. */
const MEND_EXACT = 0.1;
/** Share of the time that is left when small steps begin without a relaxation: its search may have broken. */
const WAIT_SHARE = 0.5;
/** Time of one wait for a plan or a relaxation. */
const PAUSE_MS = 200;
/** Rounds in which a point is mended in rows that it broke and that are written since. */
const MENDS = 4;
/** Distance of plan and bound, and gain of a run of small steps, both relative, from which parts have more to give. */
const NEAR = 0.04;
const SLOW = 5e-4;

/**
 * A first plan for programs whose linear relaxation takes most of the time there is: small steps from the plan known, and
 * from each relaxation that another search has reached meanwhile, rounded. No linear program is solved.
 */
export class GuidedStart {
  private readonly incumbent: Incumbent;
  private land: Landscape;
  private bound: number;
  private seed: number;
  private readonly firstMs: number | undefined;

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
    this.firstMs = options.timeLeftMs();
  }

  /** What is known when parts take over, and the plan they start from. */
  run(): { readonly sifted: Sifted; readonly point: Float64Array | undefined } {
    if (this.options.start) this.incumbent.offer(this.options.start);
    let isLed = false;
    while (!this.isOver() && !this.isNear()) {
      const foreign = this.options.foreign?.();
      if (foreign) this.incumbent.offer(foreign.point);
      const { point, objective } = this.incumbent;
      // Without a plan there is nothing to round into: what is tied together is taken from one.
      const relaxed = point && this.guide.read();
      if (relaxed) this.follow(relaxed);
      else if (point && (isLed || this.isLate())) this.steps(point);
      else this.guide.pause(PAUSE_MS);
      isLed ||= relaxed !== undefined;
      const isSlow = !(this.incumbent.objective < objective * (1 - SLOW));
      if (isLed && isSlow && !relaxed && !this.guide.isNew) break;
    }
    return { sifted: this.sifted(), point: this.incumbent.point };
  }

  private isOver(): boolean {
    return (this.options.timeLeftMs() ?? 1) <= 0 || this.options.isCancelled?.() === true;
  }

  /** Whether to wait longer for a relaxation is to wait in vain. Until then its thread has the cores' shared parts to itself. */
  private isLate(): boolean {
    const leftMs = this.options.timeLeftMs();
    return leftMs === undefined || this.firstMs === undefined || leftMs < this.firstMs * WAIT_SHARE;
  }

  private isNear(): boolean {
    const { objective, point } = this.incumbent;
    return point !== undefined && objective - this.bound <= NEAR * Math.abs(objective);
  }

  /** Takes a relaxation as what leads the steps, and tries it rounded. */
  private follow(relaxed: Relaxed): void {
    this.refresh();
    this.bound = Math.max(this.bound, relaxed.bound);
    this.land = ledBy(this.land, relaxed);
    const { program, shape, groups, linear } = this.land;
    const base = this.incumbent.point ?? program.columnLower;
    this.steps(roundedByRow(program, shape, groups, linear, base));
  }

  /** Small steps from a point until their time is over or a newer relaxation is there. */
  private steps(first: Float64Array): void {
    let from = first;
    for (let round = 0; round < MENDS && !this.isOver(); round += 1) {
      this.refresh();
      const startMs = this.options.timeLeftMs();
      const spentFraction = (): number => {
        const leftMs = this.options.timeLeftMs();
        if (this.isOver() || this.guide.isNew) return 1;
        return startMs === undefined || leftMs === undefined ? 0 : (startMs - leftMs) / SLICE_MS;
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

  /** Rows may have been written since. */
  private refresh(): void {
    this.land = withWritten(this.land, this.source.program());
  }

  private sifted(): Sifted {
    this.refresh();
    const { program, entries, shape, reduced, multipliers, linear } = this.land;
    return {
      bound: this.bound,
      multipliers,
      reduced,
      point: linear,
      isComplete: false,
      program,
      entries,
      shape,
      rounds: 0,
      iterations: 0,
      detail: 'by the relaxation of another search',
    };
  }
}

/** A landscape led by a newer relaxation. */
export const ledBy = (land: Landscape, { point, multipliers }: Relaxed): Landscape => {
  const own = longer(multipliers, land.program.rowCount);
  return { ...land, multipliers: own, linear: point, reduced: reducedCosts(land.program, own) };
};

/** The better bound of the two. */
export const raisedBy = (bound: Bound, relaxed: Relaxed): Bound =>
  relaxed.bound > bound.value ? { value: relaxed.bound, kind: 'safe-lp' } : bound;

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
