import { MOST_DEPTH, MOST_VALUES } from './copy.js';
import { MOST_ISSUES } from './report.js';

/** Sizes `parseProblem` holds a problem to; larger ones are refused unread or cut short. */
export const PROBLEM_LIMITS = {
  /** Texts, numbers, lists and objects of one problem. */
  values: MOST_VALUES,
  /** Levels of nesting. */
  levels: MOST_DEPTH,
  /** Issues that are listed. */
  issues: MOST_ISSUES,
} as const;
