import type { Engine, EngineLimits, EngineProgress, EngineResult } from '../engines/contract.js';
import type { Bound, StopReason } from '../outcome.js';
import { safeBound } from '../program/bound.js';
import { checkPoint, objectiveOf } from '../program/check.js';
import type { Program } from '../program/program.js';
import { fixedIntegers, relaxed } from '../program/relax.js';
import { inducedNeighbourhood } from './neighbourhood.js';

/** A program whose rows may be written as they turn out to be needed. */
export interface ProgramSource {
  /** The program with the rows written so far: a relaxation of the whole. */
  program(): Program;
  /** Adds rows that a point violates; returns how many. 0: the point holds for the whole program. */
  addViolated(point: Float64Array): number;
  /** Adds rows that every whole-number point keeps and a relaxed point breaks; returns how many. */
  addCuts?(point: Float64Array): number;
}

export interface SearchOptions {
  /** Solves the integer program. */
  readonly engine: Engine;
  /** Solves linear programs with duals; may be the same one. */
  readonly linearEngine: Engine;
  readonly gapFraction: number;
  readonly workLimitNodes?: number;
  /** Clock time left, or undefined where no clock decides. */
  readonly timeLeftMs: () => number | undefined;
  readonly isCancelled?: () => boolean;
  readonly onProgress?: (progress: EngineProgress) => void;
  /** Adjusts a point before it is judged, for example to whole numbers it knows better; numbers only. */
  readonly start?: Float64Array;
}

export interface SearchResult {
  readonly stop: StopReason;
  readonly point?: Float64Array;
  readonly objective?: number;
  /** Best bound; the tree's where it is better than the safe one. */
  readonly bound?: Bound;
  /** The safe bound of the linear program, whatever the engine says. */
  readonly safeBound?: number;
  /** Rounds of added rows. */
  readonly rounds: number;
  /** The program as last solved: every row that was needed. */
  readonly program: Program;
  readonly detail: string;
}

/** Largest gap that is called none: a cent, or a billionth. */
export const isProvenGap = (objective: number, bound: number): boolean =>
  objective - bound <= Math.max(0.01, 1e-9 * Math.abs(objective));

const MOST_ROUNDS = 60;
/** Time a repair of the last incumbent may take after the limit. */
const REPAIR_MS = 2000;

/** What fixed columns cost: the part of the objective that no decision moves. */
const constantOf = (program: Program): number => {
  let constant = 0;
  for (let column = 0; column < program.columnCount; column += 1) {
    const lower = program.columnLower[column] ?? 0;
    if (lower === program.columnUpper[column]) constant += (program.cost[column] ?? 0) * lower;
  }
  return constant;
};

/** The gap as model.md defines it: against the part of the cost that decisions move. */
const gapOf = (program: Program, objective: number, bound: number): number =>
  (objective - bound) / Math.max(Math.abs(objective - constantOf(program)), 1e-9);

/** Engines measure a gap against the whole objective: the same money is a smaller share of it. */
const engineGap = (program: Program, gapFraction: number, objective: number | undefined): number => {
  if (gapFraction === 0 || objective === undefined || objective === 0) return gapFraction;
  return gapFraction * Math.min(1, Math.abs(objective - constantOf(program)) / Math.abs(objective));
};

const limitsOf = (options: SearchOptions, gapFraction: number): EngineLimits => {
  const left = options.timeLeftMs();
  return {
    gapFraction,
    ...(left === undefined ? {} : { timeLimitMs: Math.max(1, left) }),
    ...(options.workLimitNodes === undefined ? {} : { workLimitNodes: options.workLimitNodes }),
    ...(options.isCancelled ? { isCancelled: options.isCancelled } : {}),
  };
};

interface LinearPhase {
  readonly result: EngineResult;
  readonly safe: number | undefined;
  readonly rounds: number;
}

/** The linear relaxation, with every row its optimum needs, and the safe bound from its duals. */
const solveLinear = async (source: ProgramSource, options: SearchOptions): Promise<LinearPhase> => {
  let rounds = 0;
  for (;;) {
    const program = source.program();
    const result = await options.linearEngine.solve(relaxed(program), limitsOf(options, 0));
    const safe = result.rowDuals ? safeBound(program, result.rowDuals) : undefined;
    if (!result.point || rounds >= MOST_ROUNDS) return { result, safe, rounds };
    if (source.addViolated(result.point) + (source.addCuts?.(result.point) ?? 0) === 0)
      return { result, safe, rounds };
    rounds += 1;
  }
};

const better = (safe: number | undefined, engine: Bound | undefined): Bound | undefined => {
  if (safe === undefined) return engine;
  return engine && engine.value > safe ? engine : { value: safe, kind: 'safe-lp' };
};

/** Keeps an incumbent's whole numbers and lets the rest meet the rows added since. */
const repair = async (
  source: ProgramSource,
  point: Float64Array,
  options: SearchOptions,
): Promise<Float64Array | undefined> => {
  let current = point;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const program = source.program();
    const padded = Float64Array.from({ length: program.columnCount }, (_, column) => current[column] ?? 0);
    const fixed = await options.linearEngine.solve(fixedIntegers(program, padded), {
      gapFraction: 0,
      timeLimitMs: REPAIR_MS,
    });
    if (!fixed.point) return undefined;
    current = fixed.point;
    if (source.addViolated(current) === 0)
      return checkPoint(source.program(), current).feasible ? current : undefined;
  }
  return undefined;
};

