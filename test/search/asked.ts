import { highs } from '../../solver/engines/highs.js';
import type { Program } from '../../solver/program/program.js';
import type { ProgramSource, SearchOptions } from '../../solver/search/solve-program.js';

/** A program all of whose rows are written. */
export const sourceOf = (program: Program): ProgramSource => ({
  program: () => program,
  addViolated: () => 0,
});

/** A proof by HiGHS alone, of the whole at once, without a clock. */
export const proof = (more: Partial<SearchOptions> = {}): SearchOptions => ({
  engine: highs,
  linearEngine: highs,
  gapFraction: 0,
  timeLeftMs: () => undefined,
  byParts: false,
  ...more,
});
