import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LONG } from '../tools/longest-first.js';

const tests = fileURLToPath(new URL('../', import.meta.url));
/** Folders whose files have a process each, as vitest.config.ts has it. */
const ALONE = /^(src|package)\//;

describe('files that share the modules of their process', () => {
  const shared = readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && !ALONE.test(name));
  const those = (pattern: RegExp, among: readonly string[]): string[] =>
    among.filter((name) => pattern.test(readFileSync(tests + name, 'utf8')));

  it('are most of them', () => {
    expect(shared.length).toBeGreaterThan(300);
  });

  it('have no hook in a helper: it would be that of the first file alone', () => {
    const helpers = shared.filter((name) => !name.endsWith('.test.ts'));
    expect(those(/\b(after|before)(All|Each)\(/, helpers)).toEqual([]);
  });

  it('put no module, global or clock in place of another: it would stay for the next file', () => {
    expect(those(/\bvi\.(mock|doMock|stub\w+|spyOn|useFakeTimers)\(/, shared)).toEqual([]);
  });
});

describe('the order of the files', () => {
  it.each(LONG)('%s is there', (name) => {
    expect(existsSync(tests + name)).toBe(true);
  });
});
