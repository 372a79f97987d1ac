import type { Engine, EngineLimits } from '../../engines/contract.js';
import { safeBound } from '../../program/bound.js';
import { objectiveOf } from '../../program/check.js';
import type { Program } from '../../program/program.js';
import { type ColumnEntries, reducedCosts, transpose } from '../../program/transpose.js';
import { CutLoop, type Lifted } from '../cuts/cut-loop.js';
import { longer } from '../longer.js';
import type { TellRelaxed } from '../relaxation-board.js';
import { GUIDED_COLUMNS_LEAST } from '../sizes.js';
import { limitsOf, type ProgramSource, type SearchOptions } from '../types.js';
import { BestBound } from './best-bound.js';
import { brokenRows } from './broken.js';
import { cheapestOf } from './cheapest.js';
import { firstGuess } from './first-guess.js';
import { guessedPart } from './guessed-part.js';
import { dearestOf, givePriceOf, KeptLinear } from './kept-linear.js';
import { PRICE_TOLERANCE, PRICED_COLUMNS, ROW_TOLERANCE } from './missed.js';
import { Repair } from './repair.js';
import { guessedCosts, type Shape, shapeOf } from './shape.js';
import type { Sifted } from './sifted.js';
import { Stall } from './stall.js';

/** Serving columns a demand row starts with. */
const FIRST_COLUMNS = 8;
/** Rounds after which a sift ends with the bound it has. */
const MOST_ROUNDS = 200;
/** What missing a demand row costs is raised by so much a round. */
const GIVE_RAISE = 4;
/** Share of what is left of the relaxation's time that cuts may take. */
const CUT_SHARE = 0.6;
/** Share of the time that the relaxation may take. */
const TIME_SHARE = 0.5;
/** Programs of this many columns start from a guess at point and multipliers, which may take this share of that. */
const GUESSED_COLUMNS_LEAST = 20_000;
const GUESS_TIME_SHARE = 0.4;
/** Columns a demand row takes in one round there, and where a round takes so long that the next must not be slower. */
const GUESSED_PRICED_COLUMNS = 4;
const GUIDED_PRICED_COLUMNS = 2;
const FEW = 1000;
/** Where so many columns and rows are new, and such a share of all, simplex is faster from a plain basis at the last point. */
const ANEW = 3000;
const ANEW_SHARE = 0.1;
/** Distance of bound and objective, relative, at which more rounds gain nothing. */
const CLOSED = 1e-7;

/**
 * Solves the linear relaxation of a large program by its few columns that matter: column generation over the
 * columns that serve demand rows, and rows written as they are broken. Each round gives a safe bound of the whole.
 * Needs an engine that keeps linear programs. Undefined where no round ended.
 *
 * Source: sifting as in Bixby, Gregory, Lustig, Marsten and Shanno, Operations Research 40 (1992); the bound of a round is
 * Lagrangian: a demand row's multiplier is lowered until none of its columns has a negative reduced cost.
 */
export class Sift {
  private program: Program;
  private entries: ColumnEntries;
  private readonly shape: Shape;
  private kept: KeptLinear;
  private readonly givePrice: number;
  private readonly priceTolerance: number;
  private readonly repair: Repair | undefined;
  private readonly bounds: BestBound;
  private isLazy: Uint8Array;
  private last: Float64Array | undefined;
  /** The relaxation is at its end, or as near as it gets: what cuts start from. */
  private isSolved = false;
  private toldBound = Number.NEGATIVE_INFINITY;
  private readonly tellOthers: TellRelaxed | undefined;
  private rounds = 0;
  private iterations = 0;
  private detail = '';

  /** @param guessedColumnsLeast - programs of this many columns start from a guess */
  constructor(
    private readonly source: ProgramSource,
    private readonly options: SearchOptions,
    guessedColumnsLeast = GUESSED_COLUMNS_LEAST,
  ) {
    this.program = source.program();
    this.tellOthers = options.tellerFor?.(this.program);
    this.entries = transpose(this.program);
    this.shape = shapeOf(this.program);
    this.isLazy = this.shape.isLazy;
    this.priceTolerance = PRICE_TOLERANCE * dearestOf(this.program);
    this.givePrice = givePriceOf(this.program);
    this.kept = this.keptWith(new Float64Array(this.shape.demandRows.length).fill(this.givePrice));
    const { columnCount } = this.program;
    this.repair = columnCount >= guessedColumnsLeast ? new Repair(this.program, this.shape) : undefined;
    const second = options.secondCost && new Float64Array(columnCount);
    second?.set(options.secondCost?.subarray(0, columnCount) ?? []);
    this.bounds = new BestBound(this.shape, this.repair, second);
  }

