import { safeBound } from '../../program/bound.js';
import type { Program } from '../../program/program.js';
import { reducedCosts } from '../../program/transpose.js';
import { loweredMultipliers } from './lowered.js';
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
      this.offer(program, loweredMultipliers(program, this.shape, duals, reduced, isKept));
      this.offer(program, duals, reduced);
      return reduced;
    }
    if (best) {
      const { multipliers, reduced: mixed } = mixture(MIXED_PART, { multipliers: duals, reduced }, best);
      this.offerRepaired(program, repair, { multipliers, reduced: mixed });
    }
    this.offerRepaired(program, repair, { multipliers: duals, reduced });
    this.offer(program, duals, reduced);
    this.noteSecond(program, repair, best);
    return this.best ? mixture(PRICED_PART, { multipliers: duals, reduced }, this.best).reduced : reduced;
  }

  private offer(program: Program, multipliers: Float64Array, reduced?: Float64Array): void {
    const bound = safeBound(program, multipliers);
    if (bound > (this.best?.bound ?? Number.NEGATIVE_INFINITY))
      this.best = { bound, multipliers, reduced: reduced ?? reducedCosts(program, multipliers) };
  }

  private offerRepaired(program: Program, repair: Repair, priced: Priced): void {
    const { multipliers, reduced } = repair.repaired(program, priced);
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
}

/** Reduced costs are linear in the multipliers. Rows that the older ones did not know count as zero there. */
const mixture = (part: number, newer: Priced, older: Priced): Priced => ({
  multipliers: newer.multipliers.map((value, i) => part * value + (1 - part) * (older.multipliers[i] ?? 0)),
  reduced: newer.reduced.map((value, j) => part * value + (1 - part) * (older.reduced[j] ?? 0)),
});
