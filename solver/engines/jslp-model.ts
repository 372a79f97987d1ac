import type { Program } from '../program/program.js';
import type { EngineLimits } from './contract.js';

/** The part of `javascript-lp-solver` (1.0) this project uses. */
export interface JslpPackage {
  /** With `full`, the answer itself and not the short one in which a column named `feasible` is the status. */
  Solve(model: JslpModel, precision: undefined, full: true): JslpAnswer;
}

export interface JslpModel {
  readonly optimize: string;
  readonly opType: 'min';
  readonly constraints: Record<string, { min?: number; max?: number; equal?: number }>;
  readonly variables: Record<string, Record<string, number>>;
  readonly ints: Record<string, 1>;
  readonly options: { presolve: false; timeout?: number; tolerance?: number };
}

export interface JslpAnswer {
  readonly feasible: boolean;
  readonly bounded: boolean;
  readonly solutionSet: Readonly<Record<string, number | undefined>>;
}

/**
 * A program as javascript-lp-solver takes it, with names x0.., r0.., u0.. only. Its columns start at zero, so
 * each is counted from its lower bound; an upper bound is a row of its own. A fixed column is left out, and
 * so is the constant that counting from the lower bounds adds to the objective: {@link jslpPoint} and the
 * check put both back.
 */
export const jslpModel = (program: Program, limits: EngineLimits): JslpModel => {
  const variables: JslpModel['variables'] = {};
  const constraints: JslpModel['constraints'] = {};
  const ints: JslpModel['ints'] = {};
  for (let j = 0; j < program.columnCount; j++) {
    const width = (program.columnUpper[j] ?? 0) - start(program, j);
    if (width === 0) continue;
    variables[`x${j}`] = { cost: program.cost[j] ?? 0, [`u${j}`]: 1 };
    constraints[`u${j}`] = { max: width };
    if (program.integer[j] === 1) ints[`x${j}`] = 1;
  }
  for (let i = 0; i < program.rowCount; i++) {
    let offset = 0;
    for (let k = program.rowStart[i] ?? 0; k < (program.rowStart[i + 1] ?? 0); k++) {
      const j = program.rowColumn[k] ?? 0;
      offset += (program.rowValue[k] ?? 0) * start(program, j);
      const variable = variables[`x${j}`];
      if (variable !== undefined) variable[`r${i}`] = program.rowValue[k] ?? 0;
    }
    constraints[`r${i}`] = sides((program.rowLower[i] ?? 0) - offset, (program.rowUpper[i] ?? 0) - offset);
  }
  return {
    optimize: 'cost',
    opType: 'min',
    constraints,
    variables,
    ints,
    // Its presolve drops rows that bind; a tolerance of 0 means none to it.
    options: { presolve: false, ...timeout(limits), ...tolerance(limits) },
  };
};

/** The answer as values of all columns, counted from zero again. A column it does not name is at its start. */
export const jslpPoint = (program: Program, answer: JslpAnswer): Float64Array => {
  const point = new Float64Array(program.columnCount);
  for (let j = 0; j < program.columnCount; j++) {
    point[j] = start(program, j) + (answer.solutionSet[`x${j}`] ?? 0);
  }
  return point;
};

/** Where column j is counted from. */
const start = (program: Program, j: number): number => program.columnLower[j] ?? 0;

const sides = (lower: number, upper: number): { min?: number; max?: number; equal?: number } => {
  if (lower === upper) return { equal: lower };
  return {
    ...(Number.isFinite(lower) ? { min: lower } : {}),
    ...(Number.isFinite(upper) ? { max: upper } : {}),
  };
};

/** Its timeout of 0 means none. */
const timeout = ({ timeLimitMs }: EngineLimits): { timeout?: number } =>
  timeLimitMs === undefined ? {} : { timeout: Math.max(1, timeLimitMs) };

const tolerance = ({ gapFraction }: EngineLimits): { tolerance?: number } =>
  gapFraction === 0 ? {} : { tolerance: gapFraction };
