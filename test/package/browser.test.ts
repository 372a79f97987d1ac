import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import { parseProblem, solve } from '../../solver/index.js';
import { minimalProblem } from '../support/minimal-problem.js';
import { type Browser, type Served, serve, startBrowser } from './browser.js';
import { command, copiedProject, filesIn, type Project, ROOT } from './project.js';

const files = filesIn('docs/embedding.md');
let project: Project;
let browser: Browser;
let objective: number;
const served: Served[] = [];

beforeAll(async () => {
  project = copiedProject();
  browser = await startBrowser();
  project.add('highs');
  project.link('esbuild', 'vite', 'webpack');
  for (const bundler of ['esbuild', 'vite', 'webpack']) {
    for (const name of ['app.js', 'solver-worker.js'])
      project.write(`${bundler}/${name}`, files.get(name) ?? '');
  }
  for (const [name, text] of files) if (name.includes('/')) project.write(name, text);
  project.write(
    'webpack/build.mjs',
    `import webpack from 'webpack';
     import config from './webpack.config.mjs';
     // Making it small takes ten times as long as building it.
     webpack({ ...config, optimization: { minimize: false } }, (error, stats) => {
       if (error || stats.hasErrors()) { console.error(error ?? stats.toString()); process.exitCode = 1; }
     });`,
  );
  const read = parseProblem(minimalProblem());
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  const result = await solve(read.problem, { engines: [glpk] });
  if (result.kind !== 'solved') throw new Error(result.kind);
  objective = result.plan.objective;
});
afterAll(async () => {
  await browser.close();
  for (const one of served) await one.close();
  project.remove();
});

const open = async (folder: string, isIsolated = false, page = 'index.html'): ReturnType<Browser['open']> => {
  const server = await serve(folder, isIsolated);
  served.push(server);
  return browser.open(`${server.url}/${page}`);
};

/** Parts of glpk.js in any form a bundler could leave them in: its script's payload, its WebAssembly, its names. */
const glpkParts = (): string[] => {
  const wasm = readFileSync(join(ROOT, 'node_modules/glpk.js/dist/glpk.wasm'));
  const script = readFileSync(join(ROOT, 'node_modules/glpk.js/dist/index.js'), 'latin1');
  const payload = /[A-Za-z0-9+/]{4000}/.exec(script)?.[0] ?? '';
  return [
    payload.slice(1000, 1200),
    payload.slice(3000, 3200),
    wasm.subarray(20_000, 20_100).toString('latin1'),
    wasm.subarray(30_000, 30_099).toString('base64'),
    'GLP_MSG_OFF',
    'GLPK Simplex Optimizer',
    'GNU General Public License',
  ];
};
const glpkIn = (folder: string): number => {
  const text = textsIn(folder);
  return glpkParts().filter((part) => text.includes(part)).length;
};
const textsIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');

