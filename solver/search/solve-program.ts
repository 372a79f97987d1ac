import type { StopReason } from '../outcome.js';
import { checkPoint, objectiveOf } from '../program/check.js';
import type { Program } from '../program/program.js';
import { isProvenGap } from '../program/proof.js';
import { betterBound } from './gap.js';
import { LargeSearch } from './large-search.js';
import { largeStart } from './large-start.js';
import { Sift } from './linear/sift.js';
import type { Sifted } from './linear/sifted.js';
import { type LinearPhase, solveLinear } from './linear-phase.js';
import { GUIDED_COLUMNS_LEAST } from './sizes.js';
import { solveApart } from './solve-apart.js';
import { solveMerged } from './solve-merged.js';
import { TreeSearch } from './tree-search.js';
import type { ProgramSource, SearchOptions, SearchResult } from './types.js';

export type { ProgramSource, SearchOptions, SearchResult } from './types.js';

const ENDS: ReadonlySet<StopReason> = new Set(['infeasible', 'cancelled', 'memory']);
/** A relaxed point this whole is a whole point. */
const WHOLE = 1e-7;

/** Programs above either size are worked on by parts: no engine's tree comes near their optimum in a minute. */
const FIRST_TREE_COLUMNS_MAX = 6000;
const FIRST_TREE_INTEGERS_MAX = 600;

/** Programs of more columns are looked at for parts that share no row. */
const APART_COLUMNS_LEAST = 500;

/** Share of the columns that merging must save where to copy the program costs seconds and memory of all threads. */
const SAVED_LEAST = 0.1;

const isLarge = (program: Program): boolean =>
  program.columnCount > FIRST_TREE_COLUMNS_MAX ||
  program.integer.reduce((sum, flag) => sum + flag, 0) > FIRST_TREE_INTEGERS_MAX;

/** The relaxation by its few columns that matter, then parts; undefined where that says nothing. */
const solveByParts = async (
  source: ProgramSource,
  options: SearchOptions,
): Promise<SearchResult | undefined> => {
  const { linearEngine } = options;
  if (!linearEngine.openLinear || !(options.byParts ?? isLarge(source.program()))) return undefined;
  const begun = await largeStart(source, options, linearEngine);
  if (!begun) return undefined;
  const { sifted } = begun;
  const search = new LargeSearch(source, begun.options, sifted);
  const second = sifted.secondBound === undefined ? {} : { secondBound: sifted.secondBound };
  const result = { ...(await search.run()), ...second };
  if (result.stop !== 'engine-failure') return result;
  // Parts found all they could: a tree over the whole has the rest of the time, from the best plan known.
  const { point, objective } = result;
  const searching = point ? { ...options, start: point } : options;
  const tree = { ...(await new TreeSearch(source, searching, phaseOf(sifted)).run()), ...second };
  return point && !((tree.objective ?? Number.POSITIVE_INFINITY) <= (objective ?? 0))
    ? { ...tree, point, ...(objective === undefined ? {} : { objective }) }
    : tree;
};

const phaseOf = ({ point, detail, bound, rounds, isComplete }: Sifted): LinearPhase => ({
  result: { stop: 'proven', point, detail },
  safe: bound,
  rounds,
  isComplete,
});

/** The bound of a large program whose engine is asked for the whole. */
const siftLinear = async (
  source: ProgramSource,
  options: SearchOptions,
): Promise<LinearPhase | undefined> => {
  const { linearEngine, byParts } = options;
  if (byParts !== false || !linearEngine.openLinear || !isLarge(source.program())) return undefined;
  const sifted = await new Sift(source, options).run(linearEngine);
  return sifted && phaseOf(sifted);
};

/**
 * Solves a program to the wanted gap: linear relaxation and safe bound, then the engine's tree, adding the rows
 * its answers violate until none is left; large programs by parts first. Knows numbers only.
 */
export const solveProgram = async (source: ProgramSource, options: SearchOptions): Promise<SearchResult> => {
  const isShared = options.guideFor !== undefined || options.tellerFor !== undefined;
  const savedLeast = isShared && source.program().columnCount >= GUIDED_COLUMNS_LEAST ? SAVED_LEAST : 0;
  const canMerge = options.merged ?? true;
  return (
    (canMerge && (await solveMerged(source, options, solveParts, savedLeast))) || solveParts(source, options)
  );
};

/** Parts that share no row each by itself, where there are some. */
const solveParts = async (source: ProgramSource, options: SearchOptions): Promise<SearchResult> => {
  if (options.apart ?? source.program().columnCount > APART_COLUMNS_LEAST) {
    const apart = await solveApart(source, options, solveWhole, options.apartColumnsLeast);
    if (apart) return apart;
  }
  return solveWhole(source, options);
};

/** A program that does not fall apart. */
const solveWhole = async (source: ProgramSource, options: SearchOptions): Promise<SearchResult> => {
  const byParts = await solveByParts(source, options);
  if (byParts) return byParts;
  const linear = (await siftLinear(source, options)) ?? (await solveLinear(source, options));
  const { result, safe } = linear;
  const program = source.program();
  const base = {
    engine: options.linearEngine,
    rounds: linear.rounds,
    program,
    detail: result.detail,
    ...(safe === undefined ? {} : { safeBound: safe }),
  };
  if (ENDS.has(result.stop)) return { ...base, stop: result.stop };
  const bound = betterBound(safe, result.bound);
  if (result.point && linear.isComplete && bound && checkPoint(program, result.point, WHOLE).feasible) {
    const objective = objectiveOf(program, result.point);
    if (isProvenGap(objective, bound.value))
      return { ...base, stop: 'proven', point: result.point, objective, bound };
  }
  return new TreeSearch(source, options, linear).run();
};
