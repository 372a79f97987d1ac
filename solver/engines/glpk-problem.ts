import type { Program } from '../program/program.js';
import {
  GLPK_BOUND,
  GLPK_MINIMISE,
  type GlpkBounds,
  type GlpkProblem,
  type GlpkTerm,
} from './glpk-package.js';

/**
 * A program as glpk.js takes it, with names x0.. and r0.. only. Every column stands in the objective, in
 * order, zero costs too: glpk.js makes columns in the order it meets their names.
 *
 * @param shift - an amount taken off the objective by a column fixed at 1; 0 for none
 */
export const glpkProblem = (program: Program, shift: number): GlpkProblem => {
  const names = Array.from({ length: program.columnCount }, (_, j) => `x${j}`);
  const vars: GlpkTerm[] = names.map((name, j) => ({ name, coef: program.cost[j] ?? 0 }));
  const bounds = names.map((name, j) => ({
    name,
    ...bounded(program.columnLower[j] ?? 0, program.columnUpper[j] ?? 0),
  }));
  if (shift !== 0) {
    const name = `x${program.columnCount}`;
    vars.push({ name, coef: -shift });
    bounds.push({ name, ...bounded(1, 1) });
  }
  const subjectTo = Array.from({ length: program.rowCount }, (_, i) => ({
    name: `r${i}`,
    vars: rowTerms(program, i, names),
    bnds: bounded(program.rowLower[i] ?? 0, program.rowUpper[i] ?? 0),
  }));
  return {
    name: 'program',
    objective: { direction: GLPK_MINIMISE, name: 'cost', vars },
    subjectTo,
    bounds,
    generals: names.filter((_, j) => program.integer[j] === 1),
  };
};

/** Reads glpk.js's named values back into an array; undefined where a name is missing. */
export const namedValues = (
  values: Readonly<Record<string, number>>,
  prefix: 'x' | 'r',
  count: number,
): Float64Array | undefined => {
  const read = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const value = values[`${prefix}${k}`];
    if (value === undefined || !Number.isFinite(value)) return undefined;
    read[k] = value;
  }
  return read;
};

const rowTerms = (program: Program, i: number, names: readonly string[]): GlpkTerm[] => {
  const terms: GlpkTerm[] = [];
  for (let k = program.rowStart[i] ?? 0; k < (program.rowStart[i + 1] ?? 0); k++) {
    terms.push({ name: names[program.rowColumn[k] ?? 0] ?? '', coef: program.rowValue[k] ?? 0 });
  }
  return terms;
};

const bounded = (lb: number, ub: number): GlpkBounds => {
  const hasLower = Number.isFinite(lb);
  const hasUpper = Number.isFinite(ub);
  if (hasLower && hasUpper) return { type: lb === ub ? GLPK_BOUND.fixed : GLPK_BOUND.double, lb, ub };
  if (hasLower) return { type: GLPK_BOUND.lower, lb, ub: 0 };
  if (hasUpper) return { type: GLPK_BOUND.upper, lb: 0, ub };
  return { type: GLPK_BOUND.free, lb: 0, ub: 0 };
};