const PAGE = '<!doctype html><title>planner</title><script type="module" src="./app.js"></script>';
const BUNDLERS: readonly [string, () => Promise<unknown>][] = [
  ['esbuild', () => command(process.execPath, ['build.mjs'], join(project.folder, 'esbuild'))],
  [
    'vite',
    () =>
      command(
        process.execPath,
        [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--base', './'],
        join(project.folder, 'vite'),
      ),
  ],
  ['webpack', () => command(process.execPath, ['build.mjs'], join(project.folder, 'webpack'))],
];

describe.each(BUNDLERS)('the set-up for %s, in a project without glpk.js', (bundler, build) => {
  it('builds, holds no text of GLPK, and solves in a worker in Chromium', async () => {
    await build();
    const dist = join(project.folder, bundler, 'dist');
    expect(project.installed()).not.toContain('glpk.js');
    expect(glpkIn(dist)).toBe(0);
    expect(textsIn(dist).includes('HiGHS')).toBe(true);
    if (bundler !== 'vite') project.write(`${bundler}/dist/index.html`, PAGE);
    const { page, errors } = await open(dist);
    const result = await page.evaluate(
      `plan(${JSON.stringify(minimalProblem())}).then(({ kind, plan }) => ({ kind, objective: plan?.objective }))`,
    );
    expect(errors).toEqual([]);
    expect(result).toEqual({ kind: 'solved', objective: expect.closeTo(objective, 1) });
    const refused = await page.evaluate('plan({}).then(({ kind, issues }) => [kind, issues.length > 0])');
    expect(refused).toEqual(['refused', true]);
  });
});

describe("Vite's development server", () => {
  it('serves the same page, and it solves in a worker', async () => {
    const cli = join(ROOT, 'node_modules/vite/bin/vite.js');
    const server = spawn(process.execPath, [cli, '--host', '127.0.0.1', '--port', '0'], {
      cwd: join(project.folder, 'vite'),
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    try {
      const url = await new Promise<string>((resolve, reject) => {
        let said = '';
        server.stdout.on('data', (chunk) => {
          said += String(chunk);
          const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
          if (found) resolve(found[0]);
        });
        server.once('exit', () => reject(new Error(`it ended: ${said}`)));
      });
      const { page } = await browser.open(url);
      const result = await page.evaluate(
        `plan(${JSON.stringify(minimalProblem())}).then(({ kind, plan }) => ({ kind, objective: plan?.objective }))`,
      );
      expect(result).toEqual({ kind: 'solved', objective: expect.closeTo(objective, 1) });
    } finally {
      server.kill('SIGKILL');
    }
  });
});

describe('a page with both engines', () => {
  const FOLDER = 'both';
  beforeAll(async () => {
    project.add('glpk.js', 'pako');
    project.write(`${FOLDER}/build.mjs`, files.get('esbuild/build.mjs') ?? '');
    project.write(
      `${FOLDER}/engines.js`,
      `import { glpk } from '@placewright/solver/engines/glpk';
       import { highsEngine } from '@placewright/solver/engines/highs';
       import wasmUrl from 'highs/runtime';
       export const engines = [glpk, highsEngine({ wasmUrl })];`,
    );
    project.write(
      `${FOLDER}/solver-worker.js`,
      `import { serveSolves } from '@placewright/solver/worker/serve';
       import { engines } from './engines.js';
       serveSolves(engines);`,
    );
    project.write(
      `${FOLDER}/app.js`,
      `import { parseProblem, solve } from '@placewright/solver';
       import { solveInWorker } from '@placewright/solver/worker';
       import { engines } from './engines.js';
       const shown = ({ kind, plan, stop, known, audit }) =>
         ({ kind, stop: plan?.stop ?? stop, objective: plan?.objective, isSound: audit?.ok && plan.bound.value <= plan.objective, known });
       const problemOf = (json) => parseProblem(json).problem;
       globalThis.plan = async (json, engine) =>
         shown(await solve(problemOf(json), { engines, engine }));
       globalThis.planInWorker = async (json, engine, cancelWhen, more) => {
         const abort = new AbortController();
         return shown(await solveInWorker(problemOf(json), {
           worker: () => new Worker(new URL('./solver-worker.js', import.meta.url), { type: 'module' }),
           engines: [engine],
           signal: abort.signal,
           onProgress: (progress) => { if (cancelWhen && progress[cancelWhen] !== undefined) abort.abort(); },
           ...more,
         }));
       };
       globalThis.workerless = (json) =>
         solveInWorker(problemOf(json), {}).then(() => 'resolved', ({ name }) => name);
       globalThis.unknownWorker = (json) =>
         solveInWorker(problemOf(json), { worker: () => new Worker('./missing.js', { type: 'module' }) })
           .then(() => 'resolved', ({ name }) => name);`,
    );
    await command(process.execPath, ['build.mjs'], join(project.folder, FOLDER));
    project.write(`${FOLDER}/dist/index.html`, PAGE);
  });
  const dist = (): string => join(project.folder, FOLDER, 'dist');
  const problem = JSON.stringify(minimalProblem());

  it('holds parts of GLPK, which shows that the other bundles were looked through', () => {
    expect(glpkIn(dist())).toBeGreaterThan(0);
    expect(glpkIn(join(ROOT, 'node_modules/glpk.js/dist'))).toBeGreaterThan(3);
  });

  it('solves on the main thread and in a worker, with HiGHS and with GLPK', async () => {
    const { page, errors } = await open(dist());
    for (const engine of ['highs', 'glpk']) {
      for (const where of ['plan', 'planInWorker']) {
        const result = await page.evaluate(`${where}(${problem}, '${engine}')`);
        expect(result, `${engine}, ${where}`).toMatchObject({
          kind: 'solved',
          stop: 'proven',
          objective: expect.closeTo(objective, 1),
          isSound: true,
        });
      }
    }
    expect(errors).toEqual([]);
    const without = await page.evaluate(`Promise.all([workerless(${problem}), unknownWorker(${problem})])`);
    expect(without).toEqual(['InputError', 'InputError']);
  });

  it.each([
    ['shared memory, on an isolated page', true],
    ['a revoked URL, on any other', false],
  ])('cancels HiGHS by %s, and answers with the best plan', async (_, isIsolated) => {
    const { page } = await open(dist(), isIsolated);
    expect(await page.evaluate('crossOriginIsolated')).toBe(isIsolated);
    const large = readFileSync(join(ROOT, 'fixtures/flagship.json'), 'utf8');
    const more = { compareWithCloudOnly: false, cancelGraceMs: 30_000 };
    const result = await page.evaluate(
      `planInWorker(${large}, 'highs', 'incumbent', ${JSON.stringify(more)})`,
    );
    expect(result).toMatchObject({ kind: 'solved', stop: 'cancelled', isSound: true });
    if (isIsolated) return;
    const ended = await page.evaluate(`planInWorker(${large}, 'glpk', 'phase', { cancelGraceMs: 50 })`);
    expect(ended).toMatchObject({ kind: 'ended', stop: 'cancelled', known: { phase: expect.any(String) } });
  });
});
