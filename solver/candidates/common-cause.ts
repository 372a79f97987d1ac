import { causesOf } from './candidate-set.js';
import type { Candidates, ExclusionCode } from './types.js';

/** Pairs refused for one cause; a rule, pin or ban by its name. */
export interface CauseCount {
  readonly code: ExclusionCode;
  readonly rule?: string;
  readonly pairs: number;
}

/**
 * Refused pairs by cause, most frequent first; equal counts in the order the causes first appear.
 *
 * @example
 * summariseExclusions(candidates)[0]; // { code: 'network-rtt', pairs: 812 }
 */
export function summariseExclusions(candidates: Candidates): readonly CauseCount[] {
  const counts = new Map<ExclusionCode, Map<string | undefined, number>>();
  for (const [{ code, rule }, pairs] of causesOf(candidates)) {
    const ofCode = counts.get(code) ?? new Map<string | undefined, number>();
    counts.set(code, ofCode);
    ofCode.set(rule, (ofCode.get(rule) ?? 0) + pairs);
  }
  return [...counts]
    .flatMap(([code, ofCode]) =>
      [...ofCode].map(([rule, pairs]) => (rule === undefined ? { code, pairs } : { code, rule, pairs })),
    )
    .sort((a, b) => b.pairs - a.pairs);
}
