import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Source {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  /** Comments taken out. */
  readonly code: string;
  readonly lines: number;
}

export interface Import {
  readonly from: string;
  /** A path from the root for own files, the package otherwise. */
  readonly to: string;
  readonly isOwn: boolean;
  readonly isDynamic: boolean;
}

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');

const filesUnder = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name === 'dist' || name === 'node_modules') return [];
    if (statSync(path).isDirectory()) return filesUnder(path);
    return name.endsWith('.ts') ? [path] : [];
  });

/** Every TypeScript file under a folder of the repository. */
export const sourcesOf = (folder: string): Source[] =>
  filesUnder(join(ROOT, folder)).map((path) => {
    const text = readFileSync(path, 'utf8');
    return {
      path: relative(ROOT, path).split('\\').join('/'),
      code: withoutComments(text),
      lines: text.split('\n').length,
    };
  });

const STATIC =
  /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** What a file imports and re-exports, types included. */
export const importsOf = ({ path, code }: Source): Import[] => {
  const found = (target: string, isDynamic: boolean): Import => {
    const isOwn = target.startsWith('.');
    const own = relative(ROOT, resolve(ROOT, dirname(path), target)).replace(/\.js$/, '.ts');
    return { from: path, to: isOwn ? own : target, isOwn, isDynamic };
  };
  return [
    ...[...code.matchAll(STATIC)].map((match) => found(match[1] ?? match[2] ?? '', false)),
    ...[...code.matchAll(DYNAMIC)].map((match) => found(match[1] ?? '', true)),
  ];
};
