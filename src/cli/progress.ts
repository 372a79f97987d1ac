import { gapPercent, grouped } from '../render/numbers.js';
import type { JobProgress } from '../worker/protocol.js';

const QUIET_MS = 1_000;

/**
 * Lines of progress: at each new phase, and at most once a second between.
 *
 * @example
 * // '  12.3 s  search      plan 41,300,201  bound 41,203,111  gap 0.24 %'
 */
export const progressLines = (
  write: (line: string) => void,
  nowMs: () => number,
): ((progress: JobProgress) => void) => {
  const startMs = nowMs();
  let phase = '';
  let toldAtMs = Number.NEGATIVE_INFINITY;
  return ({ phase: current, incumbent, bound, gapFraction }) => {
    const now = nowMs();
    if (current === phase && now - toldAtMs < QUIET_MS) return;
    phase = current;
    toldAtMs = now;
    const parts = [
      `${grouped((now - startMs) / 1000, 1).padStart(6)} s`,
      current.padEnd(10),
      ...(incumbent === undefined ? [] : [`plan ${grouped(incumbent)}`]),
      ...(bound === undefined ? [] : [`bound ${grouped(bound)}`]),
      ...(gapFraction === undefined ? [] : [`gap ${gapPercent(gapFraction)}`]),
    ];
    write(`${parts.join('  ').trimEnd()}\n`);
  };
};
