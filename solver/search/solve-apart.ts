import type { Bound, StopReason } from '../outcome.js';
import { nextSmaller } from '../program/bound.js';
import { checkPoint, objectiveOf } from '../program/check.js';
import type { Program } from '../program/program.js';
import { isProvenGap, moneyTolerance } from '../program/proof.js';
import type { Foreign } from './board.js';
import { partTimeMs } from './part-time.js';
import { type Choices, choicesOf } from './reduce/choices.js';
import { type Component, componentsOf, programOf, rowsOfParts } from './reduce/components.js';
import type { ProgramSource, SearchOptions, SearchResult } from './types.js';

/** Solves one part; handed in, for a part is solved as a whole is. */
export type SolvePart = (source: ProgramSource, options: SearchOptions) => Promise<SearchResult>;

/** A part of at most so many columns is solved at once. */
const SMALL_PART_COLUMNS = 300;

/** Ends that leave the whole without an answer of its own, worst first. */
const ENDS: readonly StopReason[] = [
  'infeasible',
  'unbounded',
  'cancelled',
  'memory',
  'time-limit',
  'work-limit',
  'engine-failure',
  'gap',
  'proven',
];

/** The rows of one part as they grow: what a point breaks is asked of the whole, with the other parts at their least. */
class PartSource implements ProgramSource {
  private rowCount = -1;
  private made: Program;
  readonly addCuts?: (point: Float64Array) => number;

  constructor(
    private readonly source: ProgramSource,
    private readonly part: Component,
    private readonly isFirst: boolean,
    private readonly others: Float64Array,
    private rows: Int32Array | undefined,
  ) {
    this.made = this.program();
    const { addCuts } = source;
    if (addCuts) this.addCuts = (point) => this.counted(() => addCuts.call(source, this.widen(point)));
  }

  program(): Program {
    const whole = this.source.program();
    if (whole.rowCount !== this.rowCount) {
      // Of rows written since, any may be of this part.
      const known = this.rows;
      if (known && this.rowCount >= 0) {
        const more = Array.from({ length: whole.rowCount - this.rowCount }, (_, at) => this.rowCount + at);
        this.rows = Int32Array.from([...known, ...more]);
      }
      this.rowCount = whole.rowCount;
      this.made = programOf(whole, this.part, this.isFirst, this.rows);
    }
    return this.made;
  }

  addViolated(point: Float64Array): number {
    return this.counted(() => this.source.addViolated(this.widen(point)));
  }

  widen(point: Float64Array): Float64Array {
    const whole = this.others.slice();
    this.part.columns.forEach((j, place) => {
      whole[j] = point[place] ?? 0;
    });
    return whole;
  }

  /** Rows that an addition gave this part; what it gave others they find in their turn. */
  private counted(add: () => number): number {
    const before = this.program().rowCount;
    return add() > 0 ? this.program().rowCount - before : 0;
  }
}

/**
 * Solves the parts of a program that share no row, each by itself, and puts their answers together: point by point,
 * bound by bound. Undefined where the program does not fall apart, or where rows written on the way tied its parts.
 */
export const solveApart = async (
  source: ProgramSource,
  options: SearchOptions,
  solvePart: SolvePart,
  columnsLeast?: number,
): Promise<SearchResult | undefined> => {
  const first = source.program();
  const choices = choicesOf(first);
  const parts = componentsOf(first, columnsLeast, choices.isChoice).filter((part) => part.columns.length > 0);
  if (parts.length < 2 && !isMostlyChoices(choices)) return undefined;
  const { start } = options;
  const point = Float64Array.from(start ?? first.columnLower);
  const results: SearchResult[] = [];
  if (choices.count > 0) {
    choose(choices, point);
    results.push(chosenResult(choices, first, options));
  }
  let usedNodes = 0;
  let columnsLeft = parts.reduce((sum, part) => sum + part.columns.length, 0);
  // The largest last: what it finds on the way is then a point of the whole.
  const rows = rowsOfParts(first, parts);
  const inOrder = parts
    .map((part, index) => ({ part, isFirst: index === 0, rows: rows[index] }))
    .sort((a, b) => a.part.columns.length - b.part.columns.length);
  for (const [index, { part, isFirst, rows: ofPart }] of inOrder.entries()) {
    const partSource = new PartSource(source, part, isFirst, point, ofPart);
    // What other searches find and what is told on the way speaks of the whole.
    const { workLimitNodes, onProgress, foreign, secondCost, guideFor, tellerFor, ...rest } = options;
    const share = part.columns.length / columnsLeft;
    columnsLeft -= part.columns.length;
    const leftMs = options.timeLeftMs();
    const endMs =
      leftMs === undefined ? undefined : leftMs - partTimeMs(leftMs, share, inOrder.length - index);
    const isWhole = start !== undefined || (index === parts.length - 1 && results.every((one) => one.point));
    const result = await solvePart(partSource, {
      ...rest,
      ...(guideFor ? { guideFor: (one) => guideFor(one, part.columns) } : {}),
      ...(tellerFor ? { tellerFor: (one) => tellerFor(one, part.columns) } : {}),
      // Proofs of parts add up to one of the whole only where each is that much closer.
      absoluteGap: (options.absoluteGap ?? moneyTolerance(0)) / inOrder.length,
      ...(onProgress && isWhole
        ? {
            onProgress: ({ point: found, bound, boundKind }) => {
              const whole = found && partSource.widen(found);
              const isLast = index === parts.length - 1;
              // As sure as the least sure of the parts.
              const isSafe = boundKind === 'safe-lp' && results.every((one) => one.bound?.kind === 'safe-lp');
              const sum = isLast ? sumOf([...results.map((one) => one.bound?.value), bound]) : undefined;
              onProgress({
                ...(whole ? { incumbent: objectiveOf(first, whole), point: whole } : {}),
                ...(sum === undefined ? {} : { bound: sum, ...(isSafe ? { boundKind } : {}) }),
              });
            },
          }
        : {}),
      timeLeftMs: () => {
        const now = options.timeLeftMs();
        return now === undefined || endMs === undefined ? undefined : Math.max(0, now - endMs);
      },
      ...(workLimitNodes === undefined
        ? {}
        : { workLimitNodes: Math.max(1, Math.floor((workLimitNodes - usedNodes) * share)) }),
      ...(start ? { start: Float64Array.from(part.columns, (j) => start[j] ?? 0) } : {}),
      ...(foreign && index === parts.length - 1
        ? { foreign: () => narrowed(foreign(), part.columns, first) }
        : {}),
    });
    if (workLimitNodes !== undefined) usedNodes += Math.floor((workLimitNodes - usedNodes) * share);
    results.push(result);
    if (result.stop === 'infeasible') break;
    const found = result.point;
    if (!found) continue;
    part.columns.forEach((j, place) => {
      point[j] = found[place] ?? 0;
    });
  }
  return together(source, results, parts.length, point, start !== undefined);
};

