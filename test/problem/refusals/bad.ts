import type { IssueCode } from '../../../solver/problem/issue.js';

/** One wrong input: what is edited in the full problem, and the issue that must come back. */
export interface Bad {
  readonly what: string;
  readonly edits: Readonly<Record<string, unknown>>;
  readonly code: IssueCode;
  readonly pointer: string;
  readonly unit?: string;
  readonly value?: unknown;
  readonly fix?: RegExp;
}
