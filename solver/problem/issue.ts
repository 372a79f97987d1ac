/** What is wrong with a problem, as an API: tests and programs match `code`, people read `message`. */
export const ISSUE_CODES = [
  'wrong-type',
  'missing-field',
  'unknown-field',
  'not-yet-supported',
  'out-of-range',
  'not-an-integer',
  'bad-format',
  'not-one-of',
  'wrong-length',
  'duplicate-id',
  'unknown-reference',
  'exactly-one-of',
  'needs-together',
  'sum-not-one',
  'missing-figure', // neither given nor covered by the named planning defaults
  'missing-exchange-rate',
  'unknown-assumption-set',
  'unknown-catalogue',
  'inconsistent',
  'too-large',
] as const;
export type IssueCode = (typeof ISSUE_CODES)[number];

/** One refusal: what, where, the value with its unit, what is allowed, and the fix. */
export interface Issue {
  readonly code: IssueCode;
  /** JSON pointer (RFC 6901) into the problem. */
  readonly pointer: string;
  readonly message: string;
  readonly value?: unknown;
  readonly unit?: string;
  readonly allowed?: string;
  readonly fix?: string;
}
