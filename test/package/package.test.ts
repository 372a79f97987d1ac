import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { build, type Plugin } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minimalProblem } from '../support/minimal-problem.js';
import { blocksOf, command, installedProject, ROOT } from './project.js';

let project: Awaited<ReturnType<typeof installedProject>>;
beforeAll(async () => {
  project = await installedProject();
});
afterAll(() => project.remove());

const manifestOf = (folder: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;

/** What can be imported: '' for the door, '/worker' and so on. */
const subPaths = (): string[] =>
  Object.keys(manifestOf(join(ROOT, 'solver')).exports as object).map((path) => path.slice(1));

describe('the packed package', () => {
  it('brings zod and nothing else', () => {
    expect(project.installed()).toEqual(['@placewright/solver', 'zod']);
    const manifest = manifestOf(join(project.folder, 'node_modules/@placewright/solver'));
    expect(Object.keys(manifest.dependencies as object)).toEqual(['zod']);
    const peers = Object.keys(manifest.peerDependencies as object);
    expect(peers).toEqual(['glpk.js', 'highs', 'javascript-lp-solver']);
    for (const peer of peers) expect(manifest.peerDependenciesMeta).toHaveProperty([peer, 'optional'], true);
  });

  it('holds its licence, its README, compiled files and nothing else', async () => {
    const { stdout } = await command('tar', ['tzf', project.tarball], project.folder);
    const files = stdout.trim().split('\n');
    const others = files.filter((file) => !/^package\/dist\/[\w/-]+(\.js|\.js\.map|\.d\.ts)$/.test(file));
    expect(others.sort()).toEqual(['package/LICENSE', 'package/README.md', 'package/package.json']);
    expect(files.length).toBeGreaterThan(300);
  });

  it('has a line in its README for each path that can be imported', () => {
    const readme = readFileSync(join(ROOT, 'solver/README.md'), 'utf8');
    const missing = subPaths().filter((path) => !readme.includes(`| \`@placewright/solver${path}\` |`));
    expect(missing).toEqual([]);
  });

  it('has nothing for publint to object to', async () => {
    const tarball = readFileSync(project.tarball);
    const { buffer, byteOffset, byteLength } = tarball;
    const { messages } = await publint({
      pack: { tarball: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer },
      level: 'suggestion',
      strict: true,
    });
    expect(messages.map((message) => formatMessage(message, manifestOf(join(ROOT, 'solver'))))).toEqual([]);
  });

  it('has types that fit its code wherever ESM is resolved', async () => {
    const checked = await checkPackage(createPackageFromTarballData(readFileSync(project.tarball)));
    if (checked.types === false) throw new Error('the package has no types');
    expect(Object.keys(checked.entrypoints).length).toBeGreaterThan(5);
    // The package is ESM only: CommonJS and the resolution of Node 10 are not promised.
    const promised = checked.problems.filter(
      (problem) =>
        !('resolutionKind' in problem && ['node10', 'node16-cjs'].includes(problem.resolutionKind)),
    );
    expect(promised).toEqual([]);
  });
});

describe('the example of the README', () => {
  const example = blocksOf('solver/README.md', 'ts')[0] ?? '';
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');

  it('is ten lines', () => {
    expect(
      example
        .trim()
        .split('\n')
        .filter((line) => line !== '').length,
    ).toBeLessThanOrEqual(10);
  });

  it.each([
    ['nodenext', 'nodenext', "import { Worker } from 'node:worker_threads';", []],
    ['esnext', 'bundler', '', ['dom']],
  ])('type-checks: module %s, resolution %s', async (module, moduleResolution, imported, lib) => {
    project.write(`${moduleResolution}/example.ts`, example);
    // A worker and a signal of the platform's own fit, and every kind of answer can be told apart.
    project.write(
      `${moduleResolution}/worker.ts`,
      `${imported}
       import type { Problem } from '@placewright/solver';
       import { solveInWorker } from '@placewright/solver/worker';
       export const objective = async (problem: Problem, { signal }: AbortController): Promise<number | null> => {
         const worker = (): Worker => new Worker(new URL('./solver-worker.js', import.meta.url));
         const result = await solveInWorker(problem, { worker, signal, engines: ['highs'] });
         switch (result.kind) {
           case 'solved': return result.plan.objective;
           case 'noPlanFound': return result.bound?.value ?? null;
           case 'ended': return result.known?.incumbent ?? null;
           case 'infeasible': return result.findings.length;
           case 'engineUnavailable': return null;
         }
       };`,
    );
    const config = {
      compilerOptions: {
        strict: true,
        noEmit: true,
        target: 'es2023',
        lib: ['es2023', ...lib],
        module,
        moduleResolution,
        typeRoots: [join(ROOT, 'node_modules/@types')],
        types: ['node'],
      },
    };
    project.write(`${moduleResolution}/tsconfig.json`, JSON.stringify(config));
    await command(process.execPath, [tsc, '-p', moduleResolution], project.folder);
  });

  it('and every type of every sub-path without the types of Node or of a browser', async () => {
    const paths = subPaths();
    expect(paths.length).toBeGreaterThan(5);
    project.write(
      'bare/all.ts',
      paths.map((path, index) => `export * as m${index} from '@placewright/solver${path}';`).join('\n'),
    );
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2023',
      lib: ['es2023'],
      module: 'nodenext',
      types: [],
      exactOptionalPropertyTypes: true,
    };
    project.write('bare/tsconfig.json', JSON.stringify({ compilerOptions }));
    const found = await command(process.execPath, [tsc, '-p', 'bare'], project.folder).then(
      ({ stdout }) => stdout,
      ({ message }: Error) => message,
    );
    // zod's own types name URL.
    const ours = found
      .split('\n')
      .filter((line) => line.includes('error TS') && !line.startsWith('node_modules/zod/'));
    expect(ours).toEqual([]);
  });

  it('runs, and finds the plan', async () => {
    project.add('highs');
    project.write('problem.json', JSON.stringify(minimalProblem()));
    await command(
      join(ROOT, 'node_modules/.bin/esbuild'),
      ['bundler/example.ts', '--outfile=example.mjs'],
      project.folder,
    );
    const { stdout } = await command(process.execPath, ['example.mjs'], project.folder);
    expect(stdout).toMatch(/^\d+(\.\d+)? \{ value: [\d.]+, kind: '[\w-]+' \} \{ money: /);
  });

  it('and says what to install where the engine is not', async () => {
    project.write(
      'missing.mjs',
      `import { parseProblem, solve } from '@placewright/solver';
       import { glpk } from '@placewright/solver/engines/glpk';
       import { readFileSync } from 'node:fs';
       const { problem } = parseProblem(JSON.parse(readFileSync('problem.json', 'utf8')));
       console.log(JSON.stringify(await solve(problem, { engines: [glpk], engine: 'glpk' })));`,
    );
    const { stdout } = await command(process.execPath, ['missing.mjs'], project.folder);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'engineUnavailable', engine: 'glpk' });
    expect(stdout).toContain('npm install glpk.js');
  });
});

