import type { Engine, EngineLimits } from '../../engines/contract.js';
import { safeBound } from '../../program/bound.js';
import type { Program } from '../../program/program.js';
import { type ColumnEntries, reducedCosts, transpose } from '../../program/transpose.js';
import { withRows } from '../../program/with-rows.js';
import { brokenRows } from '../linear/broken.js';
import { cheapestOf } from '../linear/cheapest.js';
import { dearestOf, givePriceOf, KeptLinear } from '../linear/kept-linear.js';
import { loweredMultipliers } from '../linear/lowered.js';
import { PRICE_TOLERANCE, PRICED_COLUMNS, ROW_TOLERANCE } from '../linear/missed.js';
import type { Shape } from '../linear/shape.js';
import { type BaseRows, baseRows } from './base-rows.js';
import type { Cut } from './cut.js';
import { HubCuts } from './hub-cuts.js';
import { type VanishingRow, vanishingRows } from './implied-rows.js';
import { leanColumns, leanRows } from './lean.js';
import { separated } from './separation.js';
import { tightened } from './tightened.js';
import { type VariableBounds, variableBounds } from './variable-bounds.js';

/** Rounds of cuts, at most. */
const MOST_ROUNDS = 40;
/** Solves in one round, for columns and rows that were left out and are missed. */
const MOST_SOLVES = 2;
/** Gain of a round, relative to the bound, below which it counts as idle; so many of them in a row end the loop. */
const GAIN_LEAST = 2e-5;
const IDLE_MOST = 4;
/** Rounds for which a cut may be slack before it goes. */
const SLACK_ROUNDS = 2;
/** Gain of a round, relative to the bound, below which hubs are asked as a whole. */
const HUB_GAIN_MOST = 1e-3;

/** A relaxation as cuts start from it. */
export interface Start {
  readonly program: Program;
  readonly entries: ColumnEntries;
  readonly shape: Shape;
  /** 1 for rows that are written only where a point breaks them. */
  readonly isLazy: Uint8Array;
  readonly multipliers: Float64Array;
  readonly reduced: Float64Array;
  readonly point: Float64Array;
  readonly bound: number;
}

/** A better bound, and what is behind it. */
export interface Better {
  /** Safe bound of the program with its cuts, which is one of the program. */
  readonly bound: number;
  /** Multipliers of the program's own rows. */
  readonly multipliers: Float64Array;
  /** Reduced costs under the multipliers of rows and cuts. */
  readonly reduced: Float64Array;
  readonly point: Float64Array;
}

/** What cuts made of a relaxation. */
export interface Lifted extends Better {
  readonly rounds: number;
  readonly iterations: number;
  /** Cuts made in all. */
  readonly cutCount: number;
}

/**
 * Raises the bound of a relaxation by cutting planes, round by round, on the few columns and rows that matter near its
 * optimum. Columns left out are priced and rows left out are checked as in the relaxation itself, so that each round's
 * bound is one of the whole. Cuts stay here: nothing but bound, multipliers, reduced costs and a point goes out.
 */
export class CutLoop {
  private readonly kept: KeptLinear;
  private readonly base: BaseRows;
  private readonly cuts: Cut[] = [];
  /** Rounds for which each cut has been slack; -1 where it is gone. */
  private readonly slackRounds: number[] = [];
  private readonly bounds: VariableBounds;
  private readonly vanishing: readonly VanishingRow[];
  /** With upper bounds of columns as its rows leave them. */
  private readonly start: Start;
  private readonly priceTolerance: number;
  private whole: Program;
  private wholeEntries: ColumnEntries;
  private best: Omit<Better, 'point'>;
  private point: Float64Array;
  private duals: Float64Array;
  private hubs: HubCuts | undefined;
  private rounds = 0;
  private iterations = 0;

  constructor(
    start: Start,
    /** What is left of the limits; undefined where nothing is. */
    private readonly limits: () => EngineLimits | undefined,
    private readonly onBetter: (better: Better) => void,
  ) {
    const program = tightened(start.program);
    this.start = { ...start, program };
    const { entries, shape } = start;
    this.priceTolerance = PRICE_TOLERANCE * dearestOf(program);
    const prices = new Float64Array(shape.demandRows.length).fill(givePriceOf(program));
    this.kept = new KeptLinear(program, entries, shape.demandRows, prices);
    this.whole = program;
    this.wholeEntries = entries;
    const base = baseRows(program, program.rowCount);
    this.base = base;
    this.bounds = variableBounds(base);
    this.vanishing = vanishingRows(base, this.bounds);
    this.best = { bound: start.bound, multipliers: start.multipliers, reduced: start.reduced };
    this.point = start.point;
    this.duals = start.multipliers;
  }

