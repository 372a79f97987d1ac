import { summariseExclusions } from '../candidates/common-cause.js';
import { makeCandidates } from '../candidates/generate.js';
import type { Admit, Candidates } from '../candidates/types.js';
import type { Problem } from '../problem/types.js';
import type { ExclusionCount } from '../result.js';
import { banksClosed, pinOrBanForbids } from '../rules/pins-bans.js';
import { makePolicy } from '../rules/policy.js';
import { sizeDemand } from '../sizing/demand.js';
import { type Compiled, compile } from './compile.js';

/** A problem sized and compiled. */
export interface Prepared {
  readonly problem: Problem;
  readonly candidates: Candidates;
  readonly compiled: Compiled;
}

/** Pairs that may exist under the problem's rules, pins and bans; `admit` waives refusals of rule or service level. */
export const candidatesOf = (problem: Problem, admit?: Admit): Candidates => {
  const policy = makePolicy(problem);
  // Who waives refusals wants every one of them; else the first is enough.
  const byRule = admit ? policy.forbidsEach : [policy.forbids];
  return makeCandidates(
    sizeDemand(problem),
    [...byRule, pinOrBanForbids(problem)],
    [policy.softBreaks],
    admit,
    // What is waived may be admitted to a closed bank.
    admit ? undefined : banksClosed(problem),
  );
};

export const prepare = (problem: Problem): Prepared => {
  const candidates = candidatesOf(problem);
  return { problem, candidates, compiled: compile(candidates) };
};

/** Pairs ruled out by cause, most frequent first. */
export const exclusionCounts = (candidates: Candidates): readonly ExclusionCount[] =>
  summariseExclusions(candidates);
