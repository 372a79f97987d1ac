import type { Engine, EngineProgress } from '../engines/contract.js';
import { EngineError } from '../outcome.js';
import { Board } from './board.js';
import { solveLinear } from './linear-phase.js';
import type { SearchEnd, SearchTask } from './port.js';
import { RelaxationBoard } from './relaxation-board.js';
import { ReceivedSource } from './sent-source.js';
import { solveProgram } from './solve-program.js';
import { TreeSearch } from './tree-search.js';
import type { SearchOptions, SearchResult } from './types.js';

/** Share of the time for the relaxation where others look for plans. */
const BOUND_TIME_FRACTION = 1;

const engineOf = (engines: readonly Engine[], id: Engine['id']): Engine => {
  const found = engines.find((one) => one.id === id);
  if (!found) throw new EngineError(`engine ${id} is not served by this thread`, id);
  return found;
};

/**
 * One search of a race, in the thread it was sent to: tells points and bounds as they come, and ends in what the race
 * needs to know of it.
 *
 * @param nowMs - the thread's own clock
 */
export const runSearchTask = async (
  task: SearchTask,
  engines: readonly Engine[],
  nowMs: () => number,
  tell: (progress: EngineProgress) => void,
): Promise<SearchEnd> => {
  const startMs = nowMs();
  const source = new ReceivedSource(task.source);
  const board = task.board ? new Board(task.board) : undefined;
  const relaxation = task.relaxation ? new RelaxationBoard(task.relaxation) : undefined;
  const options: SearchOptions = {
    engine: engineOf(engines, task.engine),
    linearEngine: engineOf(engines, task.linearEngine),
    gapFraction: task.gapFraction,
    seed: task.seed,
    timeLeftMs: () =>
      Number.isFinite(task.timeLimitMs) ? Math.max(0, task.timeLimitMs - (nowMs() - startMs)) : undefined,
    isCancelled: () => board?.isAskedToStop ?? false,
    foreign: () => board?.read(),
    onProgress: tell,
    ...(task.start ? { start: task.start } : {}),
    ...(task.isWarm ? { isWarm: true } : {}),
    // A search for plans wants no bound of it, but both sides of a board merge the same: streams are alike in all costs.
    ...(task.source.secondCost && (task.role !== 'plans' || relaxation)
      ? { secondCost: task.source.secondCost }
      : {}),
    ...(task.role === 'bound' ? { linearTimeFraction: BOUND_TIME_FRACTION } : {}),
    ...(task.role === 'plans' ? { cuts: false } : {}),
    ...(task.role === 'plans' && relaxation ? { guideFor: (...one) => relaxation.guideFor(...one) } : {}),
    ...(task.role === 'bound' && relaxation ? { tellerFor: (...one) => relaxation.tellerFor(...one) } : {}),
  };
  const result = await run(task, source, options);
  if (result.point)
    tell({ point: result.point, ...(result.objective === undefined ? {} : { incumbent: result.objective }) });
  return {
    stop: result.stop,
    engine: result.engine.id,
    bound: result.bound ?? null,
    safeBound: result.safeBound ?? null,
    rounds: result.rounds,
    detail: result.detail,
  };
};

const run = async (
  task: SearchTask,
  source: ReceivedSource,
  options: SearchOptions,
): Promise<SearchResult> => {
  if (task.role !== 'tree') return solveProgram(source, options);
  return new TreeSearch(source, options, await solveLinear(source, options)).run();
};
