import { checkPoint } from '../program/check.js';
import type { Program } from '../program/program.js';
import type { EngineResult } from './contract.js';

/** A program without columns, which engines abort on: its one point is empty and costs nothing. */
export const solveEmpty = (program: Program): EngineResult => {
  const point = new Float64Array(0);
  const detail = 'no columns: no engine was asked';
  if (!checkPoint(program, point).feasible) return { stop: 'infeasible', detail };
  return { stop: 'proven', point, objective: 0, bound: { value: 0, kind: 'engine-lp' }, detail };
};
