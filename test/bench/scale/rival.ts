/**
 * One engine on an exported program, as it comes: no search of ours, no rows held back. One line of JSON.
 *
 *   node --import tsx test/bench/scale/rival.ts program.mps <glpk|highs> <seconds> <gap>
 */
import { readFileSync } from 'node:fs';
import { glpk } from '@placewright/solver/engines/glpk';
import { highs } from '@placewright/solver/engines/highs';
import { readMps } from '@placewright/solver/export';
import type { Reached } from './report.js';

const [path = '', id = '', limitText = '', gapText = ''] = process.argv.slice(2);
const engine = [glpk, highs].find((one) => one.id === id);
if (!engine) throw new Error(`no engine ${id}`);
const program = readMps(readFileSync(path, 'utf8'));
const startMs = performance.now();
let firstPlanMs: number | null = null;
const result = await engine.solve(
  program,
  { gapFraction: Number(gapText), timeLimitMs: Number(limitText) * 1000 },
  undefined,
  ({ incumbent }) => {
    if (incumbent !== undefined) firstPlanMs ??= performance.now();
  },
);
const report: Reached = {
  solver: id === 'glpk' ? 'glpk.js' : 'highs WASM',
  objective: result.objective ?? null,
  bound: result.bound?.value ?? null,
  firstPlanSeconds: firstPlanMs === null ? null : (firstPlanMs - startMs) / 1000,
  seconds: (performance.now() - startMs) / 1000,
  peakMiB: process.resourceUsage().maxRSS / 1024,
  stop: result.stop,
};
process.stdout.write(`${JSON.stringify(report)}\n`);
