import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from './child.js';
import { isInstalled, NATIVE, runNative } from './native.js';
import type { OwnReport, Reached } from './report.js';

/** Reading, compiling and checking stand on top of a limit where an engine does not keep it. */
const GRACE_SECONDS = 30;

export interface RunLimits {
  /** For the whole path, and for each rival. */
  readonly seconds: number;
  /** Certified gap at which to stop. */
  readonly gapFraction: number;
  readonly engine: string;
  /** Without the comparison with cloud-only. */
  readonly isAlone?: boolean;
}

const script = (name: string): string[] => [
  '--import',
  'tsx',
  fileURLToPath(new URL(`./${name}.ts`, import.meta.url)),
];

const lastLine = <T>(text: string): T | undefined => {
  const line = text.trim().split('\n').at(-1);
  return line?.startsWith('{') ? (JSON.parse(line) as T) : undefined;
};

const nothing = (solver: string, seconds: number, peakMiB: number | null, stop: string): Reached => ({
  solver,
  objective: null,
  bound: null,
  firstPlanSeconds: null,
  seconds,
  peakMiB,
  stop,
});

/** The whole path on a problem, in a process of its own. */
export const runOwn = async (problem: string, limits: RunLimits): Promise<OwnReport> => {
  const args = [...script('own'), problem, `${limits.seconds}`, `${limits.gapFraction}`, limits.engine];
  if (limits.isAlone) args.push('alone');
  const end = await runChild(process.execPath, args, limits.seconds + GRACE_SECONDS);
  const report = lastLine<OwnReport>(end.stdout);
  if (report) return report;
  const stop = end.wasEnded ? 'ended at the limit' : (end.stderr.trim().split('\n').at(-1) ?? 'failed');
  return {
    ...nothing('placewright', end.seconds, end.peakMiB, stop),
    constant: 0,
    pairs: 0,
    columns: 0,
    phaseMs: {},
  };
};

const rival = async (mps: string, id: 'glpk' | 'highs', limits: RunLimits): Promise<Reached> => {
  const args = [...script('rival'), mps, id, `${limits.seconds}`, `${limits.gapFraction}`];
  const end = await runChild(process.execPath, args, limits.seconds + GRACE_SECONDS / 3);
  const name = id === 'glpk' ? 'glpk.js' : 'highs WASM';
  const stop = end.wasEnded ? 'ended at the limit' : `failed with code ${end.code}`;
  return lastLine<Reached>(end.stdout) ?? nothing(name, end.seconds, end.peakMiB, stop);
};

/** The raw engines on the exported program. Two at a time: the machine that the aims are stated for has two cores. */
export const runRivals = async (problem: string, folder: string, limits: RunLimits): Promise<Reached[]> => {
  const mps = join(folder, 'program.mps');
  const exported = await runChild(process.execPath, [...script('export'), problem, mps], 120);
  if (exported.code !== 0) {
    const why = /^\w*Error.*$/m.exec(exported.stderr)?.[0] ?? 'ended at its limit';
    return ['glpk.js', 'highs WASM'].map((solver) =>
      nothing(solver, 0, exported.peakMiB, `not run, the program is not exported: ${why}`),
    );
  }
  const reached = await Promise.all([rival(mps, 'glpk', limits), rival(mps, 'highs', limits)]);
  for (const solver of NATIVE)
    if (isInstalled(solver.command))
      reached.push(await runNative(solver, mps, limits.seconds, limits.gapFraction));
  return reached;
};
