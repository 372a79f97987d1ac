import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MODULES = join(ROOT, 'node_modules');
const run = promisify(execFile);

/** A command that has to end well, within a minute. */
export const command = async (
  file: string,
  args: readonly string[],
  cwd: string,
): Promise<{ stdout: string; stderr: string }> => {
  try {
    return await run(file, args, { cwd, timeout: 60_000, maxBuffer: 64 * 2 ** 20 });
  } catch (error) {
    const said = error as { message: string; stdout?: string; stderr?: string };
    throw new Error(`${said.message}\n${said.stdout ?? ''}\n${said.stderr ?? ''}`);
  }
};

const pack = async (folder: string, into: string): Promise<string> => {
  const { stdout } = await command(
    'npm',
    ['pack', '--ignore-scripts', '--json', '--pack-destination', into],
    folder,
  );
  // A list until npm 10, an object by name from npm 11 on.
  const told = JSON.parse(stdout) as Record<string, { filename: string }>;
  const filename = Object.values(told)[0]?.filename;
  if (filename === undefined) throw new Error(`npm pack said: ${stdout}`);
  return join(into, filename);
};

/** An empty project into which the packed library has been installed, without a network. */
export interface Project {
  readonly folder: string;
  readonly tarball: string;
  write(path: string, text: string): void;
  /** Copies a package of the repository's own node_modules, with nothing it depends on. */
  add(...names: string[]): void;
  /** Makes a tool of the repository's own node_modules known to the project. */
  link(...names: string[]): void;
  /** Packages installed, scoped names whole. */
  installed(): string[];
  remove(): void;
}

const packagesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`) : [name],
    )
    .sort();

/**
 * Packs `solver/` as it would be published and installs the tarball with npm. zod comes from the repository's own copy, packed
 * too, and npm is told to stay offline: what it installs is what the package asks for.
 *
 * @param how - `unpack` puts the same files in place without asking npm what else belongs there, which is quicker
 */
export const makeProject = async (how: 'npm install' | 'unpack'): Promise<Project> => {
  if (!existsSync(join(ROOT, 'solver/dist/index.js')))
    throw new Error('solver/dist is missing: run `npm run build` first');
  const folder = mkdtempSync(join(tmpdir(), 'placewright-package-'));
  const packed = join(folder, 'packed');
  mkdirSync(packed);
  const tarball = await pack(join(ROOT, 'solver'), packed);
  const modules = join(folder, 'node_modules');
  const add = (...names: string[]): void => {
    for (const name of names)
      cpSync(join(MODULES, name), join(modules, name), { recursive: true, dereference: true });
  };
  const manifest = { name: 'empty', private: true, type: 'module' };
  if (how === 'npm install') {
    const zod = await pack(join(MODULES, 'zod'), packed);
    const needs = {
      dependencies: { '@placewright/solver': `file:${tarball}` },
      overrides: { zod: `file:${zod}` },
    };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, ...needs }));
    await command('npm', ['install', '--ignore-scripts', '--offline', '--no-audit', '--no-fund'], folder);
  } else {
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    const library = join(modules, '@placewright/solver');
    mkdirSync(library, { recursive: true });
    await command('tar', ['xzf', tarball, '-C', library, '--strip-components=1'], folder);
    add('zod');
  }
  return {
    folder,
    tarball,
    write: (path, text) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    add,
    link: (...names) => {
      for (const name of names) symlinkSync(join(MODULES, name), join(modules, name));
    },
    installed: () => packagesIn(modules),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

/** Fenced blocks of a page whose first line is a comment that names a file: `// app.js`. */
export const filesIn = (page: string): ReadonlyMap<string, string> => {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const blocks = text.matchAll(/```(?:js|html)\n(?:\/\/|<!--) ([\w./-]+)(?: -->)?\n([\s\S]*?)```/g);
  return new Map([...blocks].map(([, name, body]) => [name ?? '', body ?? '']));
};

/** The fenced blocks of a page in one language, in order. */
export const blocksOf = (page: string, language: string): string[] =>
  [
    ...readFileSync(join(ROOT, page), 'utf8').matchAll(
      new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'),
    ),
  ].map(([, body]) => body ?? '');
