import type { Engine, EngineLimits } from '../../engines/contract.js';
import { safeBound } from '../../program/bound.js';
import type { Program } from '../../program/program.js';
import { type ColumnEntries, reducedCosts, transpose } from '../../program/transpose.js';
import { limitsOf, type ProgramSource, type SearchOptions } from '../types.js';
import { cheapestOf } from './cheapest.js';
import { firstGuess } from './first-guess.js';
import type { PrimalDual } from './hybrid-gradient.js';
import { KeptLinear } from './kept-linear.js';
import { type Priced, Repair } from './repair.js';
import { boundUnder } from './second-bound.js';
import { guessedCosts, type Shape, shapeOf } from './shape.js';

/** Serving columns a demand row starts with, and takes in one round of pricing. */
const FIRST_COLUMNS = 8;
const PRICED_COLUMNS = 6;
/** Rounds after which a sift ends with the bound it has. */
const MOST_ROUNDS = 200;
/** Reduced cost, relative to the largest cost, below which a column is not worth adding. */
const PRICE_TOLERANCE = 1e-9;
/** Violation of a row, relative to its size, from which it is written. */
const ROW_TOLERANCE = 1e-6;
/** A row that is missed costs this many times the dearest column. */
const GIVE_FACTOR = 20;
/** Share of the time that the relaxation may take. */
const TIME_SHARE = 0.5;
/**
 * Programs of this many columns go on by one interior point over all columns and rows after so many rounds: simplex takes
 * far longer to their end, and larger ones do not fit. Where time is short of so many times what the rounds took, simplex
 * goes on.
 */
const INTERIOR_COLUMNS_LEAST = 20_000;
const INTERIOR_COLUMNS_MOST = 150_000;
const INTERIOR_ROUND = 3;
const INTERIOR_TIMES = 6;
/** Programs of this many columns start from a guess at point and multipliers, which may take this share of the time. */
const GUESSED_COLUMNS_LEAST = 20_000;
const GUESS_TIME_SHARE = 0.4;
/** Values and violations of a guess, and multipliers relative to an average demand row, that count. */
declare const process: { env: Record<string, string> };
const GUESS_VALUE = Number(process.env.XT ?? 1e-4);
const GUESS_VIOLATION = 1e-2;
const GUESS_MULTIPLIER = 1e-3;
/** What missing a demand row costs above its guessed multiplier: a part of that and a part of the average. */
const GUESS_GIVE = 0.2;
const GIVE_RAISE = 4;
/** Values of an interior point below this are on their way to zero. */
const INTERIOR_ZERO = 1e-4;
/** Distance of bound and objective, relative, at which more rounds gain nothing. */
const CLOSED = 1e-7;

