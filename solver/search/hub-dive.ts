import type { Engine, EngineLimits } from '../engines/contract.js';
import type { Program } from '../program/program.js';
import { type HubRows, hubColumnsOf, hubPart, hubRowsOf, outerCosts } from './hub-part.js';
import type { Hubs } from './hubs.js';
import { brokenRows } from './linear/broken.js';
import type { KeptLinear } from './linear/kept-linear.js';
import type { Landscape } from './part.js';
import { WHOLE } from './whole.js';

/** Share of all hubs that one step settles, and part of the time after which one step settles all that are left. */
const STEP_SHARE = 0.1;
const LATE = 0.6;
/** Solves of one step, for rows that were left out and are broken. */
const WRITING_SOLVES = 6;
/** How often a hub may be left for later. */
const MOST_DELAYS = 2;

interface Solved {
  readonly point: Float64Array;
  readonly duals: Float64Array;
}

/** Limits of a dive, asked before each question; undefined ends it where it is. */
export interface DiveLimits {
  readonly linear: () => EngineLimits | undefined;
  /** Of one hub. */
  readonly hub: () => EngineLimits;
  /** From 0 to 1: how much of the time is gone. 0 where no clock decides. */
  readonly spentFraction: () => number;
}

/**
 * Rounds a relaxation hub by hub: under the multipliers of the rows that reach beyond a hub, its own program says which
 * units it has and whom it serves, all whole at once. Some hubs are settled at a time, those that the relaxation is surest
 * of first, and the linear program answers with new multipliers for the others.
 *
 * Source: diving in column generation, R. Sadykov, F. Vanderbeck, A. Pessoa, I. Tahiri and E. Uchoa, INFORMS Journal on
 * Computing 31 (2019); here a hub's column is made when it is taken.
 */
export class HubDive {
  private readonly rows: HubRows;
  private readonly columns: readonly (readonly number[])[];
  private readonly lower: Float64Array;
  private readonly upper: Float64Array;
  /** What each demand row still lacks, whole columns counted; infinite for all other rows. */
  private readonly missing: Float64Array;
  private readonly open: Set<number>;
  private readonly delays: Uint8Array;

  /**
   * @param kept - the relaxation, or the few columns of it that matter, open
   * @param engine - solves the program of a hub
   */
  constructor(
    private readonly land: Landscape,
    private readonly hubs: Hubs,
    private readonly kept: KeptLinear,
    private readonly engine: Engine,
  ) {
    const { program, shape } = land;
    this.rows = hubRowsOf(program, hubs);
    this.columns = hubColumnsOf(hubs);
    this.lower = Float64Array.from(program.columnLower);
    this.upper = Float64Array.from(program.columnUpper);
    this.missing = new Float64Array(program.rowCount).fill(Number.POSITIVE_INFINITY);
    for (const row of shape.demandRows) this.missing[row] = program.rowLower[row] ?? 0;
    this.open = new Set(this.columns.keys());
    this.delays = new Uint8Array(hubs.count);
  }

  /** The last point of the relaxation, with as many hubs settled as there was time for; undefined where it has none. */
  async run(limits: DiveLimits): Promise<Float64Array | undefined> {
    let solved = this.solve(limits);
    let point = solved?.point;
    while (solved && this.open.size > 0) {
      // Better all that is left at once than some not at all.
      const count = limits.spentFraction() < LATE ? Math.ceil(STEP_SHARE * this.hubs.count) : this.open.size;
      const costs = outerCosts(this.land.program, this.rows, solved.duals);
      const settled: number[] = [];
      for (const hub of this.surest(solved.point, count))
        settled.push(...(await this.settle(hub, costs, limits)));
      this.hold(settled);
      solved = this.solve(limits) ?? this.retreat(settled, limits);
      point = solved?.point ?? point;
    }
    return point;
  }

  /** Hubs whose counts are nearest to whole numbers, by what they cost. */
  private surest(point: Float64Array, count: number): number[] {
    const { program, shape } = this.land;
    const sureness = new Map<number, number>();
    for (const hub of this.open) {
      let sum = 0;
      for (const j of this.columns[hub] ?? []) {
        if (shape.isServing[j] === 1 || program.integer[j] !== 1) continue;
        const value = point[j] ?? 0;
        sum += (program.cost[j] ?? 0) * (value - 2 * Math.abs(value - Math.round(value)));
      }
      sureness.set(hub, sum);
    }
    const order = [...sureness].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return order.slice(0, count).map(([hub]) => hub);
  }

