import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A package as it is installed. */
export interface PackageFacts {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

const isFacts = (value: unknown): value is PackageFacts =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'version' in value &&
  typeof value.version === 'string' &&
  'license' in value &&
  typeof value.license === 'string';

const readFacts = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

/** The package of a module, or null where it is not installed. Read from its own package.json: nothing is loaded. */
export const packageOf = (name: string): PackageFacts | null => {
  let file: string;
  try {
    file = fileURLToPath(import.meta.resolve(name));
  } catch {
    return null;
  }
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const facts = readFacts(join(folder, 'package.json'));
    if (isFacts(facts) && facts.name === name) return facts;
  }
  return null;
};

/** The package this service is in. */
export const ownPackage = (): PackageFacts => {
  const facts = readFacts(fileURLToPath(new URL('../../package.json', import.meta.url)));
  if (!isFacts(facts)) throw new Error('the package.json of this service cannot be read');
  return facts;
};

/** Engines with the package behind each and its licence. */
const ENGINE_PACKAGES = [
  { id: 'glpk', package: 'glpk.js', licence: 'GPL-3.0' },
  { id: 'highs', package: 'highs', licence: 'MIT' },
  { id: 'jslp', package: 'javascript-lp-solver', licence: 'Unlicense' },
] as const;

/** Answer of GET /v1/version. */
export const versions = (problemFormat: string) => {
  const own = ownPackage();
  const solver = packageOf('@placewright/solver');
  return {
    software: { name: own.name, version: own.version, licence: own.license },
    solver: {
      name: '@placewright/solver',
      version: solver?.version ?? own.version,
      licence: solver?.license ?? own.license,
    },
    problemFormat,
    engines: ENGINE_PACKAGES.map((engine) => {
      const facts = packageOf(engine.package);
      return {
        id: engine.id,
        package: engine.package,
        version: facts?.version ?? null,
        licence: facts?.license ?? engine.licence,
      };
    }),
    node: process.versions.node,
  };
};
