import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type CsvStyle, writeCsv } from './csv-write.js';
import type { Cell } from './sheet.js';
import type { OutTable } from './take-apart.js';
import { LONGEST_CELL, LONGEST_NAME, writeXlsx } from './xlsx-write.js';

/** A target that cannot be written, and why. */
export class TargetFault extends Error {}

/** A file to write, by its name in the target. */
export interface OutFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

type CommentsOf = (table: OutTable) => readonly string[];

const linesOf = (table: OutTable, comments: readonly string[]): (readonly Cell[])[] => [
  ...comments.map((comment): Cell[] => [comment]),
  table.heading,
  ...table.rows,
];

/** Tables as CSV files, one each. */
export const csvFiles = (tables: readonly OutTable[], style: CsvStyle, commentsOf: CommentsOf): OutFile[] =>
  tables.map((table) => ({
    name: `${table.table.name}.csv`,
    content: writeCsv(linesOf(table, commentsOf(table)), style),
  }));

/**
 * Tables as a workbook, a sheet each.
 *
 * @throws TargetFault where a workbook cannot hold a cell
 */
export const workbook = (tables: readonly OutTable[], commentsOf: CommentsOf): Uint8Array =>
  writeXlsx(
    tables.map((table) => {
      const comments = commentsOf(table);
      const rows = linesOf(table, comments);
      for (const row of rows)
        for (const cell of row)
          if (typeof cell === 'string' && cell.length > LONGEST_CELL)
            throw new TargetFault(
              `a value of ${table.table.name} has ${cell.length} characters; a cell of a workbook holds ${LONGEST_CELL}. Write a folder of CSV files instead.`,
            );
      return { name: table.table.name.slice(0, LONGEST_NAME), rows, heading: comments.length };
    }),
  );

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Writes files into a folder that is new or empty; nothing is ever written over. */
export const writeFolder = async (path: string, files: readonly OutFile[]): Promise<void> => {
  await mkdir(path, { recursive: true });
  const found = await readdir(path);
  if (found.length > 0)
    throw new TargetFault(`${path} is not empty (${found.slice(0, 3).join(', ')}); name a new folder`);
  for (const { name, content } of files) await writeNew(join(path, name), content);
};

/** Writes a file that is not there yet. */
export const writeNew = async (path: string, content: string | Uint8Array): Promise<void> => {
  if (await isThere(path)) throw new TargetFault(`${path} is there already; name another`);
  const file = await open(path, 'wx');
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
  }
};

/** The first place where two problems differ, as a JSON pointer; null where they are equal. */
export const firstDifference = (left: unknown, right: unknown, at = ''): string | null => {
  if (Object.is(left, right)) return null;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return at;
  if (Array.isArray(left) !== Array.isArray(right)) return at;
  const [mine, other] = [Object.entries(left), new Map<string, unknown>(Object.entries(right))];
  if (mine.length !== other.size) return at;
  for (const [name, value] of mine) {
    if (!other.has(name)) return `${at}/${name}`;
    const found = firstDifference(value, other.get(name), `${at}/${name}`);
    if (found !== null) return found;
  }
  return null;
};

/** Whether a target is a workbook by its name. */
export const isBook = (path: string): boolean => /\.xlsx$/i.test(path);
