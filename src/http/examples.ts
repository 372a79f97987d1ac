import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { HttpProblem } from './problem.js';

const FOLDER = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const FILE = /^([a-z0-9][a-z0-9-]{0,63})\.json$/;

const namesOf = async (): Promise<string[]> => {
  try {
    const files = await readdir(FOLDER);
    return files.flatMap((file) => FILE.exec(file)?.[1] ?? []).sort();
  } catch {
    // An installation without fixtures has no examples.
    return [];
  }
};

const titleOf = (text: string): string => {
  const raw: unknown = JSON.parse(text);
  return typeof raw === 'object' && raw !== null && 'name' in raw && typeof raw.name === 'string'
    ? raw.name
    : 'a problem';
};

/** Problems this installation carries. */
export const listExamples = async (): Promise<{ name: string; title: string; bytes: number }[]> => {
  const names = await namesOf();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(`${FOLDER}${name}.json`, 'utf8');
      return { name, title: titleOf(text), bytes: Buffer.byteLength(text) };
    }),
  );
};

/**
 * One of them as text. Only listed names are read.
 *
 * @throws HttpProblem 404 for any other name
 */
export const readExample = async (name: string): Promise<string> => {
  const names = await namesOf();
  if (names.includes(name)) return readFile(`${FOLDER}${name}.json`, 'utf8');
  const known = names.length === 0 ? 'this installation has none' : `the examples are ${names.join(', ')}`;
  throw new HttpProblem('unknown-route', `there is no example of that name; ${known}`);
};
