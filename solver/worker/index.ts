/** Sub-path `@placewright/solver/worker`: a solve off the calling thread. The solver itself is not in it. */
export { type SearchHelperOptions, searchHelpers } from './helpers.js';
export type { AnyWorker } from './port.js';
export type { EngineId, KnownProgress } from './protocol.js';
export {
  type CancelSignal,
  type SolveInWorkerOptions,
  softTimeLimitMs,
  solveInWorker,
  type WorkerEnded,
  type WorkerSolveResult,
} from './solve-in-worker.js';
