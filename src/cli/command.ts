import type { ExitCode } from './exit.js';
import type { CommandShape, Flag, Typed } from './flags.js';

/** A command: what it takes and what it does. */
export interface Command {
  readonly shape: CommandShape;
  run(typed: Typed): Promise<ExitCode>;
}

export const JSON_FLAG: Flag = { type: 'boolean', meaning: 'The answer as one line of JSON, for programs.' };
export const PROBLEM_WORD = { name: 'problem', meaning: 'Problem as JSON; - reads standard input.' };
/** The command line holds a problem to no size of its own. */
export const NO_LIMITS = { pairs: null };
