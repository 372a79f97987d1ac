import { writeFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Issues, MOST_ISSUES } from '../../../src/import/fault.js';
import { importFrom } from '../../../src/import/import.js';
import { LIMITS } from '../../../src/import/sheet.js';
import { readXlsx } from '../../../src/import/xlsx-read.js';
import { writeXlsx } from '../../../src/import/xlsx-write.js';
import { writeZip, ZipReader } from '../../../src/import/zip.js';
import { bookBytes, folderOf, freshPath, starterWith } from './support.js';

const ROWS = 100_000;
const rows = (cell: (row: number) => string): string =>
  Array.from({ length: ROWS }, (_, row) => cell(row)).join('');
const used = async (work: () => Promise<unknown>): Promise<{ seconds: number; megabytes: number }> => {
  const before = process.memoryUsage().rss;
  const start = performance.now();
  await work();
  return {
    seconds: (performance.now() - start) / 1000,
    megabytes: (process.memoryUsage().rss - before) / 1024 / 1024,
  };
};

describe('100,000 rows', () => {
  it('of CSV are read in seconds', async () => {
    const text = `from,to,rttMs,jitterMs,note\n${rows((row) => `munich,site-${row},${row % 50},0.5,"row, ${row}"\n`)}`;
    const path = starterWith({ 'links.csv': text });
    let count = 0;
    const { seconds, megabytes } = await used(async () => {
      const { problem, issues } = await importFrom(path, null);
      expect(issues.count).toBe(0);
      const { network } = problem as { network: { links: unknown[] } };
      count = network.links.length;
      expect(network.links[99_999]).toEqual({
        from: 'munich',
        to: 'site-99999',
        rttMs: 49,
        jitterMs: 0.5,
        note: 'row, 99999',
      });
    });
    expect(count).toBe(ROWS);
    expect(seconds).toBeLessThan(20);
    expect(megabytes).toBeLessThan(800);
  });

  it('that are all wrong give a bounded list and a whole count', async () => {
    const text = `from,to,rttMs,jitterMs\n${rows((row) => `munich,site-${row},fast,slow\n`)}`;
    const { seconds } = await used(async () => {
      const { issues } = await importFrom(starterWith({ 'links.csv': text }), null);
      expect(issues.count).toBe(2 * ROWS);
      expect(issues.kept).toHaveLength(MOST_ISSUES);
      expect(issues.kept[0]).toMatchObject({ file: 'links.csv', row: 2, cell: 'C2', value: 'fast' });
    });
    expect(seconds).toBeLessThan(20);
  });

  it('of a workbook are read in seconds', async () => {
    const path = freshPath('.xlsx');
    const body = Array.from({ length: ROWS }, (_, row) => ['munich', `site-${row}`, row % 50, 0.5]);
    writeFileSync(
      path,
      writeXlsx([{ name: 'links', heading: 0, rows: [['from', 'to', 'rttMs', 'jitterMs'], ...body] }]),
    );
    const { seconds, megabytes } = await used(async () => {
      const { rowCounts, issues } = await importFrom(path, null);
      expect(issues.count).toBe(0);
      expect(rowCounts.get('links')).toBe(ROWS);
    });
    expect(seconds).toBeLessThan(30);
    expect(megabytes).toBeLessThan(1200);
  });
});

/** A zip whose one part is `size` zero bytes, stated as `stated`. */
const bomb = (name: string, size: number, stated: number): Buffer => {
  const content = Buffer.alloc(size, 0x20);
  const whole = writeZip([[name, '']]);
  const packed = deflateRawSync(content);
  const old = deflateRawSync(Buffer.alloc(0));
  const local = Buffer.from(whole.subarray(0, 30 + name.length));
  const central = Buffer.from(whole.subarray(30 + name.length + old.length));
  for (const [part, at] of [
    [local, 14],
    [central, 16],
  ] as const) {
    part.writeUInt32LE(crc32(content), at);
    part.writeUInt32LE(packed.length, at + 4);
    part.writeUInt32LE(stated, at + 8);
  }
  central.writeUInt32LE(local.length + packed.length, central.length - 6);
  return Buffer.concat([local, packed, central]);
};

describe('bounds', () => {
  it('unpacking stops at the bound, whatever size the archive states', () => {
    const honest = bomb('xl/workbook.xml', 30_000_000, 30_000_000);
    expect(honest.length).toBeLessThan(40_000);
    for (const archive of [honest, bomb('xl/workbook.xml', 30_000_000, 10)]) {
      const reader = new ZipReader(archive, 1_000_000);
      expect(() => reader.text('xl/workbook.xml')).toThrow(/larger than 1 MiB/);
    }
    const small = new ZipReader(bomb('a', 10, 10), 1_000_000);
    expect(small.text('a')).toBe(' '.repeat(10));
  });

  it('a workbook that is a bomb is refused as such, in little memory', async () => {
    const size = LIMITS.totalBytes + 1;
    const archive = bomb('xl/workbook.xml', size, 100);
    const issues = new Issues();
    const { megabytes } = await used(async () => readXlsx('bomb.xlsx', archive, issues));
    expect(issues.kept).toEqual([
      expect.objectContaining({
        code: 'bad-workbook',
        file: 'bomb.xlsx',
        message: expect.stringContaining('larger than 192 MiB'),
      }),
    ]);
    expect(megabytes).toBeLessThan(450);
  });

  it('a part that was damaged is told by its checksum, a cut archive by its end', () => {
    const archive = Buffer.from(bookBytes({ tariffs: '<sheetData/>' }));
    expect(() => new ZipReader(archive.subarray(0, archive.length - 30), 1e6)).toThrow(/cut off/);
    const bent = Buffer.from(archive);
    const at = bent.indexOf('xl/workbook.xml');
    bent.writeUInt32LE(1, at - 16);
    const central = bent.lastIndexOf('xl/workbook.xml');
    bent.writeUInt32LE(1, central - 30);
    expect(() => new ZipReader(bent, 1e6).text('xl/workbook.xml')).toThrow(/damaged/);
  });

  it('a sheet with a cell far to the right, and a CSV of too many columns, are refused', async () => {
    const issues = new Issues();
    readXlsx(
      'far.xlsx',
      bookBytes({ tariffs: '<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>' }),
      issues,
    );
    expect(issues.kept).toEqual([
      expect.objectContaining({ code: 'bad-workbook', message: expect.stringContaining('XFD1') }),
    ]);
    const wide = await importFrom(folderOf({ 'tariffs.csv': `${'a,'.repeat(2000)}a\n` }), null);
    expect(wide.issues.kept).toContainEqual(
      expect.objectContaining({ code: 'too-large', file: 'tariffs.csv', row: 1 }),
    );
  });

  it('a file above the limit is refused before it is read', async () => {
    const path = folderOf({ 'tariffs.csv': Buffer.alloc(LIMITS.fileBytes + 1, 0x61) });
    const { issues } = await importFrom(path, null);
    expect(issues.kept).toContainEqual(
      expect.objectContaining({
        code: 'too-large',
        file: 'tariffs.csv',
        message: 'is 64.0 MiB; at most 64.0 MiB are read',
      }),
    );
  });

  it('a quote that is opened in each of many lines takes no more than one pass', async () => {
    const path = folderOf({ 'tariffs.csv': `id,kind\n${'"a\n'.repeat(200_001)}` });
    const { seconds } = await used(() => importFrom(path, null));
    expect(seconds).toBeLessThan(10);
  });
});