  /** Undefined where no cut was found. */
  async run(engine: Engine): Promise<Lifted | undefined> {
    const { program, shape, isLazy, multipliers, reduced, point, bound } = this.start;
    const columns = leanColumns(program, shape, reduced, point);
    await this.kept.open(engine, columns, leanRows(program, isLazy, multipliers, point));
    this.kept.startFrom(point, shape.demandRows);
    try {
      // The first round has no gain yet.
      let idle = -1;
      let before = bound;
      for (; this.rounds < MOST_ROUNDS; this.rounds += 1) {
        if (!this.solve()) break;
        const gain = this.best.bound - before;
        before = this.best.bound;
        idle = gain > GAIN_LEAST * Math.abs(before) ? 0 : idle + 1;
        const isSlow = this.rounds > 0 && gain < HUB_GAIN_MOST * Math.abs(before);
        const isCutByHubs = isSlow && (await this.cutHubs(engine));
        const isCut = idle < IDLE_MOST && this.cut(Math.max(0, idle));
        if (!isCut && !isCutByHubs) break;
      }
    } finally {
      this.kept.dispose();
    }
    if (this.cuts.length === 0) return undefined;
    const { rounds, iterations } = this;
    return {
      ...this.best,
      point: this.point,
      rounds,
      iterations,
      cutCount: this.cuts.length,
    };
  }

  /** Solves until no row and no column is missed, or often enough; false where no solve ended. */
  private solve(): boolean {
    let isSolved = false;
    for (let solve = 0; solve < MOST_SOLVES; solve += 1) {
      const limits = this.limits();
      if (!limits) return false;
      const result = this.kept.solve(limits);
      this.iterations += result.iterations;
      const { point, rowDuals } = result;
      if (!point || !rowDuals) return false;
      isSolved = true;
      this.point = point;
      this.duals = rowDuals;
      const raw = reducedCosts(this.whole, rowDuals);
      this.note(rowDuals, raw);
      const rows = this.broken();
      const columns = this.priced(raw);
      if (rows.length === 0 && columns.length === 0) break;
      this.kept.addRows(rows);
      this.kept.addColumns(columns);
    }
    return isSolved;
  }

  private note(duals: Float64Array, raw: Float64Array): void {
    const { whole } = this;
    const lowered = loweredMultipliers(whole, this.start.shape, duals, raw, (j) => this.kept.hasColumn(j));
    const bound = safeBound(whole, lowered);
    for (let index = 0; index < this.cuts.length; index += 1) {
      const rounds = this.slackRounds[index] ?? -1;
      if (rounds >= 0 && duals[this.start.program.rowCount + index] !== 0) this.slackRounds[index] = 0;
    }
    if (bound <= this.best.bound) return;
    const multipliers = lowered.slice(0, this.start.program.rowCount);
    this.best = { bound, multipliers, reduced: reducedCosts(whole, lowered) };
    this.onBetter({ ...this.best, point: this.point });
  }

  /** Adds cuts from whole hubs, as long as they are worth it; false where there are none. */
  private async cutHubs(engine: Engine): Promise<boolean> {
    const { duals, point } = this;
    this.hubs ??= new HubCuts(this.base, this.start.shape, engine);
    if (!this.hubs.isWorth) return false;
    const found = await this.hubs.from({ duals, point }, this.limits);
    this.add(found);
    return found.length > 0;
  }

  /** Adds the cuts that the point breaks and drops those that have been slack; false where there are none. */
  private cut(effort: number): boolean {
    const { program } = this.start;
    const found = separated(
      {
        program: this.whole,
        cutsFrom: program.rowCount,
        entries: this.start.entries,
        bounds: this.bounds,
        vanishing: this.vanishing,
        kept: this.kept,
        point: this.point,
        effort,
      },
      () => this.limits() === undefined,
    );
    this.dropSlack();
    this.add(found);
    return found.length > 0;
  }

  private add(found: readonly Cut[]): void {
    if (found.length === 0) return;
    const { program } = this.start;
    const first = this.whole.rowCount;
    this.cuts.push(...found);
    this.slackRounds.push(...found.map(() => 0));
    this.whole = withRows(program, this.cuts);
    this.wholeEntries = transpose(this.whole);
    this.kept.grow(this.whole, this.wholeEntries);
    this.kept.addRows(found.map((_, index) => first + index));
  }

  private dropSlack(): void {
    const dropped: number[] = [];
    for (let index = 0; index < this.cuts.length; index += 1) {
      const rounds = this.slackRounds[index] ?? -1;
      if (rounds < 0) continue;
      const isGone = rounds >= SLACK_ROUNDS;
      this.slackRounds[index] = isGone ? -1 : rounds + 1;
      if (isGone) dropped.push(this.start.program.rowCount + index);
    }
    this.kept.dropRows(dropped);
  }

  private priced(raw: Float64Array): number[] {
    const { program, shape } = this.start;
    const chosen = new Set<number>();
    const isMissed = (j: number): boolean =>
      shape.isServing[j] === 1 && !this.kept.hasColumn(j) && (raw[j] ?? 0) < -this.priceTolerance;
    for (const row of shape.demandRows)
      for (const j of cheapestOf(program, row, raw, PRICED_COLUMNS, isMissed)) chosen.add(j);
    return [...chosen].sort((a, b) => a - b);
  }

  private broken(): number[] {
    const { program, isLazy } = this.start;
    const isOut = (row: number): boolean => isLazy[row] === 1 && !this.kept.hasRow(row);
    return brokenRows(program, this.point, ROW_TOLERANCE, isOut);
  }
}
