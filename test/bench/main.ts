/**
 * Time and memory of each phase, apart: parse, sizing, candidates, compile, engine, audit, bill.
 *
 *   npm run bench                    every size
 *   npm run bench -- 200x30x6        one size
 *   npm run bench -- --limit 60      seconds for the engine (default 60, cloud-only included)
 */
import { readFileSync } from 'node:fs';
import { auditPlan } from '../../solver/audit/audit.js';
import { makeCandidates } from '../../solver/candidates/generate.js';
import { compile } from '../../solver/compile/compile.js';
import { glpk } from '../../solver/engines/glpk.js';
import { highs } from '../../solver/engines/highs.js';
import { Clock } from '../../solver/optimize/clock.js';
import { solveCloudOnly } from '../../solver/optimize/cloud-only.js';
import { place } from '../../solver/optimize/place.js';
import { parseProblem } from '../../solver/problem/parse.js';
import { pinOrBanForbids } from '../../solver/rules/pins-bans.js';
import { makePolicy } from '../../solver/rules/policy.js';
import { sizeDemand } from '../../solver/sizing/demand.js';
import { makeBill } from '../../solver/tei/bill.js';
import { benchProblem } from '../support/bench-problem.js';
import { nameOf, orExit, parsed, secondsOf, sizeOf } from './arguments.js';

const SIZES = ['10x5x4', '50x12x5', '200x30x6', '1000x60x6'];

interface Phase {
  readonly name: string;
  readonly ms: number;
  readonly heapMiB: number;
}

const collectGarbage = (): void => (globalThis as { gc?: () => void }).gc?.();

class Phases {
  readonly list: Phase[] = [];

  async run<T>(name: string, step: () => T | Promise<T>): Promise<T> {
    collectGarbage();
    const heapBefore = process.memoryUsage().heapUsed;
    const start = performance.now();
    const result = await step();
    const ms = performance.now() - start;
    this.list.push({ name, ms, heapMiB: (process.memoryUsage().heapUsed - heapBefore) / 2 ** 20 });
    return result;
  }
}

const bench = async (name: string, raw: unknown, limitSeconds: number): Promise<void> => {
  const phases = new Phases();
  const parsed = await phases.run('parse', () => parseProblem(raw));
  if (!parsed.ok) throw new Error(`${name}: ${parsed.issues.map((issue) => issue.message).join('; ')}`);
  const { problem } = parsed;
  const demand = await phases.run('sizing', () => sizeDemand(problem));
  const candidates = await phases.run('candidates', () => {
    const policy = makePolicy(problem);
    return makeCandidates(demand, [policy.forbids, pinOrBanForbids(problem)], [policy.softBreaks]);
  });
  const compiled = await phases.run('compile', () => {
    const result = compile(candidates);
    result.program();
    return result;
  });
  const options = {
    engines: [glpk, highs],
    gapFraction: 0.005,
    timeLimitMs: limitSeconds * 1000,
    host: { nowMs: () => performance.now() },
  };
  const result = await phases.run('engine', async () => {
    const clock = new Clock(options);
    // As in a solve: the cloud-only plan starts the search, so that large sizes have a plan to bill and to audit.
    const cloud = await solveCloudOnly(problem, options, clock);
    const start = cloud?.placed && { compiled: cloud.prepared.compiled, point: cloud.placed.point };
    return place({ problem, candidates, compiled }, options, {
      clock,
      timeShareFraction: 1,
      phase: 'search',
      ...(start ? { start } : {}),
    });
  });
  const program = compiled.program();
  console.log(
    `\n${name}: ${candidates.candidates.length} pairs, ${candidates.exclusions.length} excluded, ${program.columnCount} columns, ${program.rowCount} rows`,
  );
  if (result.kind === 'placed') {
    const { plan, point, engine } = result.placed;
    await phases.run('bill', () => makeBill(compiled.decisions, point));
    const audit = await phases.run('audit', () => auditPlan(problem, plan));
    console.log(
      `  ${engine.id}: ${plan.objective.toFixed(2)}, gap ${(plan.gapFraction * 100).toFixed(3)} %, ${plan.stop}, audit ${audit.ok ? 'OK' : 'objects'}`,
    );
  } else {
    console.log(`  ${result.engine.id}: no plan in ${limitSeconds} s (${result.search.stop})`);
  }
  for (const phase of phases.list) {
    console.log(
      `  ${phase.name.padEnd(12)} ${phase.ms.toFixed(0).padStart(8)} ms ${phase.heapMiB.toFixed(0).padStart(7)} MiB`,
    );
  }
  const others = phases.list.filter((phase) => phase.name !== 'engine');
  console.log(
    `  ${'all but engine'.padEnd(12)} ${others
      .reduce((sum, phase) => sum + phase.ms, 0)
      .toFixed(0)
      .padStart(6)} ms`,
  );
  console.log(`  resident     ${(process.memoryUsage().rss / 2 ** 20).toFixed(0).padStart(8)} MiB`);
};

const { limitSeconds, sizes } = orExit(() => {
  const { values, positionals } = parsed(process.argv.slice(2), { limit: { type: 'string', default: '60' } });
  return { limitSeconds: secondsOf(values.limit), sizes: positionals.map(sizeOf) };
});
if (sizes.length === 0) {
  const flagship: unknown = JSON.parse(
    readFileSync(new URL('../../fixtures/flagship.json', import.meta.url), 'utf8'),
  );
  await bench('flagship', flagship, limitSeconds);
}
for (const size of sizes.length > 0 ? sizes : SIZES.map(sizeOf))
  await bench(nameOf(size), benchProblem({ ...size, seed: 1 }), limitSeconds);
