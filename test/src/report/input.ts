import { glpk } from '../../../solver/engines/glpk.js';
import { highs } from '../../../solver/engines/highs.js';
import { levers, makeReport, solve } from '../../../solver/index.js';
import type { Problem } from '../../../solver/problem/types.js';
import type { ReportInput } from '../../../src/report/input.js';

const engines = [glpk, highs];

/** What a report of a problem is written from. */
export const reportInputOf = async (problem: Problem): Promise<ReportInput> => {
  const result = await solve(problem, { engines });
  if (result.kind !== 'solved') throw new Error(`the problem is ${result.kind}`);
  const { kind, ...rest } = result;
  const report = await makeReport(problem, result.plan, { engines, gapFraction: 0.005 });
  const takenApart = await levers(problem, { engines, gapFraction: 0.005 });
  if (takenApart.kind === 'engineUnavailable') throw new Error(takenApart.message);
  return { problem, answer: { outcome: kind, ...rest }, report, levers: takenApart };
};
