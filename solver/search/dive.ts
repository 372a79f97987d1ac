import type { EngineLimits } from '../engines/contract.js';
import type { Program } from '../program/program.js';
import { brokenRows } from './linear/broken.js';
import type { KeptLinear } from './linear/kept-linear.js';
import type { Shape } from './linear/shape.js';
import { WHOLE } from './whole.js';

/** Share of the fractional columns that one step fixes: of what is open or not, of what serves. */
const SWITCH_SHARE = 0.25;
const SERVING_SHARE = 0.3;
/** Nothing that is open to less than this is opened. */
const CLOSED_BELOW = 0.1;
/** A serving column is taken whole from this share on; the first of a step always. */
const SERVING_LEAST = 0.5;
/** Solves before the first step, for rows that were left out and are broken. */
const WRITING_SOLVES = 8;
/** How often what was rounded down may be freed again. */
const MOST_RETREATS = 4;
/** Serving columns, as a share of the demand rows, that may stay fractional: a small program for whoever goes on. */
const FEW_SHARE = 0.02;
/** Part of a step that is tried again where the whole of it leads nowhere. */
const FEWER = 0.25;

/**
 * Rounds a relaxation a few columns at a time and lets the linear program answer to each step: what is open or not first,
 * then what serves. Counts (units, replicas) stay as the relaxation has them, to be rounded up by whoever goes on.
 *
 * Source: diving heuristics as in T. Achterberg, Constraint Integer Programming, 2007, section 9.2.
 */
export class Dive {
  private readonly isFixed: Uint8Array;
  /** Value of each fixed column. */
  private readonly held: Float64Array;
  private retreats = 0;
  /** Rows that the last point breaks and that have been written since. */
  private missing = 0;

  /** @param point - optimum of the kept linear program, to start from */
  constructor(
    private readonly program: Program,
    private readonly shape: Shape,
    private readonly kept: KeptLinear,
    private point: Float64Array,
  ) {
    this.isFixed = new Uint8Array(program.columnCount);
    this.held = new Float64Array(program.columnCount);
  }

  /**
   * @param next - limits of one solve, asked before each; undefined ends the dive where it is
   * @returns a point of the relaxation, whole in as many columns as there was time for
   */
  run(next: () => EngineLimits | undefined): Float64Array {
    const { program, shape, kept } = this;
    const switches: number[] = [];
    const serving: number[] = [];
    for (let j = 0; j < program.columnCount; j += 1) {
      const width = (program.columnUpper[j] ?? 0) - (program.columnLower[j] ?? 0);
      if (program.integer[j] !== 1 || !(width > 0) || !kept.hasColumn(j)) continue;
      if (shape.isServing[j] === 1) serving.push(j);
      else if (width <= 1) switches.push(j);
    }
    this.take(this.point);
    for (let solve = 0; solve < WRITING_SOLVES && this.missing > 0; solve += 1)
      if (!this.fix([], Math.round, next)) break;
    if (this.round(switches, next)) this.serve(serving, next);
    return this.point;
  }

  /** What is most open is opened, until hardly anything is open that is not: that is closed. False where a limit came first. */
  private round(columns: readonly number[], next: () => EngineLimits | undefined): boolean {
    for (;;) {
      const open = columns.filter((j) => this.isFractional(j));
      if (open.length === 0) break;
      open.sort((a, b) => (this.point[b] ?? 0) - (this.point[a] ?? 0) || a - b);
      const most = this.point[open[0] ?? 0] ?? 0;
      const isLast = most < CLOSED_BELOW;
      const first = open.slice(0, Math.ceil(SWITCH_SHARE * open.length));
      const chosen = isLast ? open : first.filter((j) => (this.point[j] ?? 0) >= most / 2);
      if (this.fix(chosen, isLast ? Math.floor : Math.ceil, next)) continue;
      // A dead end: what was to be closed is opened instead, which leaves more room.
      if (!(isLast && this.fix(chosen, Math.ceil, next)) && !this.retreat(next)) return false;
    }
    const whole = columns.filter((j) => this.isFixed[j] !== 1);
    this.hold(
      whole,
      whole.map((j) => Math.round(this.point[j] ?? 0)),
    );
    return true;
  }