/** The linear relaxation of a program as far as it was solved. */
export interface Sifted {
  /** Best safe bound of any round. */
  readonly bound: number;
  /** Multipliers of that bound, one a row of `program`. */
  readonly multipliers: Float64Array;
  /** Reduced costs under those multipliers. */
  readonly reduced: Float64Array;
  /** Safe bound under the second costs, where they were asked for. */
  readonly secondBound?: number;
  /** Point of the last round. */
  readonly point: Float64Array;
  /** No column and no row is missing: the point is the optimum of the whole. */
  readonly isComplete: boolean;
  readonly program: Program;
  readonly entries: ColumnEntries;
  readonly shape: Shape;
  readonly rounds: number;
  readonly iterations: number;
  readonly detail: string;
}

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
  private readonly repair: Repair | undefined;
  private readonly priceTolerance: number;
  private isLazy: Uint8Array;
  private readonly secondCost: Float64Array | undefined;
  private boundOfSecond = Number.NEGATIVE_INFINITY;
  private secondBest: number | undefined;
  private best: Pick<Sifted, 'bound' | 'multipliers' | 'reduced'> | undefined;
  private last: Float64Array | undefined;
  private rounds = 0;
  private iterations = 0;
  private detail = '';

  constructor(
    private readonly source: ProgramSource,
    private readonly options: SearchOptions,
  ) {
    this.program = source.program();
    this.entries = transpose(this.program);
    this.shape = shapeOf(this.program);
    this.isLazy = this.shape.isLazy;
    const dearest = this.program.cost.reduce((most, cost) => Math.max(most, Math.abs(cost)), 1);
    this.priceTolerance = PRICE_TOLERANCE * dearest;
    this.givePrice = GIVE_FACTOR * dearest;
    const prices = new Float64Array(this.shape.demandRows.length).fill(this.givePrice);
    this.kept = new KeptLinear(this.program, this.entries, this.shape.demandRows, prices);
    if (options.secondCost) {
      this.secondCost = new Float64Array(this.program.columnCount);
      this.secondCost.set(options.secondCost.subarray(0, this.program.columnCount));
    }
    this.repair =
      this.program.columnCount >= GUESSED_COLUMNS_LEAST ? new Repair(this.program, this.shape) : undefined;
  }

  async run(engine: Engine): Promise<Sifted | undefined> {
    const guess = this.repair ? this.guess(this.repair) : undefined;
    const columns = guess ? this.guessedColumns(guess) : this.firstColumns();
    const rows = guess ? this.guessedRows(guess) : this.firstRows();
    await this.kept.open(engine, columns, rows);
    if (guess) this.kept.startFrom(guess.point, this.shape.demandRows);
    try {
      const isComplete = this.sift();
      if (!this.best || !this.last) return undefined;
      const { program, entries, shape, rounds, iterations, detail } = this;
      return {
        ...this.best,
        ...(this.secondBest === undefined ? {} : { secondBound: this.secondBest }),
        point: this.last,
        isComplete,
        program,
        entries,
        shape,
        rounds,
        iterations,
        detail,
      };
    } finally {
      this.kept.dispose();
    }
  }

  /** Point and multipliers near the optimum, with the bound they give. */
  private guess(repair: Repair): PrimalDual & Priced {
    const firstMs = this.options.timeLeftMs();
    const leastMs = firstMs === undefined ? 0 : firstMs * (1 - GUESS_TIME_SHARE * this.timeShare);
    const { point, multipliers: raw } = firstGuess(
      this.program,
      this.entries,
      this.shape,
      repair,
      () =>
        (this.options.timeLeftMs() ?? Number.POSITIVE_INFINITY) < leastMs ||
        this.options.isCancelled?.() === true,
    );
    const { multipliers, reduced } = repair.repaired(this.program, {
      multipliers: raw,
      reduced: reducedCosts(this.program, raw),
    });
    this.best = { bound: safeBound(this.program, multipliers), multipliers, reduced };
    this.last = point;
    this.options.onProgress?.({ bound: this.best.bound, boundKind: 'safe-lp' });
    const { demandRows } = this.shape;
    const average = this.averageOf(multipliers);
    const prices = Float64Array.from(demandRows, (row) =>
      Math.min(
        this.givePrice,
        (1 + GUESS_GIVE) * Math.max(0, multipliers[row] ?? 0, raw[row] ?? 0) +
          GUESS_GIVE * average +
          Number.MIN_VALUE,
      ),
    );
    this.kept = new KeptLinear(this.program, this.entries, demandRows, prices);
    return { point, multipliers, reduced };
  }

  private averageOf(multipliers: Float64Array): number {
    const { demandRows } = this.shape;
    return (
      demandRows.reduce((sum, row) => sum + Math.abs(multipliers[row] ?? 0), 0) /
      Math.max(1, demandRows.length)
    );
  }

  private guessedColumns({ point, reduced }: PrimalDual & Priced): number[] {
    const chosen = new Set<number>();
    point.forEach((value, j) => {
      if (this.shape.isServing[j] !== 1 || value > GUESS_VALUE) chosen.add(j);
    });
    for (const row of this.shape.demandRows)
      for (const j of this.cheapest(row, reduced, Number(process.env.K ?? FIRST_COLUMNS), Number.POSITIVE_INFINITY)) chosen.add(j);
    return [...chosen].sort((a, b) => a - b);
  }

  private guessedRows({ point, multipliers }: PrimalDual): number[] {
    const least = GUESS_MULTIPLIER * this.averageOf(multipliers);
    const chosen = new Set([...this.firstRows(), ...this.broken(point, GUESS_VIOLATION)]);
    multipliers.forEach((price, row) => {
      if (Math.abs(price) > least) chosen.add(row);
    });
    return [...chosen].sort((a, b) => a - b);
  }

  /** True where nothing is missing any more. */
  private sift(): boolean {
    const firstMs = this.options.timeLeftMs();
    let isInterior = false;
    for (this.rounds = 1; this.rounds <= MOST_ROUNDS; this.rounds += 1) {
      const result = this.kept.solve(this.limits(firstMs), isInterior);
      this.iterations += result.iterations;
      this.detail = result.detail;
      const { point, rowDuals } = result;
      if (!point || !rowDuals) return false;
      this.last = point;
      const objective = this.note(rowDuals, point);
      this.noteSecond();
      const rows = this.broken(point);
      const columns = this.priced(this.current);
      if (this.best) this.options.onProgress?.({ bound: this.best.bound, boundKind: 'safe-lp' });
      if (isInterior) {
        this.last = this.withoutTraces(point);
        return false;
      }
      if (this.rounds >= (this.options.mostLinearRounds ?? MOST_ROUNDS)) return false;
      const isRaised = this.kept.raiseGive(GIVE_RAISE, this.givePrice);
      if (this.rounds === INTERIOR_ROUND && !this.repair && this.isForInterior(firstMs)) {
        isInterior = true;
        this.writeAll();
        continue;
      }
      const isClosed =
        result.missed <= ROW_TOLERANCE &&
        objective - (this.best?.bound ?? Number.NEGATIVE_INFINITY) <= CLOSED * Math.abs(objective);
      if (rows.length === 0 && (columns.length === 0 || isClosed)) {
        const before = this.program.rowCount;
        const added = this.source.addViolated(point) + (this.source.addCuts?.(point) ?? 0);
        if (added === 0 && !isRaised) return result.missed <= ROW_TOLERANCE;
        this.grow();
        for (let row = before; row < this.program.rowCount; row += 1) rows.push(row);
      }
      this.kept.addRows(rows);
      this.kept.addColumns(columns);
    }
    return false;
  }

  /** The bound that the same multipliers give under the second costs. */
  private noteSecond(): void {
    if (!this.secondCost || !this.repair || !this.best || this.best.bound === this.boundOfSecond) return;
    this.boundOfSecond = this.best.bound;
    const program = { ...this.program, cost: this.secondCost };
    const found = boundUnder(program, this.repair, this.best.multipliers);
    if (found <= (this.secondBest ?? Number.NEGATIVE_INFINITY)) return;
    this.secondBest = found;
    this.options.onProgress?.({ secondBound: found });
  }

  private isForInterior(firstMs: number | undefined): boolean {
    const { columnCount } = this.program;
    if (columnCount < INTERIOR_COLUMNS_LEAST || columnCount > INTERIOR_COLUMNS_MOST) return false;
    const leftMs = this.limits(firstMs).timeLimitMs;
    if (firstMs === undefined || leftMs === undefined) return true;
    return leftMs > INTERIOR_TIMES * (this.timeShare * firstMs - leftMs);
  }

  private writeAll(): void {
    const missing = (count: number, isIn: (at: number) => boolean): number[] =>
      Array.from({ length: count }, (_, at) => at).filter((at) => !isIn(at));
    this.kept.addRows(missing(this.program.rowCount, (row) => this.kept.hasRow(row)));
    this.kept.addColumns(missing(this.program.columnCount, (column) => this.kept.hasColumn(column)));
  }

  private withoutTraces(point: Float64Array): Float64Array {
    return point.map((value, j) =>
      this.shape.isServing[j] === 1 && value < INTERIOR_ZERO ? (this.program.columnLower[j] ?? 0) : value,
    );
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

  /** Takes note of the bound of a round; answers the cost of its point. */
  private note(duals: Float64Array, point: Float64Array): number {
    const { program, shape } = this;
    const raw = reducedCosts(program, duals);
    const multipliers = Float64Array.from(duals);
    // What a demand row's own columns lack is taken from its multiplier, once and not for each of them.
    for (const row of shape.demandRows) {
      if (program.rowLower[row] !== program.rowUpper[row]) continue;
      let least = 0;
      for (let k = program.rowStart[row] ?? 0; k < (program.rowStart[row + 1] ?? 0); k += 1) {
        const j = program.rowColumn[k] ?? 0;
        if (shape.isServing[j] === 1 && !this.kept.hasColumn(j))
          least = Math.min(least, (raw[j] ?? 0) / (program.rowValue[k] ?? 1));
      }
      multipliers[row] = (multipliers[row] ?? 0) + least;
    }
    this.current = raw;
    const repaired = this.repair?.repaired(program, { multipliers: duals, reduced: raw });
    if (repaired) {
      const bound = safeBound(program, repaired.multipliers);
      if (bound > (this.best?.bound ?? Number.NEGATIVE_INFINITY)) this.best = { bound, ...repaired };
    }
    for (const tried of repaired ? [duals] : [multipliers, duals]) {
      const bound = safeBound(program, tried);
      if (bound > (this.best?.bound ?? Number.NEGATIVE_INFINITY))
        this.best = {
          bound,
          multipliers: tried,
          reduced: tried === duals ? raw : reducedCosts(program, tried),
        };
    }
    let objective = 0;
    for (let j = 0; j < point.length; j += 1) objective += (program.cost[j] ?? 0) * (point[j] ?? 0);
    return objective;
  }

  private current: Float64Array = new Float64Array(0);

  /** Columns that the last multipliers find too cheap to be left out, a few of each demand row. */
  private priced(reduced: Float64Array): number[] {
    const chosen = new Set<number>();
    for (const row of this.shape.demandRows) {
      for (const j of this.cheapest(row, reduced, PRICED_COLUMNS, -this.priceTolerance)) chosen.add(j);
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
  private broken(point: Float64Array, tolerance = ROW_TOLERANCE): number[] {
    const { rowStart, rowColumn, rowValue, rowUpper } = this.program;
    const rows: number[] = [];
    for (let i = 0; i < this.program.rowCount; i += 1) {
      if (this.isLazy[i] !== 1 || this.kept.hasRow(i)) continue;
      let activity = 0;
      for (let k = rowStart[i] ?? 0; k < (rowStart[i + 1] ?? 0); k += 1)
        activity += (rowValue[k] ?? 0) * (point[rowColumn[k] ?? 0] ?? 0);
      if (activity > (rowUpper[i] ?? 0) + tolerance) rows.push(i);
    }
    return rows;
  }
}
