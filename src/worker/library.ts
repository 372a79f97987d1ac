import * as solver from '@placewright/solver';
import { InternalError } from '@placewright/solver';
import { glpk } from '@placewright/solver/engines/glpk';
import { highs } from '@placewright/solver/engines/highs';
import { jslp } from '@placewright/solver/engines/jslp';
import type { Library } from '../library.js';

export const engines = [glpk, highs, jslp];

const NAMES = ['parseProblem', 'solve', 'pricePlan', 'why', 'auditPlan'] as const;

const isLibrary = (module: object): module is Library =>
  NAMES.every((name) => typeof Reflect.get(module, name) === 'function');

/** The library as the shell calls it. */
export const loadLibrary = (): Library => {
  const module: object = solver;
  if (!isLibrary(module)) throw new InternalError(`@placewright/solver must export ${NAMES.join(', ')}`);
  return module;
};