  /** Large shares are taken whole, small ones not at all, those that are surest first. */
  private serve(columns: readonly number[], next: () => EngineLimits | undefined): void {
    const doubt = (j: number): number => {
      const value = this.point[j] ?? 0;
      return value > SERVING_LEAST ? 1 - value : value;
    };
    const few = FEW_SHARE * this.shape.demandRows.length;
    const near = (value: number): number => (value > SERVING_LEAST ? Math.ceil(value) : Math.floor(value));
    for (;;) {
      const open = columns.filter((j) => this.isFractional(j));
      if (open.length <= few && this.missing === 0) return;
      open.sort((a, b) => doubt(a) - doubt(b) || a - b);
      let chosen = open.slice(0, Math.ceil(SERVING_SHARE * open.length));
      let isTaken = this.fix(chosen, near, next);
      while (isTaken === false && chosen.length > 1) {
        chosen = chosen.slice(0, Math.ceil(FEWER * chosen.length));
        isTaken = this.fix(chosen, near, next);
      }
      // What cannot be taken whole is not taken at all.
      if (!(isTaken ?? false) && !this.fix(chosen, Math.floor, next) && !this.retreat(next)) return;
    }
  }

  private isFractional(j: number): boolean {
    const value = this.point[j] ?? 0;
    return this.isFixed[j] !== 1 && Math.abs(value - Math.round(value)) > WHOLE;
  }

  /** False where the linear program has no answer to it, undefined where a limit came first. */
  private fix(
    chosen: readonly number[],
    target: (value: number) => number,
    next: () => EngineLimits | undefined,
  ): boolean | undefined {
    const limits = next();
    if (!limits) return undefined;
    const { columnLower, columnUpper } = this.program;
    const values = chosen.map((j) => {
      const value = target(this.point[j] ?? 0);
      return Math.min(Math.max(value, columnLower[j] ?? value), columnUpper[j] ?? value);
    });
    this.hold(chosen, values);
    const { point, missed } = this.kept.solve(limits);
    if (point && missed <= WHOLE) {
      this.take(point);
      return true;
    }
    const own = (from: Float64Array): number[] => chosen.map((j) => from[j] ?? 0);
    this.kept.setBounds(chosen, own(columnLower), own(columnUpper));
    for (const j of chosen) this.isFixed[j] = 0;
    return false;
  }

  /** Frees again what was rounded down; false where that was done too often or leads nowhere either. */
  private retreat(next: () => EngineLimits | undefined): boolean {
    const { columnLower, columnUpper } = this.program;
    this.retreats += 1;
    if (this.retreats > MOST_RETREATS) return false;
    const freed: number[] = [];
    for (let j = 0; j < this.isFixed.length; j += 1)
      if (this.isFixed[j] === 1 && this.held[j] === columnLower[j]) freed.push(j);
    const own = (from: Float64Array): number[] => freed.map((j) => from[j] ?? 0);
    this.kept.setBounds(freed, own(columnLower), own(columnUpper));
    for (const j of freed) this.isFixed[j] = 0;
    return this.fix([], Math.round, next) ?? false;
  }

  private take(point: Float64Array): void {
    this.point = point;
    const { program, shape, kept } = this;
    const isOut = (row: number): boolean => shape.isLazy[row] === 1 && !kept.hasRow(row);
    const rows = brokenRows(program, point, WHOLE, isOut);
    this.missing = rows.length;
    this.kept.addRows(rows);
  }

  private hold(columns: readonly number[], values: readonly number[]): void {
    this.kept.setBounds(columns, values, values);
    columns.forEach((j, at) => {
      this.isFixed[j] = 1;
      this.held[j] = values[at] ?? 0;
    });
  }
}
