import type { Engine, EngineLimits, LinearModel } from '../../engines/contract.js';
import { safeBound } from '../../program/bound.js';
import type { Program } from '../../program/program.js';

/** Distance from a whole number from which a value is none. */
const FRACTION_LEAST = 1e-5;

/** Whole columns that a tree splits: all of `first` before any of `later`. */
export interface WholeColumns {
  readonly first: readonly number[];
  readonly later: readonly number[];
}

/** A box of the whole columns that branch, and what is known of the points in it. */
interface Leaf {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Safe: no point in the box costs less. */
  readonly bound: number;
  /** Place of the branching column to split next, and its value; undefined where none is left. */
  readonly split: { readonly at: number; readonly value: number } | undefined;
}

/**
 * A tree over some whole columns of a small program. Its bound is the least of safe bounds of all leaves, so that it
 * rests on no engine's word: where the engine has no multipliers for a leaf, the bound of the leaf's parent stands.
 */
export class HubTree {
  /** Ascending. */
  private readonly branching: Int32Array;
  private readonly isFirst: Uint8Array;
  private readonly leaves: Leaf[] = [];
  private model: LinearModel | undefined;

  /** @param whole - columns that are split */
  constructor(
    private readonly program: Program,
    whole: WholeColumns,
  ) {
    this.isFirst = new Uint8Array(program.columnCount);
    for (const column of whole.first) this.isFirst[column] = 1;
    this.branching = Int32Array.from([...whole.first, ...whole.later]).sort();
  }

  /**
   * What no point costs less than whose branching columns are whole. Ends early with what is proven then.
   *
   * @param nodes - linear programs at most
   * @returns minus infinity where not even one was solved
   */
  async bound(engine: Engine, nodes: number, limits: () => EngineLimits | undefined): Promise<number> {
    this.model = await engine.openLinear?.(this.program);
    if (!this.model) return Number.NEGATIVE_INFINITY;
    const pick = (from: Float64Array): Float64Array => Float64Array.from(this.branching, (j) => from[j] ?? 0);
    try {
      const { columnLower, columnUpper } = this.program;
      this.leaves.push(this.leaf(pick(columnLower), pick(columnUpper), Number.NEGATIVE_INFINITY, limits));
      for (let solved = 1; solved + 2 <= nodes; solved += 2) {
        const next = this.weakest();
        const leaf = this.leaves[next];
        if (!leaf?.split || !limits()) break;
        this.leaves.splice(next, 1, ...this.halves(leaf, leaf.split, limits));
      }
    } finally {
      this.model.dispose();
    }
    return this.leaves[this.weakest()]?.bound ?? Number.POSITIVE_INFINITY;
  }

  private weakest(): number {
    let weakest = 0;
    this.leaves.forEach((leaf, at) => {
      if (leaf.bound < (this.leaves[weakest]?.bound ?? 0)) weakest = at;
    });
    return weakest;
  }

  private halves(
    { lower, upper, bound }: Leaf,
    { at, value }: { readonly at: number; readonly value: number },
    limits: () => EngineLimits | undefined,
  ): Leaf[] {
    const below = Float64Array.from(upper);
    below[at] = Math.floor(value);
    const above = Float64Array.from(lower);
    above[at] = Math.floor(value) + 1;
    return [this.leaf(lower, below, bound, limits), this.leaf(above, upper, bound, limits)];
  }

  private leaf(
    lower: Float64Array,
    upper: Float64Array,
    least: number,
    limits: () => EngineLimits | undefined,
  ): Leaf {
    const boxed = this.boxed(lower, upper);
    const left = limits();
    if (!left) return { lower, upper, bound: least, split: undefined };
    this.model?.setColumnBounds(this.branching, lower, upper);
    const { point, rowDuals, ray } = this.model?.solve(left) ?? {};
    if (ray && isEmpty(boxed, ray))
      return { lower, upper, bound: Number.POSITIVE_INFINITY, split: undefined };
    if (!point || !rowDuals) return { lower, upper, bound: least, split: undefined };
    const bound = Math.max(least, safeBound(boxed, rowDuals));
    return { lower, upper, bound, split: this.mostFractional(point) };
  }

  private boxed(lower: Float64Array, upper: Float64Array): Program {
    const columnLower = Float64Array.from(this.program.columnLower);
    const columnUpper = Float64Array.from(this.program.columnUpper);
    this.branching.forEach((column, at) => {
      columnLower[column] = lower[at] ?? 0;
      columnUpper[column] = upper[at] ?? 0;
    });
    return { ...this.program, columnLower, columnUpper };
  }

  /** What the cost hangs on is split before what follows from it. */
  private mostFractional(point: Float64Array): Leaf['split'] {
    let split: Leaf['split'];
    let most = 0;
    this.branching.forEach((column, at) => {
      const value = point[column] ?? 0;
      const distance = Math.abs(value - Math.round(value));
      const weight = distance + (this.isFirst[column] === 1 ? 1 : 0);
      if (distance <= FRACTION_LEAST || weight <= most) return;
      most = weight;
      split = { at, value };
    });
    return split;
  }
}

/** Whether multipliers show that a program has no point: under no costs at all, any point would cost something. */
const isEmpty = (program: Program, ray: Float64Array): boolean => {
  const free = { ...program, cost: new Float64Array(program.columnCount) };
  return (
    safeBound(free, ray) > 0 ||
    safeBound(
      free,
      ray.map((value) => -value),
    ) > 0
  );
};