/** Leaves the catalogue's data out, as an embedder who hands in a catalogue of her own would. */
const withoutCatalogue: Plugin = {
  name: 'without-catalogue',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/catalogue\// }, ({ path }) => ({ path, external: true }));
  },
};

const gzipKb = async (contents: string, external: string[]): Promise<number> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: project.folder },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    external,
    plugins: [withoutCatalogue],
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length / 1000;
};

const DOOR = "export * from '@placewright/solver';";
const PAGE = `export { parseProblem } from '@placewright/solver';
  export { solveInWorker } from '@placewright/solver/worker';`;

describe('the size without engines and catalogue, minified and gzipped', () => {
  const stated = [...readFileSync(join(ROOT, 'solver/README.md'), 'utf8').matchAll(/(\d+) kB gzip/g)].map(
    ([, figure]) => Number(figure),
  );
  it.each([
    ['of the door', DOOR, ['zod'], 0],
    ['of the door with zod', DOOR, [], 1],
    ['of what a page loads before it solves in a worker', PAGE, ['zod'], 2],
  ])('%s is what the README says, to 15 %', async (_, contents, external, index) => {
    const actual = await gzipKb(contents, external);
    expect(stated).toHaveLength(3);
    expect(Math.abs(actual / (stated[index] ?? 0) - 1), `${actual} kB`).toBeLessThan(0.15);
  });
});
