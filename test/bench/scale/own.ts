/**
 * The whole path in a process of its own: JSON in, audited plan out; one line of JSON on standard output.
 *
 *   node --import tsx test/bench/scale/own.ts problem.json <seconds> <gap> <engine> [alone]
 *
 * `alone`: without the comparison with cloud-only, for problems that have no cloud.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type Engine, parseProblem, type SolveOptions, solve } from '@placewright/solver';
import { glpk } from '@placewright/solver/engines/glpk';
import { highs } from '@placewright/solver/engines/highs';
import { searchHelpers } from '@placewright/solver/worker';
import type { OwnReport } from './report.js';

const [path = '', limitText = '', gapText = '', engineText = 'auto', mode = ''] = process.argv.slice(2);
// From the JSON on: starting the runtime and reading our own source is not part of the path.
const startMs = performance.now();
const nowMs = (): number => performance.now() - startMs;
const read = parseProblem(JSON.parse(readFileSync(path, 'utf8')));
if (!read.ok) throw new Error(read.issues.map((issue) => issue.message).join('; '));
const engines: readonly Engine[] = [glpk, highs];
let firstPlanMs: number | null = null;
const options: SolveOptions = {
  engines,
  engine: engines.find((one) => one.id === engineText)?.id ?? 'auto',
  gapFraction: Number(gapText),
  compareWithCloudOnly: mode !== 'alone',
  // What is left of the limit once the problem is read, less what reading the plan back takes.
  timeLimitMs: Math.max(1, Number(limitText) * 1000 - nowMs()),
  host: { nowMs },
  helpers: searchHelpers({ threads: Math.min(2, availableParallelism()) }),
  onProgress: ({ incumbent }) => {
    if (incumbent !== undefined) firstPlanMs ??= nowMs();
  },
};
const result = await solve(read.problem, options);
if (result.kind === 'engineUnavailable') throw new Error(result.message);
const plan = result.kind === 'solved' ? result.plan : null;
const report: OwnReport = {
  solver: `placewright (${result.run.engine})`,
  objective: plan?.objective ?? null,
  bound: plan?.bound.value ?? (result.kind === 'noPlanFound' ? (result.bound?.value ?? null) : null),
  constant: plan?.constantObjective ?? 0,
  firstPlanSeconds: firstPlanMs === null ? null : firstPlanMs / 1000,
  seconds: nowMs() / 1000,
  peakMiB: process.resourceUsage().maxRSS / 1024,
  stop: plan?.stop ?? result.kind,
  pairs: result.run.candidatePairs,
  columns: result.run.columns,
  phaseMs: result.run.phaseMs,
};
process.stdout.write(`${JSON.stringify(report)}\n`);
