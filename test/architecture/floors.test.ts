import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SOLVER_VERSION } from '../../solver/version.js';
import { type Import, importsOf, ROOT, sourcesOf } from './imports.js';

const solver = sourcesOf('solver');
const shell = sourcesOf('src');
const solverImports = solver.flatMap(importsOf);
const shellImports = shell.flatMap(importsOf);
const said = ({ from, to }: Import): string => `${from} imports ${to}`;

const libraryPackage = JSON.parse(readFileSync(join(ROOT, 'solver/package.json'), 'utf8')) as {
  readonly version: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly imports: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, string>>;
};

/** Floor of each room, as docs/architecture.md tells it. */
const floors = new Map<string, number>(
  readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const row = /^\| (\d+) \| ([^|]+) \|/.exec(line);
      const rooms = row?.[2]?.match(/[^`\s]+(?=`)/g) ?? [];
      return rooms.map((room): [string, number] => [room, Number(row?.[1])]);
    }),
);

/** The most particular room a file is in. */
const roomOf = (path: string): string | undefined => {
  const steps = path
    .replace(/^solver\//, '')
    .replace(/\.ts$/, '')
    .split('/');
  for (let length = steps.length; length > 0; length -= 1) {
    const name = steps.slice(0, length).join('/');
    if (floors.has(name)) return name;
  }
  return undefined;
};
const floorOf = (room: string): number => floors.get(room) ?? Number.NaN;

describe('the floors of the library', () => {
  it('are read from the table: every file is in a room, every room has a file', () => {
    expect(solver.length).toBeGreaterThan(100);
    expect(solver.filter(({ path }) => roomOf(path) === undefined).map(({ path }) => path)).toEqual([]);
    const rooms = new Set(solver.map(({ path }) => roomOf(path)));
    expect([...floors.keys()].filter((room) => !rooms.has(room))).toEqual([]);
  });

  it('are imported downward only, so that no two rooms know each other', () => {
    const upward = solverImports.filter(({ from, to, isOwn }) => {
      if (!isOwn) return false;
      const above = roomOf(from);
      const below = roomOf(to);
      if (above === undefined || below === undefined) return true;
      return above !== below && !(floorOf(below) < floorOf(above));
    });
    expect(upward.map(said)).toEqual([]);
    expect(solverImports.filter((one) => one.isOwn).length).toBeGreaterThan(500);
  });

  it('keep engines and search to programs and outcomes, and the audit to two types', () => {
    const roomsFrom = (room: string): string[] =>
      [
        ...new Set(
          solverImports
            .filter(({ from, isOwn }) => isOwn && roomOf(from) === room)
            .map(({ to }) => roomOf(to) ?? to),
        ),
      ]
        .filter((other) => other !== room)
        .sort();
    expect(roomsFrom('engines')).toEqual(['engines/contract', 'outcome', 'program']);
    expect(roomsFrom('search')).toEqual(['engines/contract', 'outcome', 'program']);
    expect(roomsFrom('audit')).toEqual(['outcome', 'plan/types', 'problem']);
    const ofProblem = solverImports.filter(
      ({ from, to }) => roomOf(from) === 'audit' && roomOf(to) === 'problem',
    );
    expect([...new Set(ofProblem.map(({ to }) => to))]).toEqual(['solver/problem/types.ts']);
  });
});

describe('what the library depends on', () => {
  it('is zod; engine packages are loaded when they are asked for, by engines alone', () => {
    const packages = solverImports.filter((one) => !one.isOwn);
    expect(packages.filter((one) => !one.isDynamic && one.to !== 'zod').map(said)).toEqual([]);
    const loaded = packages.filter((one) => one.isDynamic);
    expect(loaded.filter(({ from }) => !from.startsWith('solver/engines/')).map(said)).toEqual([]);
    expect(loaded.map(({ to }) => to).sort()).toEqual(['#glpk', 'highs', 'javascript-lp-solver']);
    expect(libraryPackage.imports).toEqual({ '#glpk': { node: 'glpk.js/node', default: 'glpk.js' } });
    expect(Object.keys(libraryPackage.dependencies)).toEqual(['zod']);
    expect(solverImports.filter((one) => one.isOwn && !one.to.startsWith('solver/')).map(said)).toEqual([]);
  });

  it('is no clock, no chance, no console, no environment', () => {
    const forbidden =
      /\b(?:process\.(?!toString)|console\.|require\(|Math\.random|Date\.now|performance\.now|setTimeout|fetch\()|new Date\(\)/;
    const quiet = solver.filter(({ path }) => roomOf(path) !== 'worker');
    expect(quiet.filter(({ code }) => forbidden.test(code)).map(({ path }) => path)).toEqual([]);
  });
});

describe('the shell', () => {
  it('uses the library by its public paths, and nothing outside itself otherwise', () => {
    const packages = new Set(shellImports.filter((one) => !one.isOwn).map(({ to }) => to));
    const publicPaths = Object.keys(libraryPackage.exports).map(
      (path) => `@placewright/solver${path.slice(1)}`,
    );
    const allowed = new Set([...publicPaths, 'express', 'zod']);
    expect([...packages].filter((name) => !allowed.has(name) && !name.startsWith('node:'))).toEqual([]);
    expect(shellImports.filter((one) => one.isOwn && !one.to.startsWith('src/')).map(said)).toEqual([]);
  });

  it('has no circles between its rooms', () => {
    expect(circles()).toEqual([]);
  });
});

/** Rooms of the shell that lead back to themselves by way of another. */
const circles = (): string[] => {
  const shellRoom = (path: string): string => path.split('/')[1] ?? path;
  const next = new Map<string, Set<string>>();
  for (const { from, to, isOwn } of shellImports) {
    const room = shellRoom(from);
    const targets = next.get(room) ?? new Set<string>();
    next.set(room, targets);
    if (isOwn && shellRoom(to) !== room) targets.add(shellRoom(to));
  }
  const reached = (start: string): Set<string> => {
    const seen = new Set<string>();
    const open = [...(next.get(start) ?? [])];
    for (let room = open.pop(); room !== undefined; room = open.pop()) {
      if (seen.has(room)) continue;
      seen.add(room);
      open.push(...(next.get(room) ?? []));
    }
    return seen;
  };
  return [...next.keys()].filter((room) => reached(room).has(room));
};

describe('every file', () => {
  const all = [...solver, ...shell];

  it('has no default export and no any', () => {
    const isLoose = /export default|[:<,|&(]\s*any\b(?!\s*:)|\bas any\b/;
    const withoutTexts = (code: string): string => code.replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
    expect(all.filter(({ code }) => isLoose.test(withoutTexts(code))).map(({ path }) => path)).toEqual([]);
  });

  it('is at most 300 lines', () => {
    expect(all.filter(({ lines }) => lines > 300).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
  });
});

describe('the version', () => {
  it('in the code is that of the package', () => {
    expect(libraryPackage.version).toBe(SOLVER_VERSION);
  });
});
