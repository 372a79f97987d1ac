import type { Engine, EngineLimits, EngineProgress, EngineResult } from '../engines/contract.js';
import type { Bound, StopReason } from '../outcome.js';
import { safeBound } from '../program/bound.js';
import { checkPoint, objectiveOf } from '../program/check.js';
import type { Program } from '../program/program.js';
import { fixedIntegers, relaxed } from '../program/relax.js';

/** A program whose rows may be written as they turn out to be needed. */
export interface ProgramSource {
  /** The program with the rows written so far: a relaxation of the whole. */
  program(): Program;
  /** Adds rows that a point violates; returns how many. 0: the point holds for the whole program. */
  addViolated(point: Float64Array): number;
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

const limitsOf = (options: SearchOptions): EngineLimits => {
  const left = options.timeLeftMs();
  return {
    gapFraction: options.gapFraction,
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
    const result = await options.linearEngine.solve(relaxed(program), {
      ...limitsOf(options),
      gapFraction: 0,
    });
    const safe = result.rowDuals ? safeBound(program, result.rowDuals) : undefined;
    if (!result.point || rounds >= MOST_ROUNDS || source.addViolated(result.point) === 0)
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

const searchTree = async (
  source: ProgramSource,
  options: SearchOptions,
  linear: LinearPhase,
): Promise<SearchResult> => {
  let { rounds } = linear;
  let start = options.start;
  for (;;) {
    const program = source.program();
    const result = await options.engine.solve(program, limitsOf(options), start, (progress) => {
      const bound = Math.max(
        progress.bound ?? Number.NEGATIVE_INFINITY,
        linear.safe ?? Number.NEGATIVE_INFINITY,
      );
      options.onProgress?.({ ...progress, ...(Number.isFinite(bound) ? { bound } : {}) });
    });
    const bound = better(linear.safe, result.bound);
    const base = {
      rounds,
      program,
      detail: result.detail,
      ...(bound ? { bound } : {}),
      ...(linear.safe === undefined ? {} : { safeBound: linear.safe }),
    };
    if (!result.point) return { ...base, stop: result.stop };
    const added = source.addViolated(result.point);
    if (added === 0) {
      const objective = objectiveOf(program, result.point);
      const proven = bound !== undefined && isProvenGap(objective, bound.value);
      return { ...base, stop: proven ? 'proven' : result.stop, point: result.point, objective };
    }
    rounds += 1;
    start = result.point;
    const left = options.timeLeftMs();
    const isOver =
      (left !== undefined && left <= 0) || rounds > MOST_ROUNDS || options.isCancelled?.() === true;
    if (
      !isOver &&
      result.stop !== 'time-limit' &&
      result.stop !== 'work-limit' &&
      result.stop !== 'cancelled'
    )
      continue;
    const point = await repair(source, result.point, options);
    if (!point) return { ...base, rounds, stop: result.stop };
    const last = source.program();
    return {
      ...base,
      rounds,
      stop: result.stop === 'proven' ? 'time-limit' : result.stop,
      point,
      objective: objectiveOf(last, point),
      program: last,
    };
  }
};
