import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Document } from '../worker/protocol.js';
import { CommandError, EXIT } from './exit.js';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission is denied',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return REASONS[code] ?? code;
};

const readStdin = async (): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
};

/**
 * A file, or standard input for `-`.
 *
 * @throws CommandError with exit code 2 where it cannot be read or is not UTF-8
 */
export const readDocument = async (path: string): Promise<Document> => {
  const name = path === '-' ? 'standard input' : path;
  let bytes: Buffer;
  try {
    bytes = path === '-' ? await readStdin() : await readFile(path);
  } catch (error) {
    throw new CommandError(EXIT.input, `cannot read ${name}: ${reasonOf(error)}`);
  }
  try {
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    throw new CommandError(EXIT.input, `cannot read ${name}: it is not UTF-8 text`);
  }
};

/** Writes a file, making its folder where there is none. */
export const writeText = async (path: string, text: string | Uint8Array): Promise<void> => {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    throw new CommandError(EXIT.input, `cannot write ${path}: ${reasonOf(error)}`);
  }
};

/** Writes to standard output and waits until it is out, so that a pipe gets all of it. */
export const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error == null || ('code' in error && error.code === 'EPIPE')) resolve();
      else reject(error);
    });
  });
