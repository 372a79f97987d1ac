import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseProblem } from '@placewright/solver';
import { afterAll } from 'vitest';
import type { ImportIssue } from '../../../src/import/fault.js';
import { formatLayout, type Imported, importFrom, toCells } from '../../../src/import/import.js';
import { STARTER } from '../../../src/import/starter.js';
import { takeApart } from '../../../src/import/take-apart.js';
import { csvFiles } from '../../../src/import/write-target.js';
import { writeZip } from '../../../src/import/zip.js';

const folder = mkdtempSync(join(tmpdir(), 'placewright-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;

/** A path that is not there yet. */
export const freshPath = (name = ''): string => {
  count += 1;
  return join(folder, `${count}${name}`);
};

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Writes files into a folder of their own and returns its path. */
export const folderOf = (files: Files): string => {
  const path = freshPath();
  mkdirSync(path);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
};

/** The files of the starter, without its comments: headings stand in row 1. */
export const starterFiles = (): Record<string, string> =>
  Object.fromEntries(
    csvFiles(takeApart(STARTER, formatLayout(), 'point'), { separator: ',', decimal: 'point' }, () => []).map(
      ({ name, content }) => [name, String(content)],
    ),
  );

/** The starter with some files put in place of its own; null leaves one out. */
export const starterWith = (changed: Readonly<Record<string, string | Uint8Array | null>>): string => {
  const files: Record<string, string | Uint8Array> = starterFiles();
  for (const [name, content] of Object.entries(changed)) {
    if (content === null) delete files[name];
    else files[name] = content;
  }
  return folderOf(files);
};

export interface Read {
  readonly imported: Imported;
  readonly issues: readonly ImportIssue[];
  readonly issueCount: number;
}

/** What the command does with a path: the tables, then the library, led back to cells. */
export const readAll = async (path: string, decimal: 'point' | 'comma' | null = null): Promise<Read> => {
  const imported = await importFrom(path, decimal);
  const { issues } = imported;
  if (issues.hasBroken) return { imported, issues: issues.kept, issueCount: issues.count };
  const read = parseProblem(imported.problem);
  const found = read.ok ? [] : toCells(read.issues, imported);
  return { imported, issues: [...issues.kept, ...found], issueCount: issues.count + found.length };
};

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook of hand-written sheets: what stands in `sheetData` and after it. */
export const bookOf = (
  sheets: Readonly<Record<string, string>>,
  further: Readonly<Record<string, string>> = {},
): string => {
  const path = freshPath('.xlsx');
  writeFileSync(path, bookBytes(sheets, further));
  return path;
};

export const bookBytes = (
  sheets: Readonly<Record<string, string>>,
  further: Readonly<Record<string, string>> = {},
): Uint8Array => {
  const names = Object.keys(sheets);
  return writeZip([
    [
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${names
        .map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
        .join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships>${names
        .map((_, index) => `<Relationship Id="rId${index + 1}" Target="worksheets/sheet${index + 1}.xml"/>`)
        .join('')}</Relationships>`,
    ],
    ...Object.values(sheets).map((xml, index): [string, string] => [
      `xl/worksheets/sheet${index + 1}.xml`,
      `<worksheet xmlns="${MAIN}">${xml}</worksheet>`,
    ]),
    ...Object.entries(further),
  ]);
};

const letters = (index: number): string => String.fromCharCode(65 + index);

/** Rows of texts and numbers as `sheetData`. */
export const sheetData = (rows: readonly (readonly (string | number | null)[])[]): string =>
  `<sheetData>${rows
    .map(
      (row, at) =>
        `<row r="${at + 1}">${row
          .map((cell, index) => {
            if (cell === null) return '';
            const reference = `${letters(index)}${at + 1}`;
            return typeof cell === 'number'
              ? `<c r="${reference}"><v>${cell}</v></c>`
              : `<c r="${reference}" t="inlineStr"><is><t>${cell}</t></is></c>`;
          })
          .join('')}</row>`,
    )
    .join('')}</sheetData>`;
