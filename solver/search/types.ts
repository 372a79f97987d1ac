import type { Engine, EngineLimits, EngineProgress } from '../engines/contract.js';
import type { Bound, StopReason } from '../outcome.js';
import type { Program } from '../program/program.js';
import type { Foreign } from './board.js';
import type { Guide, TellRelaxed } from './relaxation-board.js';

/** A program whose rows may be written as they turn out to be needed. */
export interface ProgramSource {
  /** The program with the rows written so far: a relaxation of the whole. Its columns never change. */
  program(): Program;
  /** Adds rows that a point violates; returns how many. 0: the point holds for the whole program. */
  addViolated(point: Float64Array): number;
  /** Adds rows that every whole-number point keeps and a relaxed point breaks; returns how many. */
  addCuts?(point: Float64Array): number;
}

export interface SearchOptions {
  /** Solves the integer program. */
  readonly engine: Engine;
  /** Take over, in this order, where the engine fails without a point. Absent: a failure ends the search. */
  readonly otherEngines?: readonly Engine[];
  /** Solves linear programs with duals; may be the same one. */
  readonly linearEngine: Engine;
  readonly gapFraction: number;
  /** Distance of plan and bound that counts as a proof, in the unit of the costs. Absent: as model.md section 5 has it. */
  readonly absoluteGap?: number;
  readonly workLimitNodes?: number;
  /** Clock time left, or undefined where no clock decides. */
  readonly timeLeftMs: () => number | undefined;
  readonly isCancelled?: () => boolean;
  readonly onProgress?: (progress: EngineProgress) => void;
  /** Which of several searches of one program this is, from 1: each makes other choices. Absent: 1. */
  readonly seed?: number;
  /** A better point that another search has found since the last call; polled between steps. */
  readonly foreign?: () => Foreign | undefined;
  /** Where another search writes its relaxation of a program, if it shares that: plans are then looked for by it. */
  readonly guideFor?: (program: Program, columns?: Int32Array) => Guide | undefined;
  /** The same for the program being solved, handed on to what looks for its plans. */
  readonly guide?: Guide;
  /** Where to tell every better bound of the relaxation of a program, with what is behind it, if others are to know. */
  readonly tellerFor?: (program: Program, columns?: Int32Array) => TellRelaxed | undefined;
  /** A point known to be feasible, for engines that can start from one. */
  readonly start?: Float64Array;
  /** The start is the plan of a problem much like this one, and not only one that holds. */
  readonly isWarm?: boolean;
  /** Whether a first plan may be rounded by linear programs. Absent: it may. */
  readonly dives?: boolean;
  /** Whether to work by the relaxation and by parts before any tree over the whole. Absent: by size. */
  readonly byParts?: boolean;
  /** Whether streams that are alike are solved as one. Absent: they are. */
  readonly merged?: boolean;
  /** Whether parts that share no row are solved apart. Absent: by size. */
  readonly apart?: boolean;
  /** Parts of fewer columns are solved together. Absent: 100. */
  readonly apartColumnsLeast?: number;
  /** Share of the time that the relaxation of a search by parts may take. Absent: half. */
  readonly linearTimeFraction?: number;
  /** Whether cutting planes raise the bound of a search by parts. Absent: they do. */
  readonly cuts?: boolean;
  /** Other costs of the columns that a safe bound is wanted for, beside the plan. */
  readonly secondCost?: Float64Array;
  /** Solves the parts. Absent: `engine`. */
  readonly partEngine?: Engine;
}

export interface SearchResult {
  readonly stop: StopReason;
  /** The engine that had the last word. */
  readonly engine: Engine;
  readonly point?: Float64Array;
  readonly objective?: number;
  /** Best bound; the tree's where it is better than the safe one. */
  readonly bound?: Bound;
  /** The safe bound of the linear program, whatever the engine says. */
  readonly safeBound?: number;
  /** Safe bound under the second costs, where they were asked for and the search came to it. */
  readonly secondBound?: number;
  /** Rounds of added rows. */
  readonly rounds: number;
  /** The program as last solved: every row that was needed. */
  readonly program: Program;
  readonly detail: string;
  /** Whether several searches ran side by side: which of them came first is not the same on every machine. */
  readonly isRaced?: boolean;
}

/** Most rounds of adding rows before a search gives up on the whole program. */
export const MOST_ROUNDS = 60;

/** What is left of the limits, as an engine takes them. */
export const limitsOf = (options: SearchOptions, gapFraction: number): EngineLimits => {
  const left = options.timeLeftMs();
  return {
    gapFraction,
    ...(options.absoluteGap === undefined ? {} : { absoluteGap: options.absoluteGap }),
    ...(left === undefined ? {} : { timeLimitMs: Math.max(1, left) }),
    ...(options.workLimitNodes === undefined ? {} : { workLimitNodes: options.workLimitNodes }),
    ...(options.isCancelled ? { isCancelled: options.isCancelled } : {}),
  };
};
