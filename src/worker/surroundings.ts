import type { Engine, SearchPort, SolveOptions } from '@placewright/solver';
import type { Library } from '../library.js';
import type { JobProgress, SolveChoices } from './protocol.js';

/** What a job may use besides its own documents. */
export interface Surroundings {
  readonly library: Library;
  readonly engines: readonly Engine[];
  readonly nowMs: () => number;
  readonly softTimeLimitMs: number | null;
  /** Of that limit spent by now. Absent: nothing. */
  readonly spentMs?: () => number;
  /** Threads for searches of large programs; absent: they run in this one. */
  readonly helpers?: SearchPort;
  readonly isCancelled: () => boolean;
  readonly onProgress: (progress: JobProgress) => void;
}

/** Options of the library for a job's choices; a time limit counts from the start of the job. */
export const optionsOf = (choices: SolveChoices, around: Surroundings): SolveOptions => ({
  engines: around.engines,
  engine: choices.engine,
  ...(choices.subEngine === undefined ? {} : { subEngine: choices.subEngine }),
  gapFraction: choices.gapFraction,
  compareWithCloudOnly: choices.compareWithCloudOnly,
  host: { nowMs: around.nowMs },
  isCancelled: around.isCancelled,
  onProgress: ({ phase, incumbent, bound, gapFraction }) =>
    around.onProgress({
      phase,
      ...(incumbent === undefined ? {} : { incumbent }),
      ...(bound === undefined ? {} : { bound }),
      ...(gapFraction === undefined ? {} : { gapFraction }),
    }),
  ...(around.helpers === undefined ? {} : { helpers: around.helpers }),
  ...(around.softTimeLimitMs === null
    ? {}
    : { timeLimitMs: Math.max(1, around.softTimeLimitMs - (around.spentMs?.() ?? 0)) }),
});
