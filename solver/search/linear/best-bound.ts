import { safeBound } from '../../program/bound.js';
import type { Program } from '../../program/program.js';
import { reducedCosts } from '../../program/transpose.js';
import type { Priced, Repair } from './repair.js';
import type { Shape } from './shape.js';

/** Part of the newest multipliers where they are mixed with the best so far. */
const MIXED_PART = 0.6;
/** The same where columns are priced. */
const PRICED_PART = 0.5;

export interface Bounded extends Priced {
  readonly bound: number;
}

/**
 * The best safe bound of any multipliers so far. The newest of a part of the program swing about the optimum: where a repair
 * is at hand, mixtures of them with the best are tried as well, and columns are priced by one.
 *
 * Source: P. Wentges, "Weighted Dantzig-Wolfe decomposition for linear mixed-integer programming" (1997).
 */
export class BestBound {
  best: Bounded | undefined;
  /** The best bound of the same multipliers under second costs; undefined where none are given. */
  second: number | undefined;

  /**
   * @param repair - for large programs; without it a demand row's left-out columns alone are made good
   * @param secondCost - other costs of the columns
   */
  constructor(
    private readonly shape: Shape,
    private readonly repair: Repair | undefined,
    private readonly secondCost: Float64Array | undefined,
  ) {}

  /** Takes note of multipliers; answers the reduced costs to price columns by. */
  note(program: Program, duals: Float64Array, isKept: (column: number) => boolean): Float64Array {
    const reduced = reducedCosts(program, duals);
    const { repair, best } = this;
    if (!repair) {
      this.offer(program, this.lowered(program, duals, reduced, isKept));
      this.offer(program, duals, reduced);
      return reduced;
    }
    if (best) {
      const { multipliers, reduced: mixed } = mixture(MIXED_PART, { multipliers: duals, reduced }, best);
      this.offerPriced(program, repair.repaired(program, { multipliers, reduced: mixed }));
    }
    this.offerPriced(program, repair.repaired(program, { multipliers: duals, reduced }));
    this.offer(program, duals, reduced);
    this.noteSecond(program, repair, best);
    return this.best ? mixture(PRICED_PART, { multipliers: duals, reduced }, this.best).reduced : reduced;
  }

  private offer(program: Program, multipliers: Float64Array, reduced?: Float64Array): void {
    const bound = safeBound(program, multipliers);
    if (bound > (this.best?.bound ?? Number.NEGATIVE_INFINITY))
      this.best = { bound, multipliers, reduced: reduced ?? reducedCosts(program, multipliers) };
  }

  private offerPriced(program: Program, { multipliers, reduced }: Priced): void {
    this.offer(program, multipliers, reduced);
  }

  /** Multipliers that are good under nearly the same costs are repaired under these; nothing is solved again. */
  private noteSecond(program: Program, repair: Repair, before: Bounded | undefined): void {
    if (!this.secondCost || !this.best || this.best === before) return;
    const { multipliers } = this.best;
    const other = { ...program, cost: this.secondCost };
    const repaired = repair.repaired(other, { multipliers, reduced: reducedCosts(other, multipliers) });
    const found = Math.max(safeBound(other, multipliers), safeBound(other, repaired.multipliers));
    this.second = Math.max(found, this.second ?? Number.NEGATIVE_INFINITY);
  }

  /** What a demand row's own columns lack is taken from its multiplier, once and not for each of them. */
  private lowered(
    program: Program,
    duals: Float64Array,
    reduced: Float64Array,
    isKept: (column: number) => boolean,
  ): Float64Array {
    const multipliers = Float64Array.from(duals);
    for (const row of this.shape.demandRows) {
      if (program.rowLower[row] !== program.rowUpper[row]) continue;
      let least = 0;
      for (let k = program.rowStart[row] ?? 0; k < (program.rowStart[row + 1] ?? 0); k += 1) {
        const j = program.rowColumn[k] ?? 0;
        if (this.shape.isServing[j] === 1 && !isKept(j))
          least = Math.min(least, (reduced[j] ?? 0) / (program.rowValue[k] ?? 1));
      }
      multipliers[row] = (multipliers[row] ?? 0) + least;
    }
    return multipliers;
  }
}

/** Reduced costs are linear in the multipliers. Rows that the older ones did not know count as zero there. */
const mixture = (part: number, newer: Priced, older: Priced): Priced => ({
  multipliers: newer.multipliers.map((value, i) => part * value + (1 - part) * (older.multipliers[i] ?? 0)),
  reduced: newer.reduced.map((value, j) => part * value + (1 - part) * (older.reduced[j] ?? 0)),
});
