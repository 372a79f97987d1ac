import type { Engine } from '../engines/contract.js';
import { checkPoint, objectiveOf } from '../program/check.js';
import { fixedIntegers } from '../program/relax.js';
import { MOST_ROUNDS, type ProgramSource, type SearchOptions } from './types.js';

/** Time a repair of a point may take after the limit. */
const REPAIR_MS = 2000;

/** The best point that holds for the whole program, rows that are not written yet included. */
export class Incumbent {
  point: Float64Array | undefined;
  objective = Number.POSITIVE_INFINITY;

  constructor(
    private readonly source: ProgramSource,
    private readonly options: SearchOptions,
  ) {}

  /** Takes a point if it is better and holds. A point that breaks an unwritten row writes it, and is refused. */
  offer(point: Float64Array): boolean {
    const objective = objectiveOf(this.source.program(), point);
    if (!(objective < this.objective)) return false;
    if (!checkPoint(this.source.program(), point).feasible) return false;
    if (this.source.addViolated(point) > 0) return false;
    this.point = point;
    this.objective = objective;
    this.options.onProgress?.({ incumbent: objective, point });
    return true;
  }

  /**
   * Takes the point of a part. Where another search has gained elsewhere meanwhile: both gains, if they hold together.
   * Returns what the part gained beyond the other.
   */
  offerPart(point: Float64Array, columns: Iterable<number>, foreign: Float64Array | undefined): number {
    const isNew = foreign !== undefined && this.offer(foreign);
    const before = this.objective;
    if (isNew) {
      const both = Float64Array.from(foreign);
      for (const j of columns) both[j] = point[j] ?? 0;
      this.offer(both);
    }
    this.offer(point);
    return this.objective < before ? before - this.objective : 0;
  }

  /** Keeps a point's whole numbers and lets the rest meet the rows it broke, where that can be. */
  async repair(point: Float64Array, linearEngine: Engine): Promise<boolean> {
    let current = point;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const left = this.options.timeLeftMs();
      const fixed = await linearEngine.solve(fixedIntegers(this.source.program(), current), {
        gapFraction: 0,
        ...(left === undefined ? {} : { timeLimitMs: REPAIR_MS }),
      });
      if (!fixed.point) return false;
      current = fixed.point;
      if (this.source.addViolated(current) === 0) return this.offer(current);
    }
    return false;
  }
}
