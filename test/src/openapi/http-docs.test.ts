import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { routeList } from '../../../src/openapi/routes.js';
import { isInstalled } from '../export/readers.js';
import { start } from '../support/command.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const text = readFileSync(join(ROOT, 'docs/http.md'), 'utf8');
const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
const HAS_CURL = isInstalled('curl', '--version') && isInstalled('bash', '--version');

const folder = mkdtempSync(join(tmpdir(), 'placewright-docs-'));
symlinkSync(join(ROOT, 'fixtures'), join(folder, 'fixtures'));
const service = HAS_CURL ? start(['serve'], '', { PORT: '0', PLACEWRIGHT_DEADLINE_SECONDS: '50' }) : null;
afterAll(async () => {
  service?.signal('SIGTERM');
  await service?.ended;
  rmSync(folder, { recursive: true, force: true });
});

const urlOf = async (): Promise<string> => {
  const said = (await service?.until('"event":"listening"')) ?? '';
  return `http://127.0.0.1:${/"port":(\d+)/.exec(said)?.[1]}`;
};

/** As a person would run it, but a status of 400 or more fails. */
const run = async (block: string, url: string): Promise<string> => {
  const script = `set -euo pipefail\ncurl() { command curl --fail-with-body "$@"; echo; }\n${block}`;
  const { stdout } = await promisify(execFile)('bash', ['-c', script], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', PLACEWRIGHT: url, NO_PROXY: '*' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
};

describe('docs/http.md', () => {
  it('has an example for every route', () => {
    for (const [, { path }] of routeList()) {
      const pattern = path.replace('{name}', '[a-z-]+').replaceAll('/', '\\/').replaceAll('.', '\\.');
      expect(text, path).toMatch(new RegExp(`\\$PLACEWRIGHT${pattern}["?]`));
      expect(text, path).toContain(path.startsWith('/docs/page') ? '/docs' : path);
    }
  });

  it.skipIf(!HAS_CURL)('every example runs (skipped without curl and bash)', async () => {
    const url = await urlOf();
    const outcomes: unknown[] = [];
    for (const block of blocks) {
      const out = await run(block, url);
      const isJson = block.includes('curl') && !block.includes('/docs"') && !block.includes('/docs/page');
      if (!isJson) continue;
      for (const line of out.split('\n{').map((part, index) => (index === 0 ? part : `{${part}`))) {
        if (line.trim() === '') continue;
        const answer: unknown = JSON.parse(line);
        if (typeof answer === 'object' && answer !== null && 'outcome' in answer)
          outcomes.push(answer.outcome);
      }
    }
    expect(outcomes).toEqual(['solved', 'valid', 'priced', 'compared', 'measured', 'measured']);
    expect(JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'))).toMatchObject({
      outcome: 'solved',
    });
  });
});
