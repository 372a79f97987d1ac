import { compile } from './compile/compile.js';
import { candidatesOf } from './compile/prepare.js';
import { InputError } from './outcome.js';
import type { Problem } from './problem/types.js';
import { writeLp } from './program/lp-format.js';
import { writeMps } from './program/mps-format.js';
import { SOLVER_VERSION } from './version.js';

/**
 * Sub-path `@placewright/solver/export`: the compiled program of a problem as text any solver reads, and a reader of
 * MPS. It stands beside the door because few embedders write programs.
 */
export { writeLp } from './program/lp-format.js';
export { writeMps } from './program/mps-format.js';
export { readMps } from './program/mps-reader.js';
export type { Program } from './program/program.js';

/** `lp`: CPLEX LP text. `mps`: free MPS text. */
export const EXPORT_FORMATS = ['lp', 'mps'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A program as text, and what its names stand for. */
export interface ExportedProgram {
  readonly format: ExportFormat;
  readonly text: string;
  readonly names: {
    /** `columns[j]` is the decision that the text calls `x<j>`. */
    readonly columns: readonly string[];
    /** `rows[i]` is the requirement that the text calls `r<i>` (and `r<i>u` for the upper side in LP text). */
    readonly rows: readonly string[];
  };
  readonly columnCount: number;
  readonly integerColumnCount: number;
  readonly rowCount: number;
  /** Streams no bank may serve; with any of them the program has no solution. */
  readonly streamsWithoutCandidate: readonly string[];
}

/**
 * The whole program of a problem: every decision, every row of every hour that matters, present-worth costs. Its
 * least cost is the objective of a proven plan, cash and shadow costs together, in the problem's currency.
 * `solve` itself writes hour rows only as they are needed, so its program may be smaller and means the same.
 *
 * @throws InputError where the format is not one of EXPORT_FORMATS
 * @example
 * const { text, names } = exportProgram(problem, 'mps');
 * names.columns[0]; // what x0 stands for
 */
export const exportProgram = (problem: Problem, format: ExportFormat): ExportedProgram => {
  if (!EXPORT_FORMATS.includes(format)) {
    const issue = `format is ${String(format)}; allowed: ${EXPORT_FORMATS.join(', ')}`;
    throw new InputError(issue, [issue]);
  }
  const candidates = candidatesOf(problem);
  const compiled = compile(candidates);
  compiled.hours.addAll();
  const program = compiled.program();
  const integerColumnCount = program.integer.reduce((sum, flag) => sum + flag, 0);
  const comments = [
    `Placewright ${SOLVER_VERSION}: ${problem.name ?? 'a problem without a name'}`,
    `Minimise present worth in ${problem.horizon.currency} over ${problem.horizon.years} years`,
    `${program.columnCount} columns (${integerColumnCount} whole), ${program.rowCount} rows`,
  ];
  return {
    format,
    text: format === 'lp' ? writeLp(program, comments) : writeMps(program, comments),
    names: { columns: program.columnNames, rows: program.rowNames },
    columnCount: program.columnCount,
    integerColumnCount,
    rowCount: program.rowCount,
    streamsWithoutCandidate: candidates.demand.streams
      .filter((stream) => (candidates.byStream[stream.index] ?? []).length === 0)
      .map((stream) => stream.id),
  };
};
