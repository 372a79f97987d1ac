import { InputError } from '../outcome.js';
import type { Issue } from '../problem/issue.js';
import { type ParseOptions, type ParseResult, parseProblem as parseShape } from '../problem/parse.js';
import { sizeDemand } from '../sizing/demand.js';

const isIssue = (value: unknown): value is Issue =>
  typeof value === 'object' && value !== null && 'code' in value && 'pointer' in value && 'message' in value;

/**
 * Reads a problem and everything a solve would refuse it for: shape, cross-checks and planning defaults, then what only
 * the exact calendar can tell (agents active at a peak, runs that overlap).
 * All issues of a stage come back at once; no input makes it throw.
 *
 * @example
 * const read = parseProblem(JSON.parse(text));
 * if (read.ok) console.log(read.problem.workloads.length);
 * else for (const issue of read.issues) console.log(issue.pointer, issue.message);
 */
export const parseProblem = (raw: unknown, options: ParseOptions = {}): ParseResult => {
  const read = parseShape(raw, options);
  if (!read.ok) return read;
  try {
    sizeDemand(read.problem);
    return read;
  } catch (error) {
    if (error instanceof InputError && error.issues.every(isIssue))
      return { ok: false, issues: error.issues };
    throw error;
  }
};
