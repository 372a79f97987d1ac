import { checkPoint, objectiveOf } from '../program/check.js';
import type { Program } from '../program/program.js';
import { areStillAlike, type LikeStreams, likeStreamsOf } from './reduce/alike.js';
import { Merging } from './reduce/merged.js';
import type { ProgramSource, SearchOptions, SearchResult } from './types.js';

/** Solves the merged program; handed in, for it is solved as any other is. */
export type SolveRest = (source: ProgramSource, options: SearchOptions) => Promise<SearchResult>;

/** The rows of the merged program as those of the whole grow. */
class MergedSource implements ProgramSource {
  /** Whether rows have been written that tell merged streams apart: what holds for one no longer holds for all. */
  areApart = false;
  readonly addCuts?: (point: Float64Array) => number;
  private rowCount = -1;
  private made: Program;

  constructor(
    private readonly source: ProgramSource,
    private readonly merging: Merging,
    private readonly groups: readonly LikeStreams[],
    private readonly costs: readonly Float64Array[],
  ) {
    this.made = merging.program(source.program());
    this.rowCount = source.program().rowCount;
    const { addCuts } = source;
    // Cuts of whole units ask for other shares where streams are not of one size.
    if (addCuts && groups.every(({ factors }) => factors.every((factor) => factor === 1)))
      this.addCuts = (point) => this.counted(() => addCuts.call(source, merging.widen(point)));
  }

  program(): Program {
    const whole = this.source.program();
    if (whole.rowCount !== this.rowCount && !this.areApart) {
      this.rowCount = whole.rowCount;
      if (areStillAlike(whole, this.groups, this.costs)) this.made = this.merging.program(whole);
      else this.areApart = true;
    }
    return this.made;
  }

  addViolated(point: Float64Array): number {
    return this.counted(() => this.source.addViolated(this.merging.widen(point)));
  }

  private counted(add: () => number): number {
    const before = this.program().rowCount;
    return !this.areApart && add() > 0 ? this.program().rowCount - before : 0;
  }
}

/**
 * Solves a program with its like streams merged, and gives the point back to each of them. A bound of the merged program is
 * one of the whole, since every point of the whole has one there that costs no more (reduce/merged.ts). Undefined where
 * no streams are alike, or where rows written on the way tell them apart: the whole is then solved as it is.
 *
 * @param savedLeast - share of the columns that merging must save: at less it is not worth a second copy of the program
 */
export const solveMerged = async (
  source: ProgramSource,
  options: SearchOptions,
  solveRest: SolveRest,
  savedLeast = 0,
): Promise<SearchResult | undefined> => {
  const { start, foreign, onProgress, secondCost, isCancelled, ...rest } = options;
  const costs = secondCost ? [secondCost] : [];
  const first = source.program();
  const groups = likeStreamsOf(first, costs);
  if (groups.length === 0) return undefined;
  const merging = new Merging(first.columnCount, groups);
  if (merging.columnCount > (1 - savedLeast) * first.columnCount) return undefined;
  const merged = new MergedSource(source, merging, groups, costs);
  const costOf = (point: Float64Array): number => objectiveOf(merged.program(), point);
  const result = await solveRest(merged, {
    ...rest,
    isCancelled: () => merged.areApart || (isCancelled?.() ?? false),
    ...(start ? { start: merging.narrow(start) } : {}),
    ...(secondCost ? { secondCost: merging.cost(secondCost) } : {}),
    ...(foreign
      ? {
          foreign: () => {
            const found = foreign();
            const point = found && merging.narrow(found.point);
            return point && { point, objective: costOf(point) };
          },
        }
      : {}),
    ...(onProgress
      ? {
          onProgress: ({ point, ...told }) =>
            onProgress(point ? { ...told, point: merging.widen(point) } : told),
        }
      : {}),
  });
  if (merged.areApart) return undefined;
  const { streamCount, groupCount } = merging;
  const detail = `${streamCount} like streams as ${groupCount}; ${result.detail}`;
  const program = source.program();
  const point = result.point && merging.widen(result.point);
  if (!point) return { ...result, program, detail };
  if (!checkPoint(program, point).feasible) return undefined;
  return { ...result, program, detail, point, objective: objectiveOf(program, point) };
};