  /** Solves a hub by itself and keeps its whole columns; answers these. */
  private async settle(hub: number, costs: Float64Array, { hub: hubLimits }: DiveLimits): Promise<number[]> {
    const { program, shape } = this.land;
    const columns = (this.columns[hub] ?? []).filter(
      (j) => shape.isServing[j] !== 1 || (this.kept.hasColumn(j) && this.isWanted(j)),
    );
    const current: Program = { ...program, columnLower: this.lower, columnUpper: this.upper };
    const part = hubPart(current, columns, this.rows.ofHub[hub] ?? []);
    const cost = Float64Array.from(columns, (j) => costs[j] ?? 0);
    const { point } = await this.engine.solve({ ...part, cost }, hubLimits());
    const delays = (this.delays[hub] ?? 0) + 1;
    this.delays[hub] = delays;
    if (point || delays > MOST_DELAYS) this.open.delete(hub);
    if (!point) return [];
    const whole: number[] = [];
    const found = new Map(columns.map((j, at) => [j, point[at] ?? 0]));
    for (const j of this.columns[hub] ?? []) {
      if (program.integer[j] !== 1) continue;
      const value = Math.round(found.get(j) ?? this.lower[j] ?? 0);
      this.lower[j] = value;
      this.upper[j] = value;
      whole.push(j);
      if (value !== 0) this.serve(j, value);
    }
    return whole;
  }

  /** Where a step leads nowhere (what one hub serves may tie others down), whom it serves is left open again, then its units too. */
  private retreat(settled: readonly number[], limits: DiveLimits): Solved | undefined {
    const { isServing } = this.land.shape;
    this.free(settled.filter((j) => isServing[j] === 1));
    const solved = this.solve(limits);
    if (solved) return solved;
    this.free(settled.filter((j) => isServing[j] !== 1));
    return this.solve(limits);
  }

  private free(columns: readonly number[]): void {
    const { columnLower, columnUpper } = this.land.program;
    for (const j of columns) {
      const value = this.lower[j] ?? 0;
      if (value !== 0) this.serve(j, -value);
      this.lower[j] = columnLower[j] ?? 0;
      this.upper[j] = columnUpper[j] ?? 0;
    }
    this.hold(columns);
  }

  /** Whether no demand row of a column is served whole already. */
  private isWanted(column: number): boolean {
    if (this.land.program.integer[column] !== 1) return true;
    return this.demands(column).every(([row, weight]) => (this.missing[row] ?? 0) >= weight * (1 - WHOLE));
  }

  private serve(column: number, value: number): void {
    for (const [row, weight] of this.demands(column))
      this.missing[row] = (this.missing[row] ?? 0) - weight * value;
  }

  private demands(column: number): [row: number, weight: number][] {
    const { start, row, value } = this.land.entries;
    const found: [number, number][] = [];
    for (let k = start[column] ?? 0; k < (start[column + 1] ?? 0); k += 1)
      if (Number.isFinite(this.missing[row[k] ?? 0])) found.push([row[k] ?? 0, value[k] ?? 0]);
    return found;
  }

  private hold(columns: readonly number[]): void {
    const kept = columns.filter((j) => this.kept.hasColumn(j));
    const own = (from: Float64Array): number[] => kept.map((j) => from[j] ?? 0);
    this.kept.setBounds(kept, own(this.lower), own(this.upper));
  }

  private solve({ linear }: DiveLimits): Solved | undefined {
    const { program, shape } = this.land;
    let solved: Solved | undefined;
    for (let solve = 0; solve < WRITING_SOLVES; solve += 1) {
      const limits = linear();
      const { point, rowDuals: duals } = limits ? this.kept.solve(limits) : {};
      if (!point || !duals) break;
      solved = { point, duals };
      const isOut = (row: number): boolean => shape.isLazy[row] === 1 && !this.kept.hasRow(row);
      const broken = brokenRows(program, point, WHOLE, isOut);
      if (broken.length === 0) break;
      this.kept.addRows(broken);
    }
    return solved;
  }
}
