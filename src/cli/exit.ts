/** Exit codes of every command. */
export const EXIT = {
  /** The question was answered: solved, valid, priced, explained, the audit agrees. */
  ok: 0,
  internal: 1,
  /** The input cannot be used, a flag is wrong, or the audit differs. */
  input: 2,
  /** The engine failed, or no plan was found within the limits. */
  engine: 3,
  infeasible: 4,
  /** Ended by Ctrl-C, as a shell expects it. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with a message for a person. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  constructor(
    readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message);
  }
}
