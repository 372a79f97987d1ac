import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runChild } from './child.js';
import type { Reached } from './report.js';

/** A solver of the machine's own, and how it is asked and read. */
export interface NativeSolver {
  readonly name: string;
  readonly command: string;
  args(mps: string, seconds: number, gapFraction: number): readonly string[];
  /** What its log says, as far as it says it. */
  read(log: string): {
    readonly objective: number | null;
    readonly bound: number | null;
    readonly stop: string;
  };
}

const numberAfter = (log: string, pattern: RegExp): number | null => {
  const last = [...log.matchAll(pattern)].at(-1)?.[1];
  const value = last === undefined ? Number.NaN : Number(last);
  return Number.isFinite(value) ? value : null;
};

const NUMBER = '([-+]?[0-9.]+(?:e[-+]?[0-9]+)?)';
const after = (text: string): RegExp => new RegExp(`${text}\\s*${NUMBER}`, 'gi');

export const NATIVE: readonly NativeSolver[] = [
  {
    name: 'cbc',
    command: 'cbc',
    args: (mps, seconds, gap) => [mps, '-sec', `${seconds}`, '-ratio', `${gap}`, '-solve', '-quit'],
    read: (log) => ({
      objective: numberAfter(log, after('Objective value:')),
      bound: numberAfter(log, after('Lower bound:')) ?? numberAfter(log, after('Objective value:')),
      stop: /Result - (.*)/.exec(log)?.[1]?.trim() ?? 'no answer',
    }),
  },
  {
    name: 'glpsol',
    command: 'glpsol',
    args: (mps, seconds, gap) => ['--freemps', mps, '--tmlim', `${Math.ceil(seconds)}`, '--mipgap', `${gap}`],
    read: (log) => ({
      objective: numberAfter(log, /mip =\s*([-+]?[0-9.]+e?[-+]?[0-9]*)\s/gi),
      bound: numberAfter(log, />=\s*([-+]?[0-9.]+e?[-+]?[0-9]*)\s/gi),
      stop:
        /(INTEGER OPTIMAL SOLUTION FOUND|TIME LIMIT EXCEEDED.*|RELATIVE MIP GAP.*)/i.exec(log)?.[1] ??
        'no answer',
    }),
  },
  {
    name: 'highs native',
    command: 'highs',
    args: (mps, seconds) => [mps, '--time_limit', `${seconds}`],
    read: (log) => ({
      objective: numberAfter(log, after('Primal bound')),
      bound: numberAfter(log, after('Dual bound')),
      stop: /Status\s+(.*)/.exec(log)?.[1]?.trim() ?? 'no answer',
    }),
  },
];

/** Whether a command is on the path. */
export const isInstalled = (command: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

export const runNative = async (
  solver: NativeSolver,
  mps: string,
  limitSeconds: number,
  gapFraction: number,
): Promise<Reached> => {
  const end = await runChild(solver.command, solver.args(mps, limitSeconds, gapFraction), limitSeconds + 10);
  const { stop, ...read } = solver.read(end.stdout);
  return {
    solver: solver.name,
    ...read,
    firstPlanSeconds: null,
    seconds: end.seconds,
    peakMiB: end.peakMiB,
    stop: end.wasEnded ? 'ended at the limit' : stop,
  };
};
