import {
  auditComparison,
  auditPlan,
  checkPlan,
  comparePlans,
  levers,
  makeReport,
  parseProblem,
  pricePlan,
  sensitivity,
  solve,
  why,
} from '@placewright/solver';
import { allSnapshots } from '@placewright/solver/catalogue';
import { glpk } from '@placewright/solver/engines/glpk';
import { highs } from '@placewright/solver/engines/highs';
import { jslp } from '@placewright/solver/engines/jslp';
import { exportProgram } from '@placewright/solver/export';
import type { Library } from '../library.js';

/** Every engine the shell hands to the library. Each loads its package when it is first asked to solve. */
export const engines = [glpk, highs, jslp];

export const library: Library = {
  parseProblem: (raw) => parseProblem(raw, { catalogues: allSnapshots() }),
  solve,
  pricePlan,
  levers,
  sensitivity: (raw, options) => sensitivity(raw, { ...options, catalogues: allSnapshots() }),
  why,
  auditPlan,
  auditComparison,
  makeReport,
  checkPlan,
  comparePlans,
  exportProgram,
};
