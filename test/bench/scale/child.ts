import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How a program that was run for a figure ended. */
export interface ChildEnd {
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  /** Most resident memory; null where the platform does not say. */
  readonly peakMiB: number | null;
  /** Whether it had to be ended at its deadline. */
  readonly wasEnded: boolean;
  readonly code: number | null;
}

const POLL_MS = 200;

/** The kernel's own high-water mark, asked while the process lives. */
const peakOf = (pid: number | undefined): number | null => {
  try {
    const kib = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? null : Number(kib) / 1024;
  } catch {
    return null;
  }
};

/** Runs a program apart, so that its memory is its own and nothing it does can hold up the table. */
export const runChild = (
  command: string,
  args: readonly string[],
  deadlineSeconds: number,
): Promise<ChildEnd> =>
  new Promise((resolve, reject) => {
    const startMs = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    let peakMiB: number | null = null;
    let wasEnded = false;
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const poll = setInterval(() => {
      peakMiB = Math.max(peakMiB ?? 0, peakOf(child.pid) ?? 0) || null;
    }, POLL_MS);
    const deadline = setTimeout(() => {
      wasEnded = true;
      child.kill('SIGKILL');
    }, deadlineSeconds * 1000);
    const stop = (): void => {
      clearInterval(poll);
      clearTimeout(deadline);
    };
    child.on('error', (error) => {
      stop();
      reject(error);
    });
    child.on('close', (code) => {
      stop();
      resolve({ stdout, stderr, seconds: (performance.now() - startMs) / 1000, peakMiB, wasEnded, code });
    });
  });