/**
 * Solves a program to the wanted gap: linear relaxation and safe bound, then the engine's tree, adding the rows
 * its answers violate until none is left. Knows numbers only.
 */
export const solveProgram = async (source: ProgramSource, options: SearchOptions): Promise<SearchResult> => {
  const linear = await solveLinear(source, options);
  const base = { rounds: linear.rounds, ...(linear.safe === undefined ? {} : { safeBound: linear.safe }) };
  const early =
    linear.result.stop === 'infeasible' ||
    linear.result.stop === 'cancelled' ||
    linear.result.stop === 'memory';
  if (early)
    return { ...base, stop: linear.result.stop, program: source.program(), detail: linear.result.detail };
  const program = source.program();
  const linearPoint = linear.result.point;
  if (linearPoint && checkPoint(program, linearPoint, 1e-7).feasible) {
    const objective = objectiveOf(program, linearPoint);
    const bound = better(linear.safe, linear.result.bound);
    return {
      ...base,
      stop: 'proven',
      point: linearPoint,
      objective,
      program,
      detail: linear.result.detail,
      ...(bound ? { bound } : {}),
    };
  }
  return searchTree(source, options, linear);
};

/** The best point seen that holds for the whole program. */
class Incumbent {
  point: Float64Array | undefined;
  objective = Number.POSITIVE_INFINITY;

  offer(point: Float64Array, objective: number): void {
    if (objective >= this.objective) return;
    this.point = point;
    this.objective = objective;
  }
}

const hasEnded = (options: SearchOptions, stop: StopReason): boolean =>
  stop === 'time-limit' ||
  stop === 'work-limit' ||
  stop === 'cancelled' ||
  stop === 'memory' ||
  options.isCancelled?.() === true;

/** Gaps of up to this many times the wanted one may close with a better plan alone. */
const NEAR_GAPS = 3;
/** Share of the time left that looking around an incumbent may take. */
const NEARBY_TIME_FRACTION = 0.3;

const lookNearby = async (
  source: ProgramSource,
  options: SearchOptions,
  linear: Float64Array,
  incumbent: Incumbent,
): Promise<void> => {
  const program = source.program();
  if (!incumbent.point) return;
  const left = options.timeLeftMs();
  const result = await options.engine.solve(inducedNeighbourhood(program, incumbent.point, linear), {
    ...limitsOf(options, 0),
    ...(left === undefined ? {} : { timeLimitMs: Math.max(1, left * NEARBY_TIME_FRACTION) }),
  });
  // A better point that breaks an unwritten row is left to the tree, which will have the row by then.
  if (result.point && source.addViolated(result.point) === 0)
    incumbent.offer(result.point, objectiveOf(program, result.point));
};

const searchTree = async (
  source: ProgramSource,
  options: SearchOptions,
  linear: LinearPhase,
): Promise<SearchResult> => {
  const incumbent = new Incumbent();
  let { rounds } = linear;
  let hasLookedNearby = false;
  let start = options.start;
  let gapFraction = engineGap(source.program(), options.gapFraction, linear.result.objective);
  for (;;) {
    const program = source.program();
    const result = await options.engine.solve(program, limitsOf(options, gapFraction), start, (progress) => {
      const bound = Math.max(
        progress.bound ?? Number.NEGATIVE_INFINITY,
        linear.safe ?? Number.NEGATIVE_INFINITY,
      );
      options.onProgress?.({ ...progress, ...(Number.isFinite(bound) ? { bound } : {}) });
    });
    const bound = better(linear.safe, result.bound);
    const answer = (stop: StopReason): SearchResult => ({
      rounds,
      program: source.program(),
      detail: result.detail,
      stop,
      ...(bound ? { bound } : {}),
      ...(linear.safe === undefined ? {} : { safeBound: linear.safe }),
      ...(incumbent.point ? { point: incumbent.point, objective: incumbent.objective } : {}),
    });
    if (!result.point) return answer(result.stop);
    if (source.addViolated(result.point) === 0) {
      incumbent.offer(result.point, objectiveOf(program, result.point));
      if (bound !== undefined && isProvenGap(incumbent.objective, bound.value)) return answer('proven');
      if (hasEnded(options, result.stop)) return answer(result.stop);
      const isWithin =
        bound !== undefined && gapOf(program, incumbent.objective, bound.value) <= options.gapFraction;
      // An engine without a bound of its own stops at a gap it cannot show: look nearby, and else ask for a proof.
      const isNear =
        bound !== undefined &&
        gapOf(program, incumbent.objective, bound.value) <= NEAR_GAPS * options.gapFraction;
      if (!isWithin && isNear && linear.result.point && !hasLookedNearby) {
        hasLookedNearby = true;
        await lookNearby(source, options, linear.result.point, incumbent);
        if (bound !== undefined && gapOf(program, incumbent.objective, bound.value) <= options.gapFraction)
          return answer('gap');
      }
      if (isWithin || gapFraction === 0)
        return answer(isWithin && options.gapFraction > 0 ? 'gap' : result.stop);
      gapFraction = 0;
      start = result.point;
      continue;
    }
    rounds += 1;
    start = result.point;
    const left = options.timeLeftMs();
    const isOver = (left !== undefined && left <= 0) || rounds > MOST_ROUNDS;
    if (!isOver && !hasEnded(options, result.stop)) continue;
    const point = await repair(source, result.point, options);
    if (point) incumbent.offer(point, objectiveOf(source.program(), point));
    return answer(result.stop === 'proven' || result.stop === 'gap' ? 'time-limit' : result.stop);
  }
};
