import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const MAIN = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'placewright-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

export const fileAt = (name: string): string => join(folder, name);

/** Writes a file of the test's own and returns its path. */
export const fileOf = (name: string, content: unknown): string => {
  writeFileSync(fileAt(name), typeof content === 'string' ? content : JSON.stringify(content));
  return fileAt(name);
};

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Started {
  readonly ended: Promise<Ended>;
  /** Resolves with standard output as soon as it holds the text. */
  until(text: string): Promise<string>;
  signal(name: NodeJS.Signals): void;
}

/** Starts the command as it is installed: compiled, in a process of its own. */
export const start = (
  args: readonly string[],
  input = '',
  environment: Readonly<Record<string, string>> = {},
): Started => {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH: process.env.PATH ?? '', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  const onOut = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8');
    for (const listener of onOut) listener();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString('utf8');
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return {
    ended,
    until: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (out.includes(text)) resolve(out);
        };
        onOut.add(look);
        look();
        ended.then(
          ({ err: said }) => reject(new Error(`it ended before it printed ${text}: ${said}`)),
          reject,
        );
      }),
    signal: (name) => {
      child.kill(name);
    },
  };
};

export const command = (args: readonly string[], input = ''): Promise<Ended> => start(args, input).ended;
