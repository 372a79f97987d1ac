import type { z } from 'zod';

/** One refusal as the shell answers it: RFC 9457 `errors` over HTTP, a table row on the command line. */
export interface InputIssue {
  /** API: programs match it. */
  readonly code: string;
  /** JSON pointer (RFC 6901) into the document. */
  readonly pointer: string;
  readonly message: string;
  readonly value?: unknown;
  readonly unit?: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** Why a document was not used. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  /** Which document, as the caller named it. */
  readonly document: string;
  /** The first of them; `issueCount` says how many there are. */
  readonly issues: readonly InputIssue[];
  readonly issueCount: number;
}

export const REFUSAL_CODES = [
  'bad-json',
  'invalid-problem',
  'invalid-plan',
  'invalid-rows',
  'invalid-bundle',
  'invalid-question',
  'too-many-pairs',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Ends a job: the input cannot be used. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

/** Issues beyond this are counted, not listed. */
export const MOST_ISSUES = 500;

/** A refusal that lists at most 500 issues and says how many there are. */
export const refuse = (
  code: RefusalCode,
  document: string,
  message: string,
  issues: readonly InputIssue[],
): Refused =>
  new Refused({ code, document, message, issues: issues.slice(0, MOST_ISSUES), issueCount: issues.length });

const LONGEST_VALUE = 200;

/** A value short enough to repeat in an answer; longer ones are described. */
export const shortValue = (value: unknown): unknown => {
  if (value === null || typeof value !== 'object') {
    if (typeof value !== 'string' || value.length <= LONGEST_VALUE) return value;
    return `${value.slice(0, LONGEST_VALUE)}... (${value.length} characters)`;
  }
  if (Array.isArray(value)) return `list of ${value.length}`;
  return `object with ${Object.keys(value).length} fields`;
};

/** Path of a value as a JSON pointer. */
export const toPointer = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Zod's refusals of one of the shell's own small documents. */
export const toIssues = (error: z.ZodError, prefix = ''): InputIssue[] =>
  error.issues.map((issue) => ({
    code: issue.code.replaceAll('_', '-'),
    pointer: prefix + toPointer(issue.path),
    message: issue.message,
    ...('keys' in issue ? { fix: `remove ${issue.keys.join(', ')}` } : {}),
  }));