  async run(engine: Engine): Promise<Sifted | undefined> {
    const firstMs = this.options.timeLeftMs();
    if (this.repair) await this.openGuessed(engine, this.repair);
    else await this.kept.open(engine, this.firstColumns(), this.firstRows());
    let isComplete = false;
    try {
      isComplete = this.sift(firstMs);
    } finally {
      this.kept.dispose();
    }
    const { best, second } = this.bounds;
    if (!best || !this.last) return undefined;
    this.tellOthers?.({ ...best, point: this.last, isFinal: true });
    const lifted = this.options.cuts !== false && this.isSolved ? await this.cut(engine, firstMs) : undefined;
    const { program, entries, shape, rounds, iterations, detail } = this;
    const { bound, multipliers, reduced } = lifted ?? best;
    return {
      bound,
      multipliers: longer(multipliers, program.rowCount),
      reduced,
      ...(second === undefined ? {} : { secondBound: second }),
      point: lifted?.point ?? this.last,
      isComplete,
      program,
      entries,
      shape,
      rounds: rounds + (lifted?.rounds ?? 0),
      iterations: iterations + (lifted?.iterations ?? 0),
      detail: lifted ? `${detail}; ${lifted.cutCount} cuts` : detail,
    };
  }

  /** Cutting planes, where some are found: they raise the bound, and lead the point to whole numbers. */
  private async cut(engine: Engine, firstMs: number | undefined): Promise<Lifted | undefined> {
    const { program, entries, shape, isLazy, last, options } = this;
    const { best } = this.bounds;
    if (!best || !last) return undefined;
    const leftMs = this.limits(firstMs).timeLimitMs;
    const endMs = leftMs === undefined ? undefined : leftMs * (1 - CUT_SHARE);
    const multipliers = longer(best.multipliers, program.rowCount);
    const loop = new CutLoop(
      { program, entries, shape, isLazy, point: last, ...best, multipliers },
      () => {
        if (options.isCancelled?.()) return undefined;
        const limits = this.limits(firstMs);
        if (endMs === undefined || limits.timeLimitMs === undefined) return limits;
        const timeLimitMs = limits.timeLimitMs - endMs;
        return timeLimitMs > 0 ? { ...limits, timeLimitMs } : undefined;
      },
      (better) => {
        this.tellOthers?.({ ...better, isFinal: true });
        options.onProgress?.({ bound: better.bound, boundKind: 'safe-lp' });
      },
    );
    return loop.run(engine);
  }

  private keptWith(givePrices: Float64Array): KeptLinear {
    return new KeptLinear(this.program, this.entries, this.shape.demandRows, givePrices);
  }

  /** Opens the part that a guess at point and multipliers shows to matter. The guess has a bound of its own. */
  private async openGuessed(engine: Engine, repair: Repair): Promise<void> {
    const { program, entries, shape, options } = this;
    const firstMs = options.timeLeftMs();
    const leastMs = firstMs === undefined ? 0 : firstMs * (1 - GUESS_TIME_SHARE * this.timeShare);
    const isOver = (): boolean =>
      (options.timeLeftMs() ?? Number.POSITIVE_INFINITY) < leastMs || options.isCancelled?.() === true;
    const guess = firstGuess(program, entries, shape, isOver);
    this.last = guess.point;
    this.bounds.note(program, guess.multipliers, () => false);
    // A guess far off is worse than none: then each demand row by its cheapest column alone.
    const none = new Float64Array(program.rowCount);
    if (!((this.bounds.best?.bound ?? Number.NEGATIVE_INFINITY) >= safeBound(program, none)))
      this.bounds.note(program, none, () => false);
    this.tell();
    const { multipliers } = guess;
    const repaired = repair.repaired(program, { multipliers, reduced: reducedCosts(program, multipliers) });
    const part = guessedPart(program, shape, guess, repaired, this.givePrice);
    this.kept = this.keptWith(part.givePrices);
    await this.kept.open(engine, part.columns, part.rows);
    this.kept.startFrom(guess.point, shape.demandRows);
  }

  private tell(): void {
    const { best, second } = this.bounds;
    if (!best) return;
    if (this.last && best.bound > this.toldBound)
      this.tellOthers?.({ ...best, point: this.last, isFinal: false });
    this.toldBound = Math.max(best.bound, this.toldBound);
    this.options.onProgress?.({
      bound: best.bound,
      boundKind: 'safe-lp',
      ...(second === undefined ? {} : { secondBound: second }),
    });
  }

