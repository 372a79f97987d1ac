import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readCsv, SEPARATOR_NAMES } from './csv-read.js';
import { decodeText } from './encoding.js';
import type { Issues } from './fault.js';
import { LIMITS, type Sheet } from './sheet.js';
import { readXlsx } from './xlsx-read.js';

/** What was found at a path: sheets, and what was passed over. */
export interface Sources {
  readonly sheets: readonly Sheet[];
  readonly ignored: readonly string[];
  /** How each file is written, for the echo. */
  readonly forms: readonly { readonly name: string; readonly form: string }[];
  /** What a table's own file or sheet is called here. */
  readonly isBook: boolean;
}

/** A path that cannot be read at all. */
export class SourceFault extends Error {}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

const isTooLarge = (file: string, bytes: number, most: number, issues: Issues): boolean => {
  if (bytes <= most) return false;
  issues.addBroken({
    file,
    code: 'too-large',
    message: `is ${megabytes(bytes)}; at most ${megabytes(most)} are read`,
    value: bytes,
    unit: 'bytes',
    fix: 'Split the problem, or leave out what is not needed.',
  });
  return true;
};

const readFolder = async (path: string, issues: Issues): Promise<Sources> => {
  const names = (await readdir(path)).sort();
  const sheets: Sheet[] = [];
  const ignored: string[] = [];
  const forms: { name: string; form: string }[] = [];
  const budget: { cells: number } = { cells: LIMITS.cells };
  const tables = names.filter((name) => /\.(?:csv|tsv)$/i.test(name) && !name.startsWith('.'));
  if (tables.length > LIMITS.files)
    throw new SourceFault(`it holds ${tables.length} tables; at most ${LIMITS.files} are read`);
  let left: number = LIMITS.totalBytes;
  for (const file of names) {
    if (!tables.includes(file) || file.startsWith('x-')) {
      if (!file.startsWith('.')) ignored.push(file);
      continue;
    }
    const info = await stat(join(path, file));
    if (!info.isFile() || isTooLarge(file, info.size, Math.min(LIMITS.fileBytes, left), issues)) continue;
    left -= info.size;
    const decoded = decodeText(file, await readFile(join(path, file)));
    if (!decoded.ok) {
      issues.addBroken(decoded.issue);
      continue;
    }
    const read = readCsv(file, file.replace(/\.[^.]*$/, ''), decoded.text, budget);
    if ('issue' in read) issues.addBroken(read.issue);
    else {
      sheets.push(read.sheet);
      forms.push({ name: file, form: SEPARATOR_NAMES[read.separator] });
    }
  }
  return { sheets, ignored, forms, isBook: false };
};

/**
 * Sheets of a folder of CSV files or of a workbook.
 *
 * @throws SourceFault where the path is neither
 */
export const readSources = async (path: string, issues: Issues): Promise<Sources> => {
  const info = await lstat(path).then(
    () => stat(path),
    () => undefined,
  );
  if (info === undefined) throw new SourceFault('there is no such folder or workbook');
  if (info.isDirectory()) return readFolder(path, issues);
  const file = basename(path);
  if (!/\.xlsx$/i.test(file))
    throw new SourceFault(
      'it is neither a folder of CSV files nor an .xlsx workbook; a CSV file is read with the folder it is in',
    );
  if (isTooLarge(file, info.size, LIMITS.fileBytes, issues))
    return { sheets: [], ignored: [], forms: [], isBook: true };
  const bytes = await readFile(path);
  if (bytes.length === 0) {
    issues.addBroken({ file, code: 'empty-file', message: 'holds nothing', fix: 'Save the workbook again.' });
    return { sheets: [], ignored: [], forms: [], isBook: true };
  }
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    issues.addBroken({
      file,
      code: 'bad-workbook',
      message: 'is an old .xls workbook or one with a password',
      fix: 'Save it as .xlsx without a password.',
    });
    return { sheets: [], ignored: [], forms: [], isBook: true };
  }
  const all = readXlsx(file, bytes, issues);
  const sheets = all.filter((sheet) => !sheet.name.startsWith('x-'));
  return {
    sheets,
    ignored: all.filter((sheet) => sheet.name.startsWith('x-')).map((sheet) => sheet.name),
    forms: sheets.map((sheet) => ({ name: sheet.name, form: 'sheet' })),
    isBook: true,
  };
};
