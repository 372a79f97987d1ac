import type { Engine, EngineLimits } from '../../engines/contract.js';
import type { Program } from '../../program/program.js';
import { type HubRows, hubColumnsOf, hubPart, hubRowsOf, outerCosts } from '../hub-part.js';
import { hubsOf } from '../hubs.js';
import { groupsOf } from '../linear/groups.js';
import type { Shape } from '../linear/shape.js';
import type { BaseRows } from './base-rows.js';
import type { Cut } from './cut.js';
import { HubTree, type WholeColumns } from './hub-tree.js';
import { RowSum } from './row-sum.js';

/** Linear programs that one hub may take. */
const NODES = 40;
/** Violation, relative to what the point costs there, from which a cut is worth a row. */
const WORTH = 1e-4;
/** Coefficients this small beside the largest are left out: simplex loses its way in rows of ten orders of size. */
const TINY = 1e-7;
/** Share of the time left that one round over the hubs may take. */
const TIME_SHARE = 0.15;
/** What all hubs together must lift the costs by, relative to these, for another round to be worth its time. */
const LIFT_LEAST = 5e-5;
/** Distance from a whole number up to which a value is one. */
const WHOLE = 1e-5;

/** A hub by itself. */
interface HubPart {
  /** Columns of the whole. */
  readonly columns: readonly number[];
  /** Without costs. */
  readonly program: Program;
  /** Places of its whole columns: units and openings first, then what serves. */
  readonly whole: WholeColumns;
}

/** A relaxation with its cuts, solved. */
interface Solved {
  readonly duals: Float64Array;
  readonly point: Float64Array;
}

/**
 * Cuts from whole hubs: under the multipliers of the rows that reach beyond a hub, a small tree shows what no whole point
 * of the hub costs less than. Where the relaxation's part there does, that is a cut. It sees what no single row shows:
 * units that come by the pack, power for two servers and not for three. The tree's bound is safe, and so is the cut.
 *
 * Source: A. M. Geoffrion, "Lagrangean relaxation for integer programming" (1974); E. A. Boyd, "Fenchel cutting planes for
 * integer programs" (1994).
 */
export class HubCuts {
  private readonly program: Program;
  private readonly parts: readonly HubPart[];
  /** Of the program's own rows: cuts that the multipliers have beside them are in no hub's costs. */
  private readonly rows: HubRows;
  private readonly sum: RowSum;
  /** The hub that the next round begins with, where time did not suffice for all. */
  private next = 0;
  /** Whether another round is worth its time. */
  isWorth = true;

  constructor(
    base: BaseRows,
    shape: Shape,
    private readonly engine: Engine,
  ) {
    const { program } = base;
    this.program = program;
    this.sum = new RowSum(program);
    const hubs = hubsOf(program, shape, groupsOf(program, shape));
    this.rows = hubRowsOf(program, hubs);
    // As wide as every accepted point keeps them: a cut may not forbid what a check of points forgives.
    const sides = { rowLower: base.lower, rowUpper: base.upper };
    this.parts = hubColumnsOf(hubs).map((columns, hub) => {
      const whole = columns.flatMap((j, at) => (program.integer[j] === 1 ? [at] : []));
      const serves = (at: number): boolean => shape.isServing[columns[at] ?? 0] === 1;
      return {
        columns,
        program: hubPart(program, columns, this.rows.ofHub[hub] ?? [], sides),
        whole: { first: whole.filter((at) => !serves(at)), later: whole.filter(serves) },
      };
    });
  }

  /**
   * The cuts that a point breaks, one a hub at most.
   *
   * @param limits - what is left; undefined where nothing is
   */
  async from({ duals, point }: Solved, limits: () => EngineLimits | undefined): Promise<Cut[]> {
    const costs = outerCosts(this.program, this.rows, duals);
    const share = shareOf(limits);
    const found: Cut[] = [];
    let lift = 0;
    let asked = 0;
    for (; asked < this.parts.length && share(); asked += 1) {
      const part = this.parts[(this.next + asked) % this.parts.length];
      if (!part || isWholeAt(part, point)) continue;
      const cost = Float64Array.from(part.columns, (j) => costs[j] ?? 0);
      const inPoint = cost.reduce((sum, value, at) => sum + value * (point[part.columns[at] ?? 0] ?? 0), 0);
      const tree = new HubTree({ ...part.program, cost }, part.whole);
      const bound = await tree.bound(this.engine, NODES, share);
      const cut =
        Number.isFinite(bound) && bound > inPoint + WORTH * Math.abs(inPoint)
          ? this.cutOf(part, cost, bound)
          : undefined;
      if (!cut) continue;
      found.push(cut);
      lift += bound - inPoint;
    }
    this.next += asked;
    const size = this.program.cost.reduce((sum, value, j) => sum + value * (point[j] ?? 0), 0);
    this.isWorth = lift * this.parts.length > LIFT_LEAST * Math.abs(size) * asked;
    return found;
  }

  private cutOf(part: HubPart, cost: Float64Array, bound: number): Cut | undefined {
    this.sum.clear();
    part.columns.forEach((column, at) => {
      this.sum.add(column, -1, cost[at] ?? 0);
    });
    this.sum.addRight(-1, bound);
    return this.sum.cut(TINY);
  }
}

/** Whether all its whole columns are whole at a point of the whole program. */
const isWholeAt = ({ columns, whole }: HubPart, point: Float64Array): boolean =>
  [...whole.first, ...whole.later].every((at) => {
    const value = point[columns[at] ?? 0] ?? 0;
    return Math.abs(value - Math.round(value)) <= WHOLE;
  });

/** Limits of a share of the time that is left now. */
const shareOf = (limits: () => EngineLimits | undefined): (() => EngineLimits | undefined) => {
  const firstMs = limits()?.timeLimitMs;
  if (firstMs === undefined) return limits;
  return () => {
    const left = limits();
    const timeLimitMs = (left?.timeLimitMs ?? 0) - (1 - TIME_SHARE) * firstMs;
    return left && timeLimitMs > 0 ? { ...left, timeLimitMs } : undefined;
  };
};
