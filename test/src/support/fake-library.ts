import { exportProgram } from '../../../solver/export.js';
import { comparePlans, type Issue, parseProblem, type SolveResult } from '../../../solver/index.js';
import type { Library } from '../../../src/library.js';
import { executeJob } from '../../../src/worker/execute.js';
import type { Runner } from '../../../src/worker/host.js';
import { solvedAnswer } from './solved-answer.js';

const solvedResult = (): SolveResult => {
  const { outcome, ...rest } = solvedAnswer();
  return { kind: outcome, ...rest };
};

/** The real parser with answers made by hand behind it. */
export const fakeLibrary = (changed: Partial<Library> = {}): Library => ({
  parseProblem,
  solve: async () => solvedResult(),
  pricePlan: async () => ({ kind: 'priced', broken: [], violations: [], problems: [] }),
  levers: async () => ({
    kind: 'not-measured',
    why: 'made by hand',
    corners: [],
    rules: null,
    latency: null,
  }),
  sensitivity: async () => ({ kind: 'no-ranges', why: 'made by hand' }),
  why: (_problem, _plan, { workload }) => ({ workload, streams: [], assumptions: [], sources: [] }),
  checkPlan: () => ({ kind: 'checked', broken: [], violations: [], problems: [] }),
  comparePlans,
  exportProgram,
  auditComparison: () => null,
  makeReport: () => Promise.reject(new Error('no report was asked for')),
  auditPlan: () => ({ ok: true, findings: [], lines: [], presentWorth: 0, checks: {} }),
  ...changed,
});

/** A parser that finds as many issues as a test wants. */
export const parserWithIssues = (issues: readonly Issue[]): Library['parseProblem'] => {
  return () => ({ ok: false, issues });
};

/** Runs jobs here and now, in place of a worker thread. */
export const inlineRunner = (library: Library): Runner => ({
  run: (job, _limits, hooks = {}) =>
    executeJob(job, {
      library,
      engines: [],
      nowMs: () => performance.now(),
      softTimeLimitMs: null,
      isCancelled: () => hooks.signal?.aborted === true,
      onProgress: () => {},
    }),
});
