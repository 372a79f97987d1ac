import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minimalProblem } from '../support/minimal-problem.js';
import { command, copiedProject, filesIn, type Project, ROOT } from './project.js';

let project: Project;
beforeAll(() => {
  project = copiedProject();
  project.write('problem.json', JSON.stringify(minimalProblem()));
  project.write('large.json', readFileSync(join(ROOT, 'fixtures/flagship.json'), 'utf8'));
});
afterAll(() => project.remove());

/** Runs a script in the project that ends by saying one JSON value, and times out. */
const said = async (body: string): Promise<unknown> => {
  project.write(
    'script.mjs',
    `import { readFileSync } from 'node:fs';
     import { parseProblem, solve } from '@placewright/solver';
     import { softTimeLimitMs, solveInWorker } from '@placewright/solver/worker';
     const read = (name) => parseProblem(JSON.parse(readFileSync(name, 'utf8'))).problem;
     const rejection = (promise) => promise.then(() => 'resolved', ({ name, message }) => name + ': ' + message);
     const started = performance.now();
     ${body}`,
  );
  const { stdout } = await command(process.execPath, ['script.mjs'], project.folder);
  return JSON.parse(stdout);
};

describe('solveInWorker under Node', () => {
  it('runs as docs/embedding.md says, and says when the engine is not installed', async () => {
    project.write('plan.mjs', filesIn('docs/embedding.md').get('plan.mjs') ?? '');
    const missing = await command(process.execPath, ['plan.mjs'], project.folder);
    expect(JSON.parse(missing.stdout)).toEqual({ kind: 'engineUnavailable' });
    project.add('highs', 'glpk.js', 'pako', 'javascript-lp-solver');
    const { stdout } = await command(process.execPath, ['plan.mjs'], project.folder);
    const { kind, objective } = JSON.parse(stdout) as { kind: string; objective: number };
    expect(kind).toBe('solved');
    expect(objective).toBeGreaterThan(0);
  });

  it('answers as solve does, with either engine, and tells its progress', async () => {
    const answer = await said(`
      import { glpk } from '@placewright/solver/engines/glpk';
      const problem = read('problem.json');
      const here = await solve(problem, { engines: [glpk] });
      const phases = [];
      const there = await solveInWorker(problem, { engines: ['glpk'], onProgress: ({ phase }) => phases.push(phase) });
      const other = await solveInWorker(problem, { engines: ['highs'] });
      console.log(JSON.stringify([JSON.stringify(here.plan) === JSON.stringify(there.plan),
        Math.abs(other.plan.objective - here.plan.objective) < 0.01, there.plan.stop, phases.at(0), phases.includes('audit')]));`);
    expect(answer).toEqual([true, true, 'proven', 'compile', true]);
  });

  it('cancelled in the middle of HiGHS, resolves with the best plan, its bound and the reason', async () => {
    const answer = await said(`
      const abort = new AbortController();
      const result = await solveInWorker(read('large.json'), {
        engines: ['highs'], compareWithCloudOnly: false, signal: abort.signal, cancelGraceMs: 20000,
        onProgress: ({ incumbent }) => { if (incumbent !== undefined) abort.abort(); },
      });
      console.log(JSON.stringify([result.kind, result.plan.stop, result.audit.ok, result.plan.bound.value <= result.plan.objective]));`);
    expect(answer).toEqual(['solved', 'cancelled', true, true]);
  });

  it('ends what cannot be asked to stop, at the cancel or at the deadline', async () => {
    const answer = await said(`
      const problem = read('large.json');
      const abort = new AbortController();
      const cancelled = await solveInWorker(problem, {
        engines: ['glpk'], signal: abort.signal, cancelGraceMs: 50, onProgress: () => setTimeout(() => abort.abort(), 300),
      });
      const before = performance.now();
      const late = await solveInWorker(problem, { engines: ['jslp'], deadlineMs: 3000 });
      const isOnTime = performance.now() - before < 4500;
      const never = await solveInWorker(problem, { engines: ['glpk'], signal: AbortSignal.abort() });
      console.log(JSON.stringify([cancelled, late, isOnTime, never]));`);
    const known = { phase: expect.any(String) };
    expect(answer).toMatchObject([
      { kind: 'ended', stop: 'cancelled', known },
      { kind: 'ended', stop: 'time-limit', known },
      true,
      { kind: 'ended', stop: 'cancelled', known: null },
    ]);
  });

  it('rejects for options that make no sense, and for a worker that does not start', async () => {
    const answer = (await said(`
      import { Worker } from 'node:worker_threads';
      const problem = read('problem.json');
      console.log(JSON.stringify([
        await rejection(solveInWorker(problem, { deadlineMs: 0, cancelGraceMs: -1 })),
        await rejection(solveInWorker(problem, { gapFraction: 2 })),
        await rejection(solveInWorker(problem, { engines: ['simplex'] })),
        await rejection(solveInWorker(problem, { worker: () => new Worker(new URL('./missing.mjs', import.meta.url)) })),
        await rejection(solveInWorker(problem, { worker: () => new Worker('setTimeout(() => {}, 100)', { eval: true }) })),
        softTimeLimitMs(60000), softTimeLimitMs(4000),
      ]));`)) as unknown[];
    expect(answer.map((one) => (typeof one === 'string' ? one.split(':')[0] : one))).toEqual([
      'InputError',
      'InputError',
      'InputError',
      'InputError',
      'InputError',
      55_000,
      3_000,
    ]);
    expect(answer[0]).toContain('deadlineMs is 0 ms');
    expect(answer[0]).toContain('cancelGraceMs is -1 ms');
    expect(answer[2]).toContain('simplex is not served');
    expect(answer[3]).toContain('did not start');
  });
});
