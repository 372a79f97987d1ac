import type { LastKnown } from '../answer.js';
import { gapPercent, grouped } from '../render/numbers.js';

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
): ((progress: LastKnown) => void) => {
  const startMs = nowMs();
  let phase = '';
  let toldAtMs = Number.NEGATIVE_INFINITY;
  return ({ phase: current, incumbent, bound }) => {
    const now = nowMs();
    if (current === phase && now - toldAtMs < QUIET_MS) return;
    phase = current;
    toldAtMs = now;
    const parts = [
      `${grouped((now - startMs) / 1000, 1).padStart(6)} s`,
      current.padEnd(10),
      ...(incumbent === undefined ? [] : [`plan ${grouped(incumbent)}`]),
      ...(bound === undefined ? [] : [`bound ${grouped(bound)}`]),
      ...(incumbent === undefined || bound === undefined
        ? []
        : [`gap ${gapPercent((incumbent - bound) / Math.max(Math.abs(incumbent), 1e-9))}`]),
    ];
    write(`${parts.join('  ').trimEnd()}\n`);
  };
};
