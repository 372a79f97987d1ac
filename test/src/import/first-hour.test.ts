import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const guide = readFileSync(join(root, 'docs/first-hour.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'placewright-first-hour-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The command as a reader has it: a word on the path. */
const shim = join(folder, 'bin', 'placewright');
mkdirSync(dirname(shim));
writeFileSync(shim, `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'dist/cli/main.js')}" "$@"\n`);
chmodSync(shim, 0o755);
const desk = join(folder, 'desk');
mkdirSync(desk);

type Block = { readonly kind: string; readonly file: string | undefined; readonly lines: readonly string[] };
const blocks: Block[] = [...guide.matchAll(/(?:`([^`\n]+\.csv)`:\n\n)?```(sh|csv|text)\n([\s\S]*?)```/g)].map(
  (match) => ({
    kind: match[2] ?? '',
    file: match[1],
    lines: (match[3] ?? '').trimEnd().split('\n'),
  }),
);

const run = (line: string): { code: number | null; out: string } => {
  const ended = spawnSync('sh', ['-c', line], {
    cwd: desk,
    env: { PATH: `${dirname(shim)}:${process.env.PATH ?? ''}` },
    encoding: 'utf8',
  });
  return { code: ended.status, out: `${ended.stdout}${ended.stderr}` };
};
/** Lines are wrapped to the screen: what is looked for is the words. */
const words = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('docs/first-hour.md', () => {
  it('has commands, files and what is printed', () => {
    const count = (kind: string): number => blocks.filter((block) => block.kind === kind).length;
    expect([count('sh'), count('csv'), count('text')]).toEqual([6, 12, 5]);
  });

  it('does what it says, from an empty folder to a plan', () => {
    let printed = '';
    for (const { kind, file, lines } of blocks) {
      if (kind === 'csv') {
        if (file === undefined) throw new Error(`a CSV block names no file: ${lines[0]}`);
        writeFileSync(join(desk, file), `${lines.join('\n')}\n`);
      } else if (kind === 'sh') {
        printed = '';
        for (const line of lines) {
          const { code, out } = run(line);
          expect({ line, code, out: code === 0 ? '' : words(out) }).toMatchObject({
            code: Number(/# ends with (\d)/.exec(line)?.[1] ?? 0),
          });
          printed += out;
        }
      } else for (const line of lines) expect(words(printed)).toContain(words(line));
    }
    expect(existsSync(join(desk, 'plan.json'))).toBe(true);
    const read = (name: string): unknown => JSON.parse(readFileSync(join(desk, name), 'utf8'));
    expect(read('again.json')).toEqual(read('problem.json'));
  });
});
