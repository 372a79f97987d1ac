import { checkPoint } from '../program/check.js';
import type { Program } from '../program/program.js';
import { soundProgram, wholeBounds } from '../program/sound.js';
import type { EngineLimits, EngineResult } from './contract.js';

/** A program fit to be sent, or the answer that needs no engine. */
export type Prepared = { readonly program: Program } | { readonly result: EngineResult };

/**
 * What every engine does before it sends a program: refuse what is not sound, merge like terms, round the
 * bounds of integer columns inward (GLPK fails on fractional ones, HiGHS may return one as optimal), and
 * answer a program without columns, on which GLPK aborts.
 *
 * @throws InternalError where the program is not sound
 */
export const prepare = (engine: string, program: Program, limits: EngineLimits): Prepared => {
  const sound = wholeBounds(soundProgram(program));
  if (limits.isCancelled?.()) {
    return { result: { stop: 'cancelled', detail: `${engine}: cancelled before it began` } };
  }
  if (sound === undefined) {
    const detail = `${engine} was not asked: an integer column has no whole number between its bounds`;
    return { result: { stop: 'infeasible', detail } };
  }
  return sound.columnCount === 0 ? { result: solveEmpty(engine, sound) } : { program: sound };
};

/** Its one point is empty and costs nothing. */
const solveEmpty = (engine: string, program: Program): EngineResult => {
  const point = new Float64Array(0);
  const detail = `${engine} was not asked: there are no columns`;
  if (!checkPoint(program, point).feasible) return { stop: 'infeasible', detail };
  return { stop: 'proven', point, objective: 0, bound: { value: 0, kind: 'engine-lp' }, detail };
};
