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

/** An empty project with the library in it. */
export interface Project {
  readonly folder: string;
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

const emptyProject = (): { folder: string; project: Project } => {
  if (!existsSync(join(ROOT, 'solver/dist/index.js')))
    throw new Error('solver/dist is missing: run `npm run build` first');
  const folder = mkdtempSync(join(tmpdir(), 'placewright-package-'));
  const modules = join(folder, 'node_modules');
  const project: Project = {
    folder,
    write: (path, text) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    add: (...names) => {
      for (const name of names)
        cpSync(join(MODULES, name), join(modules, name), { recursive: true, dereference: true });
    },
    link: (...names) => {
      for (const name of names) symlinkSync(join(MODULES, name), join(modules, name));
    },
    installed: () => packagesIn(modules),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  return { folder, project };
};

const MANIFEST = { name: 'empty', private: true, type: 'module' };

/**
 * Packs `solver/` as it would be published and installs the tarball with npm. zod comes from the repository's own copy, packed
 * too, and npm is told to stay offline: what it installs is what the package asks for.
 */
export const installedProject = async (): Promise<Project & { readonly tarball: string }> => {
  const { folder, project } = emptyProject();
  const packed = join(folder, 'packed');
  mkdirSync(packed);
  const tarball = await pack(join(ROOT, 'solver'), packed);
  const zod = await pack(join(MODULES, 'zod'), packed);
  const needs = {
    dependencies: { '@placewright/solver': `file:${tarball}` },
    overrides: { zod: `file:${zod}` },
  };
  project.write('package.json', JSON.stringify({ ...MANIFEST, ...needs }));
  await command('npm', ['install', '--ignore-scripts', '--offline', '--no-audit', '--no-fund'], folder);
  return { ...project, tarball };
};

/** The same with the package's files copied into place, which is quicker. */
export const copiedProject = (): Project => {
  const { folder, project } = emptyProject();
  project.write('package.json', JSON.stringify(MANIFEST));
  const library = join(folder, 'node_modules/@placewright/solver');
  for (const part of ['dist', 'package.json'])
    cpSync(join(ROOT, 'solver', part), join(library, part), { recursive: true });
  project.add('zod');
  return project;
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
