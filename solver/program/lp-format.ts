import type { Program } from './program.js';

/**
 * The program as CPLEX LP text, with names x0.. and r0.. only. There is no objective constant in it: readers
 * disagree on them, so a constant is a column fixed at 1. A row with two sides is written as two rows
 * (r3 and r3u), because GLPK reads no double inequality; a row without sides is left out.
 * Numbers are written so that the same double is read back.
 *
 * @param comments - lines for people at the top; control characters become spaces
 */
export const writeLp = (program: Program, comments: readonly string[] = []): string => {
  const lines = comments.map((comment) => `\\ ${comment.replace(/\p{Cc}/gu, ' ')}`);
  lines.push('Minimize', ` cost: ${expression(costTerms(program))}`, 'Subject To');
  for (let i = 0; i < program.rowCount; i++) for (const line of rowLines(program, i)) lines.push(line);
  lines.push('Bounds');
  for (let j = 0; j < program.columnCount; j++) lines.push(boundLine(program, j));
  const integers = Array.from(program.integer, (flag, j) => (flag === 1 ? ` x${j}` : '')).filter(Boolean);
  if (integers.length > 0) lines.push('Generals');
  for (const line of integers) lines.push(line);
  lines.push('End', '');
  return lines.join('\n');
};

type Term = readonly [coefficient: number, column: number];

const costTerms = (program: Program): Term[] => {
  const terms: Term[] = Array.from(program.cost, (cost, j) => [cost, j]);
  const priced = terms.filter(([cost]) => cost !== 0);
  return priced.length > 0 ? priced : terms.slice(0, 1);
};

const rowLines = (program: Program, i: number): string[] => {
  const terms: Term[] = [];
  for (let k = program.rowStart[i] ?? 0; k < (program.rowStart[i + 1] ?? 0); k++) {
    terms.push([program.rowValue[k] ?? 0, program.rowColumn[k] ?? 0]);
  }
  // An LP row must name some column, though a row may be empty.
  const left = expression(terms.length > 0 ? terms : [[0, 0]]);
  const lower = program.rowLower[i] ?? 0;
  const upper = program.rowUpper[i] ?? 0;
  if (lower === upper) return [` r${i}: ${left} = ${lower}`];
  const lines: string[] = [];
  if (Number.isFinite(lower)) lines.push(` r${i}: ${left} >= ${lower}`);
  if (Number.isFinite(upper)) lines.push(` r${i}${lines.length > 0 ? 'u' : ''}: ${left} <= ${upper}`);
  return lines;
};

const boundLine = (program: Program, j: number): string => {
  const lower = program.columnLower[j] ?? 0;
  const upper = program.columnUpper[j] ?? 0;
  return lower === upper ? ` x${j} = ${lower}` : ` ${lower} <= x${j} <= ${upper}`;
};

/** Broken into lines, because readers limit their length. */
const expression = (terms: readonly Term[]): string =>
  terms
    .map(([value, column], k) => {
      const sign = value < 0 ? '-' : '+';
      return `${k > 0 && k % 8 === 0 ? '\n  ' : ''}${sign} ${Math.abs(value)} x${column}`;
    })
    .join(' ');