/** Where a few choices stand beside one large part, to copy that costs more than they do in it. */
const isMostlyChoices = ({ isChoice }: Choices): boolean =>
  2 * isChoice.reduce((sum, flag) => sum + flag, 0) > isChoice.length;

const choose = ({ isChoice, chosen }: Choices, point: Float64Array): void => {
  isChoice.forEach((flag, j) => {
    if (flag === 1) point[j] = 0;
  });
  for (const j of chosen) point[j] = 1;
};

/** The answer of all choices together; its point is in that of the whole. */
const chosenResult = (
  { bound, chosen }: Choices,
  program: Program,
  options: SearchOptions,
): SearchResult => ({
  stop: 'proven',
  engine: options.linearEngine,
  point: new Float64Array(0),
  objective: chosen.reduce((sum, j) => sum + (program.cost[j] ?? 0), 0),
  bound: { value: bound, kind: 'safe-lp' },
  safeBound: bound,
  rounds: 0,
  program,
  detail: `${chosen.length} choices`,
});

/**
 * Whether a program is only choices and small parts, so that it takes no time worth sharing.
 */
export const isOnlySmallParts = (program: Program): boolean => {
  const choices = choicesOf(program);
  return componentsOf(program, 1, choices.isChoice).every(
    (part) => part.columns.length <= SMALL_PART_COLUMNS,
  );
};

/** A point of the whole as a point of one part. */
const narrowed = (
  whole: Foreign | undefined,
  columns: Int32Array,
  { cost }: Program,
): Foreign | undefined => {
  if (!whole) return undefined;
  const point = Float64Array.from(columns, (j) => whole.point[j] ?? 0);
  return {
    point,
    objective: columns.reduce((sum, j, place) => sum + (cost[j] ?? 0) * (point[place] ?? 0), 0),
  };
};

const together = (
  source: ProgramSource,
  results: readonly SearchResult[],
  partCount: number,
  point: Float64Array,
  hasStart: boolean,
): SearchResult | undefined => {
  const [some] = results;
  if (!some) return undefined;
  const stop = ENDS.find((end) => results.some((result) => result.stop === end)) ?? 'engine-failure';
  const program = source.program();
  const base = {
    engine: results.at(-1)?.engine ?? some.engine,
    rounds: results.reduce((most, result) => Math.max(most, result.rounds), 0),
    program,
    detail: `${partCount} parts apart; ${some.detail}`,
  };
  if (stop === 'infeasible') return { ...base, stop };
  const safe = sumOf(results.map((result) => result.safeBound));
  const value = sumOf(results.map((result) => result.bound?.value));
  const isSafe = results.every((result) => result.bound?.kind === 'safe-lp');
  const bound: Bound | undefined =
    value === undefined ? undefined : { value, kind: isSafe ? 'safe-lp' : 'engine-tree' };
  const withBounds = {
    ...base,
    ...(bound ? { bound } : {}),
    ...(safe === undefined ? {} : { safeBound: safe }),
  };
  if (!hasStart && results.some((result) => !result.point)) return { ...withBounds, stop };
  // A row over several parts that all of them together break ties them: they are solved as one.
  if (source.addViolated(point) > 0) return undefined;
  if (!checkPoint(source.program(), point).feasible) return undefined;
  const objective = objectiveOf(program, point);
  const isProven = bound !== undefined && isProvenGap(objective, bound.value);
  return { ...withBounds, stop: isProven ? 'proven' : stop, point, objective };
};

/** A sum surely not above the exact one; undefined where one of the parts has no bound. */
const sumOf = (values: readonly (number | undefined)[]): number | undefined => {
  let sum = 0;
  let size = 0;
  for (const value of values) {
    if (value === undefined) return undefined;
    sum += value;
    size += Math.abs(value);
  }
  return nextSmaller(sum - values.length * 2 ** -52 * size);
};
