import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HyperFormula } from 'hyperformula';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeZip, ZipReader } from '../../../src/import/zip.js';
import type { ReportInput } from '../../../src/report/input.js';
import { workbookOf } from '../../../src/report/workbook/workbook.js';
import { parsedProblem } from '../../fixtures/read.js';
import { reportInputOf } from './input.js';

interface WrittenCell {
  readonly column: number;
  readonly row: number;
  readonly formula: string | null;
  readonly value: string | number;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescapeText = (text: string): string =>
  text.replace(/&([a-z]+);/g, (_, name: string) => ENTITIES[name] ?? '?');

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

const cellsOf = (xml: string): WrittenCell[] =>
  [...xml.matchAll(/<c r="([A-Z]+)([0-9]+)"([^>]*)>(.*?)<\/c>/g)].map((match) => {
    const [, letters = '', row = '', attributes = '', inner = ''] = match;
    const value = /<(?:v|t[^>]*)>(.*?)<\/(?:v|t)>/.exec(inner)?.[1] ?? '';
    const formula = /<f>(.*?)<\/f>/.exec(inner)?.[1];
    return {
      column: columnOf(letters),
      row: Number(row) - 1,
      formula: formula === undefined ? null : unescapeText(formula),
      value: /t="/.test(attributes) ? unescapeText(value) : Number(value),
    };
  });

/** Sheets of a workbook, cells by sheet name. */
const readBook = (book: Buffer): ReadonlyMap<string, readonly WrittenCell[]> => {
  const zip = new ZipReader(book, 1 << 28);
  const text = (path: string): string => zip.text(path) ?? '';
  const names = [...text('xl/workbook.xml').matchAll(/<sheet name="([^"]+)"/g)].map(
    (match) => match[1] ?? '',
  );
  return new Map(names.map((name, index) => [name, cellsOf(text(`xl/worksheets/sheet${index + 1}.xml`))]));
};

/** The formulas computed anew by a spreadsheet engine that is not ours, from the plain cells alone. */
const recomputed = (book: ReadonlyMap<string, readonly WrittenCell[]>) => {
  const sheets = Object.fromEntries(
    [...book].map(([name, cells]) => {
      const rows: (string | number | null)[][] = [];
      for (const { column, row, formula, value } of cells) {
        const line = rows[row] ?? [];
        rows[row] = line;
        line[column] = formula === null ? (typeof value === 'string' ? `'${value}` : value) : `=${formula}`;
      }
      return [name, Array.from(rows, (row) => Array.from(row ?? [], (cell) => cell ?? null))];
    }),
  );
  return HyperFormula.buildFromSheets(sheets, { licenseKey: 'gpl-v3', useArrayArithmetic: true });
};

const near = (found: unknown, wanted: number): boolean =>
  typeof found === 'number' && Math.abs(found - wanted) <= Math.max(0.001, 1e-9 * Math.abs(wanted));

const FIXTURES = ['negative-price-hours', 'training-heavy-lab', 'us-hospital-group'] as const;

describe.each(FIXTURES)('the workbook of %s', (name) => {
  let input: ReportInput;
  let book: ReadonlyMap<string, readonly WrittenCell[]>;
  beforeAll(async () => {
    input = await reportInputOf(parsedProblem(name));
    book = readBook(workbookOf(input));
  }, 60_000);

  it('has the values its formulas give', () => {
    const engine = recomputed(book);
    let formulas = 0;
    for (const [sheetName, cells] of book) {
      const sheet = engine.getSheetId(sheetName);
      if (sheet === undefined) throw new Error(`no sheet ${sheetName}`);
      for (const { column, row, formula, value } of cells) {
        if (formula === null) continue;
        formulas += 1;
        const found = engine.getCellValue({ sheet, col: column, row });
        const agrees = typeof value === 'number' ? near(found, value) : found === value;
        expect(
          agrees ? '' : `${sheetName} ${column},${row}: ${formula} is ${String(found)}, written ${value}`,
        ).toBe('');
      }
    }
    expect(formulas).toBeGreaterThan(60);
    engine.destroy();
  });

  it('totals agree with the plan: by line, site, workload, year', () => {
    const checks = book.get('Checks') ?? [];
    const verdicts = checks.filter(({ column, row }) => column === 4 && row > 0);
    expect(verdicts.length).toBeGreaterThanOrEqual(6);
    const ours = checks.filter(({ column, row }) => column === 1 && row > 0).map(({ value }) => value);
    expect(ours.slice(0, 4)).toEqual(Array(4).fill(input.answer.plan.bill.cashPresentWorth));
    const engine = recomputed(book);
    const sheet = engine.getSheetId('Checks') ?? -1;
    for (const { row } of verdicts) expect(engine.getCellValue({ sheet, col: 4, row })).toBe('agrees');
    engine.destroy();
  });

  it('follows a changed amount, and says that it differs from us then', () => {
    const changed = new Map(book);
    const entries = book.get('Entries') ?? [];
    const amount = entries.find(({ column, row }) => column === 11 && row === 1);
    if (amount === undefined) throw new Error('there is no first amount');
    changed.set(
      'Entries',
      entries.map((cell) => (cell === amount ? { ...cell, value: Number(cell.value) + 1000 } : cell)),
    );
    const engine = recomputed(changed);
    const sheet = engine.getSheetId('Checks') ?? -1;
    expect(engine.getCellValue({ sheet, col: 4, row: 1 })).toBe('differs');
    engine.destroy();
  });
});

const office = ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version']).status === 0);

/** The same workbook without the values of its formulas, so that a reader must compute them. */
const withoutValues = (book: Buffer): Buffer => {
  const zip = new ZipReader(book, 1 << 28);
  return writeZip(
    zip.names.map((path): [string, string] => [
      path,
      (zip.text(path) ?? '').replace(/(<\/f>)<v>.*?<\/v>/g, '$1'),
    ]),
  );
};

// LibreOffice is no package of npm; the engine above computes the same cells on every machine.
describe.skipIf(office === undefined)('LibreOffice (skipped where it is not installed)', () => {
  it('computes the totals we state', async () => {
    const input = await reportInputOf(parsedProblem('negative-price-hours'));
    const folder = mkdtempSync(join(tmpdir(), 'placewright-office-'));
    try {
      writeFileSync(join(folder, 'report.xlsx'), withoutValues(workbookOf(input)));
      const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
      execFileSync(
        office ?? '',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          filter,
          '--outdir',
          folder,
          join(folder, 'report.xlsx'),
        ],
        { stdio: 'ignore' },
      );
      const lines = readFileSync(join(folder, 'report-Checks.csv'), 'utf8').trim().split('\n').slice(1);
      expect(lines.length).toBeGreaterThanOrEqual(6);
      for (const line of lines) expect(line).toMatch(/,agrees$/);
      const [, , total] = lines[0]?.split(',') ?? [];
      expect(Number(total)).toBeCloseTo(input.answer.plan.bill.cashPresentWorth, 2);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