  /** True where nothing is missing any more. */
  private sift(firstMs: number | undefined): boolean {
    const { shape, program } = this;
    const stall = new Stall();
    for (this.rounds = 1; this.rounds <= MOST_ROUNDS; this.rounds += 1) {
      const result = this.kept.solve(this.limits(firstMs));
      this.iterations += result.iterations;
      this.detail = result.detail;
      const { point, rowDuals } = result;
      if (!point || !rowDuals) return false;
      this.last = point;
      const reduced = this.bounds.note(this.program, rowDuals, (column) => this.kept.hasColumn(column));
      const bound = this.bounds.best?.bound ?? Number.NEGATIVE_INFINITY;
      stall.note(bound);
      this.tell();
      const rows = this.broken(point);
      const columns = this.priced(reduced, rowDuals);
      const isRaised = this.kept.raiseGive(GIVE_RAISE, this.givePrice);
      const objective = objectiveOf(program, point);
      const isClosed = result.missed <= ROW_TOLERANCE && objective - bound <= CLOSED * Math.abs(objective);
      const isStalled = this.repair && stall.isIdle && result.missed <= ROW_TOLERANCE;
      if (isStalled || (rows.length === 0 && (columns.length === 0 || isClosed))) {
        this.isSolved = true;
        const first = this.program.rowCount;
        const added = this.source.addViolated(point) + (this.source.addCuts?.(point) ?? 0);
        if (added > 0) this.grow();
        else if (!isRaised) return rows.length === 0 && result.missed <= ROW_TOLERANCE;
        if (this.repair && stall.isLate) return false;
        for (let row = first; row < this.program.rowCount; row += 1) rows.push(row);
      }
      this.kept.addRows(rows);
      this.kept.addColumns(columns);
      const fewNew = Math.max(ANEW, ANEW_SHARE * this.kept.columnCount);
      if (this.repair && columns.length + rows.length > fewNew) this.kept.startFrom(point, shape.demandRows);
    }
    return false;
  }

  private get timeShare(): number {
    return this.options.linearTimeFraction ?? TIME_SHARE;
  }

  /** At most a share of the time that was there at first. */
  private limits(firstMs: number | undefined): EngineLimits {
    const limits = limitsOf(this.options, 0);
    if (firstMs === undefined || limits.timeLimitMs === undefined) return limits;
    return { ...limits, timeLimitMs: Math.max(1, limits.timeLimitMs - (1 - this.timeShare) * firstMs) };
  }

  private grow(): void {
    this.program = this.source.program();
    this.entries = transpose(this.program);
    const isLazy = new Uint8Array(this.program.rowCount);
    isLazy.set(this.isLazy);
    this.isLazy = isLazy;
    this.kept.grow(this.program, this.entries);
  }

  /**
   * Columns that reduced costs find too cheap to be left out, a few of each demand row. Where a mixture of multipliers finds
   * few, the newest are asked.
   */
  private priced(reduced: Float64Array, newest: Float64Array): number[] {
    const found = this.pricedBy(reduced);
    return found.length > FEW || !this.repair ? found : this.pricedBy(reducedCosts(this.program, newest));
  }

  private pricedBy(reduced: Float64Array): number[] {
    const { columnCount } = this.program;
    const guessed = columnCount >= GUIDED_COLUMNS_LEAST ? GUIDED_PRICED_COLUMNS : GUESSED_PRICED_COLUMNS;
    const most = this.repair ? guessed : PRICED_COLUMNS;
    const chosen = new Set<number>();
    for (const row of this.shape.demandRows) {
      for (const j of this.cheapest(row, reduced, most, -this.priceTolerance)) chosen.add(j);
    }
    return [...chosen].sort((a, b) => a - b);
  }

  /** The cheapest columns of a demand row that are not in yet. */
  private cheapest(row: number, costs: Float64Array, count: number, below: number): number[] {
    const isOut = (j: number): boolean =>
      this.shape.isServing[j] === 1 && !this.kept.hasColumn(j) && (costs[j] ?? 0) < below;
    return cheapestOf(this.program, row, costs, count, isOut);
  }

  private firstColumns(): number[] {
    const chosen = new Set<number>();
    for (let j = 0; j < this.program.columnCount; j += 1) if (this.shape.isServing[j] !== 1) chosen.add(j);
    const guessed = guessedCosts(this.program, this.entries, this.shape);
    for (const row of this.shape.demandRows) {
      for (const costs of [guessed, this.program.cost]) {
        for (const j of this.cheapest(row, costs, FIRST_COLUMNS / 2, Number.POSITIVE_INFINITY)) chosen.add(j);
      }
    }
    return [...chosen].sort((a, b) => a - b);
  }

  private firstRows(): number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.program.rowCount; row += 1) if (this.isLazy[row] !== 1) rows.push(row);
    return rows;
  }

  /** Lazy rows that a point breaks and that are not written yet. */
  private broken(point: Float64Array): number[] {
    const isOut = (row: number): boolean => this.isLazy[row] === 1 && !this.kept.hasRow(row);
    return brokenRows(this.program, point, ROW_TOLERANCE, isOut);
  }
}
